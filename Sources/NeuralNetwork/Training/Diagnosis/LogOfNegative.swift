import NNText

/// N2: `bce naive` takes the logarithm of a negative number, because an output lies outside 0 to 1.
package enum LogOfNegative: DiagnosticCheck {
  package static func examine(_ patient: Patient) -> Finding? {
    guard patient.loss.kind == .bceNaive else { return nil }
    let outputs = patient.outputs
    // At h = 0 and h = 1 it is the logarithm of 0, which is another disease.
    guard let place = outputs.indices.first(where: { outputs[$0] < 0 || outputs[$0] > 1 }) else {
      return nil
    }
    let (h, y) = (outputs[place], Double(patient.samples.y[place]))
    let term = h < 0 ? "log h = log(\(h.brief))" : "log(1 - h) = log(\((1 - h).brief))"
    return Finding(
      "N2", .certain, Wording(en: "log of a negative number", ko: "음수의 로그"),
      evidence: [
        Wording(
          en: "row \(place / patient.units + 1): h = \(h.brief), y = \(y.brief)",
          ko: "\(place / patient.units + 1)행: h = \(h.brief), y = \(y.brief)"), Wording(verbatim: "\(term) = NaN"),
        Wording(
          en: "\(patient.output.kind.rawValue) gives \(patient.output.definition.range), the formula wants 0 to 1",
          ko: "\(patient.output.kind.rawValue)의 출력은 \(patient.output.definition.range)인데, 공식에는 0과 1 사이의 수가 들어가야 합니다"),
      ], cure: Wording(en: "a sigmoid output lies between 0 and 1", ko: "sigmoid 출력은 0과 1 사이에 있습니다"),
      statements: ["output sigmoid"])
  }
}
