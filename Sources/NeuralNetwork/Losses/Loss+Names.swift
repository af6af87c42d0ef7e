/// The losses by name: `.crossEntropy`, `.huber(delta: 0.5)`.
extension Loss {
  /// Binary cross-entropy on logits.
  public static var bce: Loss { Loss(.bce) }
  /// Binary cross-entropy as textbooks write it: NaN where an output is exactly 0 or 1.
  public static var bceNaive: Loss { Loss(.bceNaive) }
  /// Cross-entropy of K classes on logits.
  public static var crossEntropy: Loss { Loss(.crossEntropy) }
  /// Mean squared error.
  public static var mse: Loss { Loss(.mse) }
  /// Mean absolute error.
  public static var mae: Loss { Loss(.mae) }
  /// The margin loss of targets −1 and 1.
  public static var hinge: Loss { Loss(.hinge) }

  /// Squared error near the target, absolute error farther than `delta` (> 0) from it; PyTorch's default.
  public static func huber(delta: Double = 1) -> Loss { Loss(.huber, parameter: delta) }

  /// Cross-entropy in which examples that are already right count less, the less the larger `gamma` (≥ 0) is.
  /// Lin et al. 2017.
  public static func focal(gamma: Double = 2) -> Loss { Loss(.focal, parameter: gamma) }
}
