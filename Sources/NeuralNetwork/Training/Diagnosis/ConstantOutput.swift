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
      "P2", .certain, "constant output",
      evidence: [
        "outputs of \(patient.rows) rows differ by at most \(widest.brief), targets by \(targetRange.brief)",
        "every row gets \(outputs.prefix(units).map(\.brief).joined(separator: " "))",
      ], cure: "look at the gradients and at dead layers: the inputs do not reach the output")
  }
}
