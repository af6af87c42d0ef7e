import NNText

/// O2: targets that the output cannot reach.
package enum LabelRange: DiagnosticCheck {
  package static func examine(_ patient: Patient) -> Finding? {
    guard case .numbers = patient.loss.definition.targets else { return nil }
    let output = patient.output
    let (low, high) = output.definition.bounds
    let outside = patient.samples.y.filter { Double($0) < low || Double($0) > high }
    guard let smallest = patient.samples.y.min(), let largest = patient.samples.y.max(), !outside.isEmpty else {
      return nil
    }
    return Finding(
      "O2", .certain, Wording(en: "labels out of range", ko: "출력 범위를 벗어난 정답"),
      evidence: [
        Wording(
          en: """
            targets lie in \(Double(smallest).brief) to \(Double(largest).brief); \(output.kind.rawValue) gives \
            \(output.definition.range)
            """,
          ko: """
            정답은 \(Double(smallest).brief)에서 \(Double(largest).brief)까지인데 \(output.kind.rawValue)의 출력은 \
            \(output.definition.range)입니다
            """),
        Wording(
          en: "\(outside.count) of \(patient.samples.y.count) targets can never be reached",
          ko: "정답 \(patient.samples.y.count)개 가운데 \(outside.count)개에는 결코 닿을 수 없습니다"),
      ], cure: Wording(en: "a linear output reaches every number", ko: "linear 출력은 어떤 수든 낼 수 있습니다"),
      statements: ["output linear"])
  }
}
