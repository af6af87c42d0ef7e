import NNText

/// N4: each update takes so large a share off the weights that they grow with changing sign.
///
/// A weight without any other gradient goes w ← w (1 − rate · decay) under gradient descent: beyond 2 its size grows.
/// Polyak's momentum m holds up to 2 (1 + m), Nesterov's up to 2 (1 + m) / (1 + 2 m).
package enum DecayTooLarge: DiagnosticCheck {
  package static func examine(_ patient: Patient) -> Finding? {
    guard let settings = patient.settings else { return nil }
    let optimizer = settings.optimizer
    // The penalty's gradient is 2 · l2 · w. Optimizers that divide by the gradient's own size do not grow by it.
    let penalty = optimizer.kind == .adamw ? 0 : 2 * settings.regularization.l2
    let m = optimizer.momentum
    let limit: Double
    switch optimizer.kind {
    case .sgd, .adamw: limit = 2
    case .momentum: limit = 2 * (1 + m)
    case .nesterov: limit = 2 * (1 + m) / (1 + 2 * m)
    case .rmsprop, .adagrad, .adam: return nil
    }
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
    if m == 0 || optimizer.kind == .adamw {
      evidence.append(
        Wording(
          en: "each update multiplies a weight by 1 - \(product.brief) = \((1 - product).brief)",
          ko: "갱신할 때마다 가중치가 1 - \(product.brief) = \((1 - product).brief)배가 됩니다"))
    }
    return Finding(
      "N4", .certain, Wording(en: "decay and rate are too large together", ko: "감쇠와 학습률의 곱이 너무 큼"), evidence: evidence,
      cure: Wording(en: "take less decay, or a smaller rate", ko: "가중치 감쇠나 학습률을 줄이세요"),
      statements: penalty > 0 ? ["regularize none"] : [optimizer.statement(with: 0, for: "decay")])
  }
}
