import CKernels
import NNText

/// s ← beta2 · s + (1 − beta2) g²; v ← momentum · v + g / (√s + epsilon); w ← w − rate · v.
package enum RMSProp: OptimizerFormula {
  package static var definition: OptimizerDefinition {
    OptimizerDefinition(
      name: "rmsprop", summary: Wording(en: "divides the gradient by its recent size", ko: "기울기를 최근 기울기의 크기로 나눕니다"),
      formula: "s = beta2 s + (1 - beta2) g^2; v = momentum v + g / (sqrt(s) + epsilon); w = w - rate v",
      source: "Tieleman, Hinton 2012, Lecture 6.5: rmsprop",
      parameters: .rated(0.01, .momentum(0), .beta2(0.99), .epsilon(1e-8)),
      decayPlace: .gradient, countsUpdates: false, valleyRate: 0.05)
  }

  package static var slots: [String] { ["s", "v"] }

  package static var kernel: nn_optimizer_kind { NN_RMSPROP }

  package static func decayLimit(_ it: Optimizer) -> Double? { nil }

  package static func spelling(_ it: Optimizer) -> OptimizerSpelling {
    OptimizerSpelling(
      pyTorch:
        "RMSprop(parameters, lr=RATE, alpha=\(it.beta2), eps=\(it.epsilon), momentum=\(it.momentum), \(it.pyTorchDecay))",
      keras: "RMSprop(rate, rho=\(it.beta2), momentum=\(it.momentum), epsilon=\(it.squaredEpsilon)",
      kerasDiffers: .withDecayOrVelocity,
      kerasUpdate: [
        "a.assign(\(it.beta2) * a + \(1 - it.beta2) * ops.square(g))",
        "b.assign(\(it.momentum) * b + g / (ops.sqrt(a) + \(it.epsilon)))", "step = rate * b",
      ])
  }

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

/// s ← s + g²; w ← w − rate · g / (√s + epsilon).
package enum AdaGrad: OptimizerFormula {
  package static var definition: OptimizerDefinition {
    OptimizerDefinition(
      name: "adagrad",
      summary: Wording(
        en: "divides the gradient by the size of all gradients so far", ko: "기울기를 지금까지의 모든 기울기의 크기로 나눕니다"),
      formula: "s = s + g^2; w = w - rate g / (sqrt(s) + epsilon)",
      source: "Duchi, Hazan, Singer 2011, Adaptive Subgradient Methods", parameters: .rated(0.01, .epsilon(1e-10)),
      decayPlace: .gradient, countsUpdates: false, valleyRate: 0.3)
  }

  package static var slots: [String] { ["s"] }

  package static var kernel: nn_optimizer_kind { NN_ADAGRAD }

  package static func decayLimit(_ it: Optimizer) -> Double? { nil }

  package static func spelling(_ it: Optimizer) -> OptimizerSpelling {
    OptimizerSpelling(
      pyTorch: "Adagrad(parameters, lr=RATE, eps=\(it.epsilon), \(it.pyTorchDecay))",
      keras: "Adagrad(rate, initial_accumulator_value=0.0, epsilon=\(it.squaredEpsilon)", kerasDiffers: .withDecay,
      kerasUpdate: ["a.assign(a + ops.square(g))", "step = rate * g / (ops.sqrt(a) + \(it.epsilon))"])
  }

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

/// m ← beta1 · m + (1 − beta1) g; s ← beta2 · s + (1 − beta2) g²;
/// w ← w − rate / (1 − beta1^t) · m / (√s / √(1 − beta2^t) + epsilon).
package enum Adam: OptimizerFormula {
  package static var definition: OptimizerDefinition {
    OptimizerDefinition(
      name: "adam", summary: Wording(en: "a step size of its own for every weight", ko: "가중치마다 걸음의 크기가 다른 방법"),
      formula: "m = beta1 m + (1 - beta1) g; s = beta2 s + (1 - beta2) g^2; "
        + "w = w - rate m' / (sqrt(s') + epsilon), m' = m / (1 - beta1^t), s' = s / (1 - beta2^t)",
      source: "Kingma, Ba 2014, Adam: A Method for Stochastic Optimization",
      parameters: .rated(0.001, .beta1(0.9), .beta2(0.999), .epsilon(1e-8)),
      decayPlace: .gradient, countsUpdates: true, valleyRate: 0.05)
  }

  package static var slots: [String] { ["m", "s"] }

  package static var kernel: nn_optimizer_kind { NN_ADAM }

  package static func decayLimit(_ it: Optimizer) -> Double? { nil }

  package static func spelling(_ it: Optimizer) -> OptimizerSpelling {
    OptimizerSpelling(
      pyTorch:
        "Adam(parameters, lr=RATE, betas=(\(it.beta1), \(it.beta2)), eps=\(it.epsilon), \(it.pyTorchDecay))",
      keras: "Adam(rate, beta_1=\(it.beta1), beta_2=\(it.beta2), epsilon=\(it.epsilon)", kerasDiffers: .withDecay,
      kerasUpdate: [
        "a.assign(\(it.beta1) * a + \(1 - it.beta1) * g)",
        "b.assign(\(it.beta2) * b + \(1 - it.beta2) * ops.square(g))",
        "t = ops.cast(self.iterations + 1, variable.dtype)",
        "divisor = ops.sqrt(b / (1 - ops.power(ops.cast(\(it.beta2), variable.dtype), t))) + \(it.epsilon)",
        "step = rate * a / (1 - ops.power(ops.cast(\(it.beta1), variable.dtype), t)) / divisor",
      ])
  }

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

/// w ← w − rate · decay · w, then Adam's step without decay in the gradient.
package enum AdamW: OptimizerFormula {
  package static var definition: OptimizerDefinition {
    OptimizerDefinition(
      name: "adamw",
      summary: Wording(
        en: "adam whose weight decay does not pass through the gradient", ko: "가중치 감쇠가 기울기를 거치지 않는 adam"),
      formula: "w = w - rate decay w, then as adam",
      source: "Loshchilov, Hutter 2017, Decoupled Weight Decay Regularization",
      parameters: .rated(0.001, decay: 0.01, .beta1(0.9), .beta2(0.999), .epsilon(1e-8)),
      decayPlace: .weight, countsUpdates: true, valleyRate: 0.05)
  }

  package static var slots: [String] { ["m", "s"] }

  package static var kernel: nn_optimizer_kind { NN_ADAMW }

  package static func decayLimit(_ it: Optimizer) -> Double? { 2 }

  package static func spelling(_ it: Optimizer) -> OptimizerSpelling {
    OptimizerSpelling(
      pyTorch:
        "AdamW(parameters, lr=RATE, betas=(\(it.beta1), \(it.beta2)), eps=\(it.epsilon), \(it.pyTorchDecay))",
      keras:
        "AdamW(rate, weight_decay=\(it.decay), beta_1=\(it.beta1), beta_2=\(it.beta2), epsilon=\(it.epsilon)")
  }

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
