import NNText

/// O2: targets that the output cannot reach.
package enum LabelRange: DiagnosticCheck {
  package static func examine(_ patient: Patient) -> Finding? {
    guard [.mse, .mae, .huber].contains(patient.loss.kind) else { return nil }
    let output = patient.output
    let ends = output.definition.asymptotes
    let low = ends.first ?? ([.relu, .relu6, .softplus].contains(output.kind) ? 0 : -.infinity)
    let high = ends.count > 1 ? ends[1] : output.kind == .relu6 ? 6 : .infinity
    let outside = patient.samples.y.filter { Double($0) < low || Double($0) > high }
    guard let smallest = patient.samples.y.min(), let largest = patient.samples.y.max(), !outside.isEmpty else {
      return nil
    }
    return Finding(
      "O2", .certain, "labels out of range",
      evidence: [
        "targets lie in \(Double(smallest).brief) to \(Double(largest).brief); \(output.kind.rawValue) gives \(output.definition.range)",
        "\(outside.count) of \(patient.samples.y.count) targets can never be reached",
      ], cure: "a linear output reaches every number", statements: ["output linear"])
  }
}
