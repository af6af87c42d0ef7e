import NNText

/// w ← w − rate · decay · w, then Adam's step without decay in the gradient.
package enum AdamW: OptimizerFormula {
  package static var definition: OptimizerDefinition {
    OptimizerDefinition(
      name: "adamw",
      summary: Wording(
        en: "adam whose weight decay does not pass through the gradient", ko: "가중치 감쇠가 기울기를 거치지 않는 adam"),
      formula: "w = w - rate decay w, then as adam",
      source: "Loshchilov, Hutter 2017, Decoupled Weight Decay Regularization",
      parameters: .rated(0.001, decay: 0.01, .beta1(0.9), .beta2(0.999), .epsilon(1e-8)))
  }

  package static var slots: Int { 2 }

  package static func update<R: Real>(
    _ weights: UnsafeMutablePointer<R>, _ gradient: UnsafePointer<R>, first: UnsafeMutablePointer<R>,
    second: UnsafeMutablePointer<R>, count: Int, settings: OptimizerSettings<R>
  ) {
    for i in 0..<count {
      weights[i] -= settings.rate * settings.decay * weights[i]
      Adam.step(&weights[i], gradient[i], &first[i], &second[i], settings)
    }
  }
}
