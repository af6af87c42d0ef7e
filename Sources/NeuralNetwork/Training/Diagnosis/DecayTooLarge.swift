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
    var evidence: [Wording] = ["rate \(optimizer.rate.brief) * (\(parts)) = \(product.brief), more than \(limit.brief)"]
    if m == 0 || optimizer.kind == .adamw {
      evidence.append("each update multiplies a weight by 1 - \(product.brief) = \((1 - product).brief)")
    }
    return Finding(
      "N4", .certain, "decay and rate are too large together", evidence: evidence,
      cure: "take less decay, or a smaller rate",
      statements: penalty > 0 ? ["regularize none"] : [optimizer.statement(with: 0, for: "decay")])
  }
}
