import NNText

/// z = γ · (x − μ) / √(σ² + ε) + β for each feature, of images for each channel: same shape in and out.
///
/// While training, μ and σ² are the batch's own mean and (biased) variance, over rows and positions, and the running
/// ones move towards them: r ← (1 − m)·r + m·batch, with the unbiased variance, as `torch.nn.BatchNorm1d` and 2d do.
/// Evaluation uses the running ones. So do a frozen layer, which stays as it is, and a batch with one number a feature,
/// which has no spread.
///
/// Backward, n numbers a feature: dγ = Σ dz·x̂, dβ = Σ dz, dx = γ/√(σ² + ε) · (dz − dβ/n − x̂·dγ/n) with the batch's
/// statistics, γ/√(σ² + ε) · dz with the running ones. Ioffe, Szegedy 2015, Batch normalization.
public struct BatchNorm: Hashable, Sendable {
  /// ε, above 0.
  public var epsilon: Double
  /// m, the share of a new batch in the running statistics, 0 to 1.
  public var momentum: Double

  /// - Parameters:
  ///   - epsilon: above 0.
  ///   - momentum: 0 to 1.
  public init(epsilon: Double = 1e-5, momentum: Double = 0.1) {
    self.epsilon = epsilon
    self.momentum = momentum
  }
}

extension BatchNorm: LayerForm {
  package var name: String { "batchnorm" }
  package var takesActivation: Bool { true }

  package func output(for input: Shape) throws(LayerMisfit) -> Shape {
    guard epsilon > 0 else {
      throw .setting(Wording(en: "batchnorm with an epsilon of \(epsilon)", ko: "epsilon이 \(epsilon)인 batchnorm"))
    }
    guard (0...1).contains(momentum) else {
      throw .setting(Wording(en: "batchnorm with a momentum of \(momentum)", ko: "momentum이 \(momentum)인 batchnorm"))
    }
    return input
  }

  package func tensors(for input: Shape) -> [TensorForm] {
    [.constant(1, role: .scale, shape: [input.channels]), .constant(0, role: .bias, shape: [input.channels])]
  }

  package func buffers(for input: Shape) -> [TensorForm] {
    [
      .constant(0, role: .runningMean, shape: [input.channels]),
      .constant(1, role: .runningVariance, shape: [input.channels]),
    ]
  }
}

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
