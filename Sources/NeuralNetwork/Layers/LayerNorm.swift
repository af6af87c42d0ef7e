import NNText

/// z = γ · (x − μ) / √(σ² + ε) + β, where μ and σ² are the mean and (biased) variance of one row's features; of an
/// image, of one position's channels. γ and β: one number a feature. Same shape in and out, no difference between
/// training and evaluation, as `torch.nn.LayerNorm` over the last dimension.
///
/// Backward, n features, g = dz·γ: dγ = Σ dz·x̂, dβ = Σ dz, dx = (g − Σg/n − x̂·Σ(g·x̂)/n) / √(σ² + ε).
/// Ba, Kiros, Hinton 2016, Layer normalization.
public struct LayerNorm: Hashable, Sendable {
  /// ε, above 0.
  public var epsilon: Double

  /// - Parameter epsilon: above 0.
  public init(epsilon: Double = 1e-5) { self.epsilon = epsilon }
}

extension LayerNorm: LayerForm {
  package var name: String { "layernorm" }
  package var takesActivation: Bool { true }

  package func output(for input: Shape) throws(LayerMisfit) -> Shape {
    guard epsilon > 0 else {
      throw .setting(Wording(en: "layernorm with an epsilon of \(epsilon)", ko: "epsilon이 \(epsilon)인 layernorm"))
    }
    return input
  }

  package func tensors(for input: Shape) -> [TensorForm] {
    [.constant(1, role: .scale, shape: [input.channels]), .constant(0, role: .bias, shape: [input.channels])]
  }
}
