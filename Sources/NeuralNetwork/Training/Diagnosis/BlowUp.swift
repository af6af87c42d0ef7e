import NNText

/// N3: weights or sums are too large to compute with.
package enum BlowUp: DiagnosticCheck {
  /// Sums beyond this are found in no network that learns.
  private static let limit = 1e6

  package static func examine(_ patient: Patient) -> Finding? {
    let weights = patient.model.parameters.doubles
    if weights.contains(where: \.isNaN) {
      let count = weights.count(where: \.isNaN)
      return Finding(
        "N3", .heuristic, Wording(en: "the weights are NaN already", ko: "가중치가 이미 NaN입니다"),
        evidence: [
          Wording(en: "\(count) of \(weights.count) weights are NaN", ko: "가중치 \(weights.count)개 가운데 \(count)개가 NaN입니다")
        ],
        cure: Wording(
          en: "what made them so is past: reset, say 'on nan stop' and train again to see the step where it begins",
          ko: "무엇이 그렇게 만들었는지는 이미 지나갔습니다. reset하고 'on nan stop'을 쓴 다음 다시 학습하면 시작되는 스텝을 볼 수 있습니다"))
    }
    let largestWeight = weights.map { abs($0) }.max() ?? 0
    var found: (layer: Int, sum: Double)?
    for (index, layer) in patient.pass.layers.enumerated() {
      if layer.largestSum > limit, found == nil { found = (index, layer.largestSum) }
    }
    guard let found else { return nil }
    let isCertain = !found.sum.isFinite
    return Finding(
      "N3", isCertain ? .certain : .heuristic, Wording(en: "blow-up", ko: "수의 폭발"),
      evidence: [
        Wording(en: "largest weight \(largestWeight.brief)", ko: "가장 큰 가중치 \(largestWeight.brief)"),
        isCertain
          ? Wording(
            en: "layer \(found.layer + 1): a sum is beyond what \(patient.model.precision.rawValue) can hold",
            ko: "\(found.layer + 1)층: \(patient.model.precision.rawValue)로 나타낼 수 없을 만큼 큰 합이 있습니다")
          : Wording(
            en: "layer \(found.layer + 1): largest sum \(found.sum.brief)",
            ko: "\(found.layer + 1)층: 가장 큰 합 \(found.sum.brief)"),
      ], cure: Wording(en: "take smaller steps, or limit the gradient", ko: "학습률을 줄이거나 기울기를 자르세요(clipping)"),
      statements: (patient.settings.map { [$0.optimizer.statement(with: $0.optimizer.rate / 1000, for: "rate")] } ?? [])
        + ["clip norm 1"])
  }
}
