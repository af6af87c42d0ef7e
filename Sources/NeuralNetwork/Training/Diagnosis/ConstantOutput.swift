import NNText

/// P2: every row gets the same answer.
package enum ConstantOutput: DiagnosticCheck {
  private static let limit = 1e-3

  package static func examine(_ patient: Patient) -> Finding? {
    let (outputs, units) = (patient.outputs, patient.units)
    guard patient.rows > 1 else { return nil }
    var widest = 0.0
    var targetRange = 0.0
    for unit in 0..<units {
      let places = stride(from: unit, to: outputs.count, by: units)
      let values = places.map { outputs[$0] }
      let targets = places.map { Double(patient.samples.y[$0]) }
      widest = max(widest, (values.max() ?? 0) - (values.min() ?? 0))
      targetRange = max(targetRange, (targets.max() ?? 0) - (targets.min() ?? 0))
    }
    guard targetRange > 0, widest < limit * targetRange else { return nil }
    return Finding(
      "P2", .certain, Wording(en: "constant output", ko: "늘 같은 출력"),
      evidence: [
        Wording(
          en: "outputs of \(patient.rows) rows differ by at most \(widest.brief), targets by \(targetRange.brief)",
          ko: "\(patient.rows)행의 출력 차이는 최대 \(widest.brief)인데 정답의 차이는 \(targetRange.brief)입니다"),
        Wording(
          en: "every row gets \(outputs.prefix(units).map(\.brief).joined(separator: " "))",
          ko: "모든 행의 출력이 \(outputs.prefix(units).map(\.brief).joined(separator: " "))입니다"),
      ],
      cure: Wording(
        en: "the inputs do not reach the output: draw larger weights, take an activation that lets them through",
        ko: "입력이 출력까지 닿지 않습니다. 가중치를 더 크게 뽑거나, 신호를 통과시키는 활성화 함수를 쓰세요"),
      statements: statements(patient))
  }

  private static func statements(_ patient: Patient) -> [String] {
    guard let hidden = patient.hidden, hidden.kind != .tanh else {
      return ["init weights glorot", "optimizer adam rate 0.01"]
    }
    return ["activation tanh on hidden", "init weights glorot"]
  }
}
