/// Measures of what a ``Trainer`` evaluated; of an evaluation made otherwise they are `nil`, and the functions that take the
/// samples say the same.
extension Evaluation {
  /// The fraction of examples whose class was predicted, in 0…1; `nil` where targets are numbers.
  public var accuracy: Double? { confusion?.accuracy }

  /// How often each class was predicted for each; `nil` where targets are numbers.
  public var confusion: ConfusionMatrix? {
    guard let judged, let decision = judged.decision else { return nil }
    return confusion(of: judged.samples, decision)
  }

  /// The area under the ROC curve, in 0…1; `nil` where targets are numbers, or only one class occurs.
  public var auc: Double? {
    guard let judged, let decision = judged.decision else { return nil }
    return auc(of: judged.samples, decision)
  }

  /// The explained fraction of the variance, at most 1; `nil` where targets are classes.
  public var r2: Double? { numbers.map { r2(of: $0) } ?? nil }

  /// The mean absolute error, in the units of the targets; `nil` where targets are classes.
  public var meanAbsoluteError: Double? { numbers.map { meanAbsoluteError(of: $0) } }

  private var numbers: Samples? {
    guard let judged, judged.decision == nil else { return nil }
    return judged.samples
  }
}
