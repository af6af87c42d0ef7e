import NNText

/// m ← beta1 · m + (1 − beta1) g; s ← beta2 · s + (1 − beta2) g²;
/// w ← w − rate / (1 − beta1^t) · m / (√s / √(1 − beta2^t) + epsilon).
package enum Adam: OptimizerFormula {
  package static var definition: OptimizerDefinition {
    OptimizerDefinition(
      name: "adam", summary: Wording(en: "a step size of its own for every weight", ko: "가중치마다 걸음의 크기가 다른 방법"),
      formula: "m = beta1 m + (1 - beta1) g; s = beta2 s + (1 - beta2) g^2; "
        + "w = w - rate m' / (sqrt(s') + epsilon), m' = m / (1 - beta1^t), s' = s / (1 - beta2^t)",
      source: "Kingma, Ba 2014, Adam: A Method for Stochastic Optimization",
      parameters: .rated(0.001, .beta1(0.9), .beta2(0.999), .epsilon(1e-8)))
  }

  package static var slots: Int { 2 }

  package static func update<R: Real>(
    _ weights: UnsafeMutablePointer<R>, _ gradient: UnsafePointer<R>, first: UnsafeMutablePointer<R>,
    second: UnsafeMutablePointer<R>, count: Int, settings: OptimizerSettings<R>
  ) {
    for i in 0..<count {
      let g = gradient[i] + settings.decay * weights[i]
      step(&weights[i], g, &first[i], &second[i], settings)
    }
  }

  static func step<R: Real>(
    _ weight: inout R, _ gradient: R, _ mean: inout R, _ square: inout R, _ settings: OptimizerSettings<R>
  ) {
    mean = settings.beta1 * mean + settings.rest1 * gradient
    square = settings.beta2 * square + settings.rest2 * gradient * gradient
    let divisor = square.squareRoot() / settings.correction2Root + settings.epsilon
    weight -= settings.rate / settings.correction1 * (mean / divisor)
  }
}
