import NNText

/// s ← beta2 · s + (1 − beta2) g²; v ← momentum · v + g / (√s + epsilon); w ← w − rate · v.
package enum RMSProp: OptimizerFormula {
  package static var definition: OptimizerDefinition {
    OptimizerDefinition(
      name: "rmsprop", summary: Wording(en: "divides the gradient by its recent size", ko: "기울기를 최근 기울기의 크기로 나눕니다"),
      formula: "s = beta2 s + (1 - beta2) g^2; v = momentum v + g / (sqrt(s) + epsilon); w = w - rate v",
      source: "Tieleman, Hinton 2012, Lecture 6.5: rmsprop",
      parameters: .rated(0.01, .momentum(0), .beta2(0.99), .epsilon(1e-8)))
  }

  package static var slots: Int { 2 }

  package static func update<R: Real>(
    _ weights: UnsafeMutablePointer<R>, _ gradient: UnsafePointer<R>, first: UnsafeMutablePointer<R>,
    second: UnsafeMutablePointer<R>, count: Int, settings: OptimizerSettings<R>
  ) {
    for i in 0..<count {
      let g = gradient[i] + settings.decay * weights[i]
      first[i] = settings.beta2 * first[i] + settings.rest2 * g * g
      second[i] = settings.momentum * second[i] + g / (first[i].squareRoot() + settings.epsilon)
      weights[i] -= settings.rate * second[i]
    }
  }
}
