import Glibc
import NNText

/// G1: what reaches the first layer is a tiny share of what the last one gets.
///
/// It is the length of dL/dz that is compared, over all rows: the gradients of weights are sums over the rows, and on a
/// plateau those of the last layer cancel out.
package enum VanishingGradient: DiagnosticCheck {
  private static let limit = 1e-3

  package static func examine(_ patient: Patient) -> Finding? {
    let norms = patient.pass.gradientNorms(patient.model.layout).map { layer, _ in
      (layer: layer, norm: patient.pass.layers[layer].deltaNorm)
    }
    // A norm of exactly 0 comes from dead units: D1 and D2 name those.
    guard norms.count >= 3, let first = norms.first, let last = norms.last, first.norm > 0,
      first.norm < limit * last.norm
    else { return nil }
    let factor = Glibc.pow(last.norm / first.norm, 1 / Double(norms.count - 1))
    var evidence: [Wording] = [
      "length of dL/dz over all rows: \(first.norm.brief) in layer \(first.layer + 1), \(last.norm.brief) in layer "
        + "\(last.layer + 1)",
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
    statements.append("optimizer adam rate 0.01")
    return Finding(
      "G1", .heuristic, "vanishing gradient", evidence: evidence,
      cure: "an activation with a steeper slope, weights drawn to fit the width, or fewer layers",
      statements: statements)
  }
}
