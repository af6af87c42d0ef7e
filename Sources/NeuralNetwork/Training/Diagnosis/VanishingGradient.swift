import Glibc
import NNText

/// G1: what reaches the first layer is a tiny share of what the last one gets.
///
/// It is the length of dL/dz that is compared, over all rows: the gradients of weights are sums over the rows, and on a
/// plateau those of the last layer cancel out.
package enum VanishingGradient: DiagnosticCheck {
  /// Share of the last layer's dL/dz below which the first layer's has vanished.
  package static let limit = 1e-3

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
      Wording(
        en: """
          length of dL/dz over all rows: \(first.norm.brief) in layer \(first.layer + 1), \(last.norm.brief) \
          in layer \(last.layer + 1)
          """,
        ko: """
          모든 행에 걸친 dL/dz의 크기: \(first.layer + 1)층 \(first.norm.brief), \(last.layer + 1)층 \
          \(last.norm.brief)
          """),
      Wording(en: "it shrinks by \(factor.brief) a layer", ko: "한 층을 거칠 때마다 \(factor.brief)분의 1로 줄어듭니다"),
    ]
    var statements = ["activation tanh on hidden"]
    if let hidden = patient.hidden {
      if hidden.kind == .sigmoid {
        evidence.append(Wording(en: "the slope of sigmoid is at most 0.25", ko: "sigmoid의 미분값은 0.25를 넘지 않습니다"))
      }
      let shares = patient.pass.layers.dropLast().map(\.saturatedShare)
      if let most = shares.max(), most > 0.2 {
        evidence.append(
          Wording(
            en: "up to \((100 * most).brief) % of a layer is saturated",
            ko: "한 층에서 많게는 \((100 * most).brief) %가 포화되어 있습니다"))
      }
      if hidden.kind != .sigmoid { statements = ["init weights glorot"] }
    }
    statements.append("optimizer adam rate 0.01")
    return Finding(
      "G1", .heuristic, Wording(en: "vanishing gradient", ko: "기울기 소실"), evidence: evidence,
      cure: Wording(
        en: "an activation with a steeper slope, weights drawn to fit the width, or fewer layers",
        ko: "미분값이 더 큰 활성화 함수를 쓰거나, 층의 너비에 맞게 가중치를 뽑거나, 층을 줄이세요"),
      statements: statements)
  }
}
