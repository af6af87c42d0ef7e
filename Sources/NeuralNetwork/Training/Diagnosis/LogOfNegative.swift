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
      "N2", .certain, "log of a negative number",
      evidence: [
        "row \(place / patient.units + 1): h = \(h.brief), y = \(y.brief)", "\(term) = NaN",
        "\(patient.output.kind.rawValue) gives \(patient.output.definition.range), the formula wants 0 to 1",
      ], cure: "a sigmoid output lies between 0 and 1", statements: ["output sigmoid"])
  }
}
