/// A penalty on large weights: l1 · Σ|w| + l2 · Σw² over all weights (not biases nor slopes), as Keras defines it.
///
/// Its gradient, l1 · sign(w) + 2 · l2 · w, is added to that of the loss; the loss that is recorded leaves it out, so
/// that runs with and without it can be compared.
public struct Regularization: Hashable, Sendable {
  /// At least 0.
  public var l1: Double
  /// At least 0.
  public var l2: Double

  /// None where nothing is given.
  public init(l1: Double = 0, l2: Double = 0) {
    self.l1 = l1
    self.l2 = l2
  }

  /// No penalty.
  public static var none: Regularization { Regularization() }
  /// Whether there is no penalty.
  public var isNone: Bool { l1 == 0 && l2 == 0 }
}

/// Keeps gradients small before the optimizer sees them, after ``Regularization``. Frozen layers do not count.
public enum Clipping: Hashable, Sendable {
  case none
  /// All gradients are multiplied by min(1, limit / (norm + 1e-6)), norm over all of them, as
  /// `torch.nn.utils.clip_grad_norm_`. Pascanu, Mikolov, Bengio 2013.
  case norm(Double)
  /// Each gradient is kept within ±limit.
  case value(Double)
}
