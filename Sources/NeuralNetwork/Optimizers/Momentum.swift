import NNText

/// v ← momentum · v + g; w ← w − rate · v (Polyak's heavy ball, `torch.optim.SGD(momentum=)`).
package enum Momentum: OptimizerFormula {
  package static var definition: OptimizerDefinition {
    OptimizerDefinition(
      name: "momentum", summary: Wording(en: "gradient descent that keeps rolling", ko: "굴러가던 힘으로 계속 나아가는 경사 하강법"),
      formula: "v = momentum v + g; w = w - rate v",
      source: "Polyak 1964, Some methods of speeding up the convergence of iteration methods",
      parameters: .rated(0.001, .momentum(0.9)))
  }

  package static var slots: Int { 1 }

  package static func update<R: Real>(
    _ weights: UnsafeMutablePointer<R>, _ gradient: UnsafePointer<R>, first: UnsafeMutablePointer<R>,
    second: UnsafeMutablePointer<R>, count: Int, settings: OptimizerSettings<R>
  ) {
    for i in 0..<count {
      let g = gradient[i] + settings.decay * weights[i]
      first[i] = settings.momentum * first[i] + g
      weights[i] -= settings.rate * first[i]
    }
  }
}
