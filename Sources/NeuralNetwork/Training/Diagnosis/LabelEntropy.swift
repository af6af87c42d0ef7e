import Glibc

/// P1: the loss is that of a network that knows only how often each class occurs.
package enum LabelEntropy: DiagnosticCheck {
  private static let tolerance = 1e-3

  package static func examine(_ patient: Patient) -> Finding? {
    let samples = patient.samples
    guard patient.decision != nil, patient.rows == samples.rows else { return nil }
    let units = samples.outputs
    let shares = (0..<units).map { unit in
      stride(from: unit, to: samples.y.count, by: units).reduce(0.0) { $0 + Double(samples.y[$1]) }
        / Double(samples.rows)
    }
    let entropy: Double
    switch patient.loss.kind {
    case .bce, .bceNaive:
      entropy = shares.reduce(0) { $0 - term($1) - term(1 - $1) } / Double(units)
    case .crossEntropy: entropy = shares.reduce(0) { $0 - term($1) }
    default: return nil
    }
    guard entropy > 0, abs(patient.pass.loss - entropy) <= tolerance * entropy else { return nil }
    let isHalf = abs(entropy - Glibc.log(2)) < 1e-12
    return Finding(
      "P1", .heuristic, "the loss is the entropy of the labels",
      evidence: [
        "loss \(patient.pass.loss.brief), entropy of the labels \(entropy.brief)\(isHalf ? " = ln 2" : "")",
        "a network that always answers with the share of each class has this loss",
      ], cure: "the inputs do not reach the output yet: look at the gradients, or take a faster optimizer",
      statements: ["optimizer adam rate 0.01"])
  }

  /// p log p, 0 at 0.
  private static func term(_ share: Double) -> Double { share > 0 ? share * Glibc.log(share) : 0 }
}
