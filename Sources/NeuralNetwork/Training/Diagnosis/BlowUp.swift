/// N3: weights or sums are too large to compute with.
package enum BlowUp: DiagnosticCheck {
  /// Sums beyond this are found in no network that learns.
  private static let limit = 1e6

  package static func examine(_ patient: Patient) -> Finding? {
    let weights = patient.model.parameters.doubles
    if weights.contains(where: \.isNaN) {
      let count = weights.count(where: \.isNaN)
      return Finding(
        "N3", .heuristic, "the weights are NaN already", evidence: ["\(count) of \(weights.count) weights are NaN"],
        cure: "what made them so is past: reset, say 'on nan stop' and train again to see the step where it begins")
    }
    let largestWeight = weights.map { abs($0) }.max() ?? 0
    var found: (layer: Int, sum: Double)?
    for (index, layer) in patient.pass.layers.enumerated() {
      if layer.largestSum > limit, found == nil { found = (index, layer.largestSum) }
    }
    guard let found else { return nil }
    let isCertain = !found.sum.isFinite
    return Finding(
      "N3", isCertain ? .certain : .heuristic, "blow-up",
      evidence: [
        "largest weight \(largestWeight.brief)",
        isCertain
          ? "layer \(found.layer + 1): a sum is beyond what \(patient.model.precision.rawValue) can hold"
          : "layer \(found.layer + 1): largest sum \(found.sum.brief)",
      ], cure: "take smaller steps, or limit the gradient",
      statements: (patient.settings.map { [$0.optimizer.statement(with: $0.optimizer.rate / 1000, for: "rate")] } ?? [])
        + ["clip norm 1"])
  }
}
