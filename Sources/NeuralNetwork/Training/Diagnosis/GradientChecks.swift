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
      .vanishingGradient, .heuristic, evidence: evidence,
      cure: Wording(
        en: "an activation with a steeper slope, weights drawn to fit the width, or fewer layers",
        ko: "미분값이 더 큰 활성화 함수를 쓰거나, 층의 너비에 맞게 가중치를 뽑거나, 층을 줄이세요"),
      statements: statements)
  }
}

/// G2: the gradient grows from the last layer to the first, or is large everywhere.
package enum ExplodingGradient: DiagnosticCheck {
  private static let ratioLimit = 100.0
  private static let normLimit = 1e4

  package static func examine(_ patient: Patient) -> Finding? {
    let norms = patient.pass.gradientNorms(patient.model.layout)
    guard let first = norms.first, let last = norms.last, let largest = norms.max(by: { $0.norm < $1.norm }) else {
      return nil
    }
    let grows = norms.count >= 3 && last.norm > 0 && first.norm > ratioLimit * last.norm && first.norm > 1
    guard grows || largest.norm > normLimit else { return nil }
    return Finding(
      .explodingGradient, .heuristic,
      evidence: [
        Wording(
          en: """
            gradient of layer \(first.layer + 1): \(first.norm.brief), of layer \(last.layer + 1): \
            \(last.norm.brief)
            """, ko: "기울기의 크기: \(first.layer + 1)층 \(first.norm.brief), \(last.layer + 1)층 \(last.norm.brief)"),
        Wording(
          en: "largest: \(largest.norm.brief) in layer \(largest.layer + 1)",
          ko: "가장 큰 것: \(largest.layer + 1)층의 \(largest.norm.brief)"),
      ], cure: Wording(en: "limit the gradient, or draw smaller weights", ko: "기울기를 자르거나(clipping) 가중치를 더 작게 뽑으세요"),
      statements: ["clip norm 1"])
  }
}

/// N3: weights or sums are too large to compute with.
package enum BlowUp: DiagnosticCheck {
  /// Sums beyond this are found in no network that learns.
  private static let limit = 1e6

  package static func examine(_ patient: Patient) -> Finding? {
    let weights = patient.model.parameters.doubles
    if weights.contains(where: \.isNaN) {
      let count = weights.count(where: \.isNaN)
      return Finding(
        .blowUp, .heuristic, title: Wording(en: "the weights are NaN already", ko: "가중치가 이미 NaN입니다"),
        evidence: [
          Wording(en: "\(count) of \(weights.count) weights are NaN", ko: "가중치 \(weights.count)개 가운데 \(count)개가 NaN입니다")
        ],
        cure: Wording(
          en: "what made them so is past: reset, say 'on nan stop' and train again to see the step where it begins",
          ko: "무엇이 그렇게 만들었는지는 이미 지나갔습니다. reset하고 'on nan stop'을 쓴 다음 다시 학습하면 시작되는 스텝을 볼 수 있습니다"))
    }
    let largestWeight = weights.map { abs($0) }.max() ?? 0
    var found: (layer: Int, sum: Double)?
    for (index, layer) in patient.pass.layers.enumerated() {
      if layer.largestSum > limit, found == nil { found = (index, layer.largestSum) }
    }
    guard let found else { return nil }
    let isCertain = !found.sum.isFinite
    return Finding(
      .blowUp, isCertain ? .certain : .heuristic,
      evidence: [
        Wording(en: "largest weight \(largestWeight.brief)", ko: "가장 큰 가중치 \(largestWeight.brief)"),
        isCertain
          ? Wording(
            en: "layer \(found.layer + 1): a sum is beyond what \(patient.model.precision.rawValue) can hold",
            ko: "\(found.layer + 1)층: \(patient.model.precision.rawValue)로 나타낼 수 없을 만큼 큰 합이 있습니다")
          : Wording(
            en: "layer \(found.layer + 1): largest sum \(found.sum.brief)",
            ko: "\(found.layer + 1)층: 가장 큰 합 \(found.sum.brief)"),
      ], cure: Wording(en: "take smaller steps, or limit the gradient", ko: "학습률을 줄이거나 기울기를 자르세요(clipping)"),
      statements: (patient.settings.map { [$0.optimizer.statement(with: $0.optimizer.rate / 1000, for: "rate")] } ?? [])
        + ["clip norm 1"])
  }
}

/// N4: each update takes so large a share off the weights that they grow with changing sign.
///
/// A weight without any other gradient goes w ← w (1 − rate · decay) under gradient descent: beyond 2 its size grows.
/// Polyak's momentum m holds up to 2 (1 + m), Nesterov's up to 2 (1 + m) / (1 + 2 m).
package enum DecayTooLarge: DiagnosticCheck {
  package static func examine(_ patient: Patient) -> Finding? {
    guard let settings = patient.settings else { return nil }
    let optimizer = settings.optimizer
    // The penalty's gradient is 2 · l2 · w: it counts where decay joins the gradient too.
    let isInGradient = optimizer.definition.decayPlace == .gradient
    let penalty = isInGradient ? 2 * settings.regularization.l2 : 0
    guard let limit = optimizer.kind.formula.decayLimit(optimizer) else { return nil }
    let product = optimizer.rate * (optimizer.decay + penalty)
    guard product > limit else { return nil }
    let parts = [
      optimizer.decay > 0 ? "decay \(optimizer.decay.brief)" : nil, penalty > 0 ? "2 l2 = \(penalty.brief)" : nil,
    ].compactMap { $0 }.joined(separator: " + ")
    var evidence: [Wording] = [
      Wording(
        en: "rate \(optimizer.rate.brief) * (\(parts)) = \(product.brief), more than \(limit.brief)",
        ko: "rate \(optimizer.rate.brief) * (\(parts)) = \(product.brief): \(limit.brief)보다 큽니다")
    ]
    if optimizer.momentum == 0 || !isInGradient {
      evidence.append(
        Wording(
          en: "each update multiplies a weight by 1 - \(product.brief) = \((1 - product).brief)",
          ko: "갱신할 때마다 가중치가 1 - \(product.brief) = \((1 - product).brief)배가 됩니다"))
    }
    return Finding(
      .decayTooLarge, .certain, evidence: evidence,
      cure: Wording(en: "take less decay, or a smaller rate", ko: "가중치 감쇠나 학습률을 줄이세요"),
      statements: penalty > 0 ? ["regularize none"] : [optimizer.statement(with: 0, for: "decay")])
  }
}
