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
