/// Keeps gradients small before the optimizer sees them, after ``Regularization``. Frozen layers do not count.
public enum Clipping: Hashable, Sendable {
  case none
  /// All gradients are multiplied by min(1, limit / (norm + 1e-6)), norm over all of them, as
  /// `torch.nn.utils.clip_grad_norm_`. Pascanu, Mikolov, Bengio 2013.
  case norm(Double)
  /// Each gradient is kept within ±limit.
  case value(Double)
}
