import NNText

/// While training, each number is 0 with chance p, else x / (1 − p); otherwise x. Same shape in and out.
///
/// Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov 2014, Dropout. Which numbers: `DropoutMask`.
public struct Dropout: Hashable, Sendable {
  /// The chance p of being left out, at least 0 and below 1.
  public var share: Double

  /// - Parameter share: at least 0 and below 1.
  public init(share: Double) { self.share = share }
}

extension Dropout: LayerForm {
  package var name: String { "dropout" }
  package var takesActivation: Bool { false }

  package func output(for input: Shape) throws(LayerMisfit) -> Shape {
    guard share >= 0, share < 1 else { throw .setting(Wording(en: "dropout of \(share)", ko: "비율이 \(share)인 dropout")) }
    return input
  }

  package func tensors(for input: Shape) -> [TensorForm] { [] }
}
