import NNText

/// w ← w − rate · g.
package enum GradientDescent: OptimizerFormula {
  package static var definition: OptimizerDefinition {
    OptimizerDefinition(
      name: "sgd", summary: Wording(en: "plain gradient descent", ko: "기본 경사 하강법"), formula: "w = w - rate g",
      source: "Robbins, Monro 1951, A Stochastic Approximation Method", parameters: .rated(0.001))
  }

  package static var slots: Int { 0 }

  package static func update<R: Real>(
    _ weights: UnsafeMutablePointer<R>, _ gradient: UnsafePointer<R>, first: UnsafeMutablePointer<R>,
    second: UnsafeMutablePointer<R>, count: Int, settings: OptimizerSettings<R>
  ) {
    let rate = settings.rate
    let decay = settings.decay
    guard decay != 0 else {
      for i in 0..<count { weights[i] -= rate * gradient[i] }
      return
    }
    for i in 0..<count { weights[i] -= rate * (gradient[i] + decay * weights[i]) }
  }
}
