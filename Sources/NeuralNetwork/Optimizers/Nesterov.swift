import NNText

/// v ← momentum · v + g; w ← w − rate · (g + momentum · v) (`torch.optim.SGD(nesterov=True)`).
package enum Nesterov: OptimizerFormula {
  package static var definition: OptimizerDefinition {
    OptimizerDefinition(
      name: "nesterov", summary: Wording(en: "momentum that looks one step ahead", ko: "한 스텝 앞을 내다보는 모멘텀"),
      formula: "v = momentum v + g; w = w - rate (g + momentum v)",
      source: "Nesterov 1983; Sutskever, Martens, Dahl, Hinton 2013, On the importance of initialization and momentum",
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
      weights[i] -= settings.rate * (g + settings.momentum * first[i])
    }
  }
}
