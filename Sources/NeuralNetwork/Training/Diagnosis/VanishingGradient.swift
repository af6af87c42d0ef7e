import Glibc

/// G1: the gradient of the first layer is a tiny share of the last one's.
package enum VanishingGradient: DiagnosticCheck {
  private static let limit = 1e-3

  package static func examine(_ patient: Patient) -> Finding? {
    let norms = patient.pass.gradientNorms(patient.model.layout)
    // A norm of exactly 0 comes from dead units: D1 and D2 name those.
    guard norms.count >= 3, let first = norms.first, let last = norms.last, first.norm > 0,
      first.norm < limit * last.norm
    else { return nil }
    let factor = Glibc.pow(last.norm / first.norm, 1 / Double(norms.count - 1))
    var evidence = [
      "gradient of layer \(first.layer + 1): \(first.norm.brief), of layer \(last.layer + 1): \(last.norm.brief)",
      "it shrinks by \(factor.brief) a layer",
    ]
    var statements = ["activation tanh on hidden"]
    if let hidden = patient.hidden {
      if hidden.kind == .sigmoid { evidence.append("the slope of sigmoid is at most 0.25") }
      let shares = patient.pass.layers.dropLast().map(\.saturatedShare)
      if let most = shares.max(), most > 0.2 {
        evidence.append("up to \((100 * most).brief) % of a layer is saturated")
      }
      if hidden.kind != .sigmoid { statements = ["init weights glorot"] }
    }
    return Finding(
      "G1", .heuristic, "vanishing gradient", evidence: evidence,
      cure: "an activation with a steeper slope, weights drawn to fit the width, or fewer layers",
      statements: statements)
  }
}
