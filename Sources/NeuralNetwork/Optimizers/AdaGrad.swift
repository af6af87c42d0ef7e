import NNText

/// s ← s + g²; w ← w − rate · g / (√s + epsilon).
package enum AdaGrad: OptimizerFormula {
  package static var definition: OptimizerDefinition {
    OptimizerDefinition(
      name: "adagrad",
      summary: Wording(
        en: "divides the gradient by the size of all gradients so far", ko: "기울기를 지금까지의 모든 기울기의 크기로 나눕니다"),
      formula: "s = s + g^2; w = w - rate g / (sqrt(s) + epsilon)",
      source: "Duchi, Hazan, Singer 2011, Adaptive Subgradient Methods", parameters: .rated(0.01, .epsilon(1e-10)))
  }

  package static var slots: Int { 1 }

  package static func update<R: Real>(
    _ weights: UnsafeMutablePointer<R>, _ gradient: UnsafePointer<R>, first: UnsafeMutablePointer<R>,
    second: UnsafeMutablePointer<R>, count: Int, settings: OptimizerSettings<R>
  ) {
    for i in 0..<count {
      let g = gradient[i] + settings.decay * weights[i]
      first[i] += g * g
      weights[i] -= settings.rate * g / (first[i].squareRoot() + settings.epsilon)
    }
  }
}
