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
      "V1", .certain, Wording(en: "overfitting", ko: "과적합"),
      evidence: [
        Wording(
          en: "validation loss \(lowest.brief) at step \(best.step), \(now.brief) at step \(last.step)",
          ko: "검증 손실: 스텝 \(best.step)에서 \(lowest.brief), 스텝 \(last.step)에서 \(now.brief)"),
        Wording(
          en: "training loss in the meantime: \(best.loss.brief), then \(last.loss.brief)",
          ko: "그 사이 훈련 손실: \(best.loss.brief) → \(last.loss.brief)"),
      ],
      cure: Wording(
        en: """
          stop at the lowest validation loss (`stop when validation.loss >= best.validation.loss for 10 \
          epochs`), or hold the weights small
          """,
        ko: "검증 손실이 가장 낮은 곳에서 멈추거나(`stop when validation.loss >= best.validation.loss for 10 epochs`) 가중치를 작게 유지하세요"),
      statements: ["regularize l2 0.001"])
  }
}
