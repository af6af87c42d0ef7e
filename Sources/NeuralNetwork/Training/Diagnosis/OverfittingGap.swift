import NNText

/// V1: the validation loss has risen from its lowest value while the training loss went on falling.
package enum OverfittingGap: DiagnosticCheck {
  /// So much above its lowest value the validation loss must be.
  private static let rise = 1.1

  package static func examine(_ patient: Patient) -> Finding? {
    let points = patient.curve.filter { $0.validationLoss?.isFinite ?? false }
    guard points.count >= 3, let last = points.last, let now = last.validationLoss,
      let best = points.min(by: { ($0.validationLoss ?? .infinity) < ($1.validationLoss ?? .infinity) }),
      let lowest = best.validationLoss, best.step < last.step
    else { return nil }
    guard now > rise * lowest, last.loss < best.loss else { return nil }
    return Finding(
      "V1", .certain, "overfitting",
      evidence: [
        "validation loss \(lowest.brief) at step \(best.step), \(now.brief) at step \(last.step)",
        "training loss in the meantime: \(best.loss.brief), then \(last.loss.brief)",
      ],
      cure: "stop at the lowest validation loss (`stop when validation.loss >= best.validation.loss for 10 epochs`), "
        + "or hold the weights small", statements: ["regularize l2 0.001"])
  }
}
