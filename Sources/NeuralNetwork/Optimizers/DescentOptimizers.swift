import CKernels
import NNText

/// w ← w − rate · g.
package enum GradientDescent: OptimizerFormula {
  package static var definition: OptimizerDefinition {
    OptimizerDefinition(
      name: "sgd", summary: Wording(en: "plain gradient descent", ko: "기본 경사 하강법"), formula: "w = w - rate g",
      source: "Robbins, Monro 1951, A Stochastic Approximation Method", parameters: .rated(0.001),
      decayPlace: .gradient, countsUpdates: false, valleyRate: 0.02)
  }

  package static var slots: [String] { [] }

  package static var kernel: nn_optimizer_kind { NN_SGD }

  package static func decayLimit(_ it: Optimizer) -> Double? { 2 }

  package static func spelling(_ it: Optimizer) -> OptimizerSpelling {
    OptimizerSpelling(
      pyTorch: "SGD(parameters, lr=RATE, \(it.pyTorchDecay))",
      // Without a velocity, decay beside the optimizer is decay within.
      keras: "SGD(rate\(it.decay > 0 ? ", weight_decay=\(it.decay)" : "")")
  }

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
      parameters: .rated(0.001, .momentum(0.9)),
      decayPlace: .gradient, countsUpdates: false, valleyRate: 0.02)
  }

  package static var slots: [String] { ["v"] }

  package static var kernel: nn_optimizer_kind { NN_MOMENTUM }

  package static func decayLimit(_ it: Optimizer) -> Double? { 2 * (1 + it.momentum) }

  package static func spelling(_ it: Optimizer) -> OptimizerSpelling {
    OptimizerSpelling(
      pyTorch: "SGD(parameters, lr=RATE, momentum=\(it.momentum), \(it.pyTorchDecay))",
      keras: "SGD(rate, momentum=\(it.momentum)", kerasDiffers: .withDecayOrVelocity,
      kerasUpdate: ["a.assign(\(it.momentum) * a + g)", "step = rate * a"])
  }

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
      parameters: .rated(0.001, .momentum(0.9)),
      decayPlace: .gradient, countsUpdates: false, valleyRate: 0.02)
  }

  package static var slots: [String] { ["v"] }

  package static var kernel: nn_optimizer_kind { NN_NESTEROV }

  package static func decayLimit(_ it: Optimizer) -> Double? { 2 * (1 + it.momentum) / (1 + 2 * it.momentum) }

  package static func spelling(_ it: Optimizer) -> OptimizerSpelling {
    OptimizerSpelling(
      // Without a momentum PyTorch takes the word for a mistake.
      pyTorch:
        "SGD(parameters, lr=RATE, momentum=\(it.momentum), nesterov=\(it.momentum > 0 ? "True" : "False"), \(it.pyTorchDecay))",
      keras: "SGD(rate, momentum=\(it.momentum), nesterov=True", kerasDiffers: .withDecayOrVelocity,
      kerasUpdate: ["a.assign(\(it.momentum) * a + g)", "step = rate * (g + \(it.momentum) * a)"])
  }

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

/// A penalty on large weights: l1 · Σ|w| + l2 · Σw² over all weights (not biases nor slopes), as Keras defines it.
///
/// Its gradient, l1 · sign(w) + 2 · l2 · w, is added to that of the loss; the loss that is recorded leaves it out, so
/// that runs with and without it can be compared.
public struct Regularization: Hashable, Sendable {
  /// At least 0.
  public var l1: Double
  /// At least 0.
  public var l2: Double

  /// None where nothing is given.
  public init(l1: Double = 0, l2: Double = 0) {
    self.l1 = l1
    self.l2 = l2
  }

  /// No penalty.
  public static var none: Regularization { Regularization() }
  /// Whether there is no penalty.
  public var isNone: Bool { l1 == 0 && l2 == 0 }
}

/// Keeps gradients small before the optimizer sees them, after ``Regularization``. Frozen layers do not count.
public enum Clipping: Hashable, Sendable {
  case none
  /// All gradients are multiplied by min(1, limit / (norm + 1e-6)), norm over all of them, as
  /// `torch.nn.utils.clip_grad_norm_`. Pascanu, Mikolov, Bengio 2013.
  case norm(Double)
  /// Each gradient is kept within ±limit.
  case value(Double)
}
