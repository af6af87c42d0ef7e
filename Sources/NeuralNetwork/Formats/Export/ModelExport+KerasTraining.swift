/// Loss, optimizer and schedule in Keras's terms.
extension ModelExport {
  static func kerasLoss(_ loss: Loss, of output: Activation) -> String {
    switch loss.kind {
    // Keras works on the logits behind a sigmoid or softmax by itself.
    case .bce: "keras.losses.BinaryCrossentropy(from_logits=\(output.kind == .sigmoid ? "False" : "True"))"
    case .bceNaive: "lambda y, h: -ops.mean(y * ops.log(h) + (1 - y) * ops.log(1 - h))"
    case .crossEntropy:
      "keras.losses.CategoricalCrossentropy(from_logits=\(output.kind == .softmax ? "False" : "True"))"
    case .mse: "keras.losses.MeanSquaredError()"
    case .mae: "keras.losses.MeanAbsoluteError()"
    case .huber: "keras.losses.Huber(delta=\(loss.delta))"
    case .hinge: "lambda y, h: ops.mean(ops.maximum(1 - y * h, 0))"
    }
  }

  /// A penalty as an argument of layers with weights; empty where there is none.
  var kerasPenalty: String {
    let penalty = training.regularization
    return penalty.isNone ? "" : ", kernel_regularizer=keras.regularizers.L1L2(\(penalty.l1), \(penalty.l2))"
  }

  /// Keras adds its weight decay beside the optimizer, and multiplies a velocity's gradients by the rate of their own
  /// step: where that makes a difference, the script brings the formula.
  private var needsOwnOptimizer: Bool {
    let it = training.optimizer
    switch it.kind {
    case .sgd, .adamw: return false
    case .adam, .adagrad: return it.decay > 0
    case .momentum, .nesterov, .rmsprop: return it.decay > 0 || (it.momentum > 0 && !training.schedule.isConstant)
    }
  }

  var kerasOptimizer: String {
    let it = training.optimizer
    let clip =
      switch training.clipping {
      case .none: ""
      case .norm(let limit): ", global_clipnorm=\(limit)"
      case .value(let limit): ", clipvalue=\(limit)"
      }
    if needsOwnOptimizer { return "Optimizer(rate\(clip))" }
    // Under Keras's root stands s + epsilon.
    let square = "\(it.epsilon) ** 2"
    let nesterov = it.kind == .nesterov ? ", nesterov=True" : ""
    let call =
      switch it.kind {
      // Without a velocity, decay beside the optimizer is decay within.
      case .sgd: "SGD(rate\(it.decay > 0 ? ", weight_decay=\(it.decay)" : "")"
      case .momentum, .nesterov: "SGD(rate, momentum=\(it.momentum)\(nesterov)"
      case .rmsprop: "RMSprop(rate, rho=\(it.beta2), momentum=\(it.momentum), epsilon=\(square)"
      case .adagrad: "Adagrad(rate, initial_accumulator_value=0.0, epsilon=\(square)"
      case .adam: "Adam(rate, beta_1=\(it.beta1), beta_2=\(it.beta2), epsilon=\(it.epsilon)"
      case .adamw: "AdamW(rate, weight_decay=\(it.decay), beta_1=\(it.beta1), beta_2=\(it.beta2), epsilon=\(it.epsilon)"
      }
    return "keras.optimizers.\(call)\(clip))"
  }

  /// The class `Optimizer`; empty where Keras has one that computes the same.
  var kerasOptimizerClass: String {
    guard needsOwnOptimizer else { return "" }
    let it = training.optimizer
    // Updates of the slots a and b, then the step, all by the formulas of ``Optimizer``.
    let update: [String]
    switch it.kind {
    case .sgd, .adamw: update = []
    case .momentum: update = ["a.assign(\(it.momentum) * a + g)", "step = rate * a"]
    case .nesterov: update = ["a.assign(\(it.momentum) * a + g)", "step = rate * (g + \(it.momentum) * a)"]
    case .rmsprop:
      update = [
        "a.assign(\(it.beta2) * a + \(1 - it.beta2) * ops.square(g))",
        "b.assign(\(it.momentum) * b + g / (ops.sqrt(a) + \(it.epsilon)))", "step = rate * b",
      ]
    case .adagrad: update = ["a.assign(a + ops.square(g))", "step = rate * g / (ops.sqrt(a) + \(it.epsilon))"]
    case .adam:
      update = [
        "a.assign(\(it.beta1) * a + \(1 - it.beta1) * g)",
        "b.assign(\(it.beta2) * b + \(1 - it.beta2) * ops.square(g))",
        "t = ops.cast(self.iterations + 1, variable.dtype)",
        "divisor = ops.sqrt(b / (1 - ops.power(ops.cast(\(it.beta2), variable.dtype), t))) + \(it.epsilon)",
        "step = rate * a / (1 - ops.power(ops.cast(\(it.beta1), variable.dtype), t)) / divisor",
      ]
    }
    let slots = (it.kind.formula.slots == 2 ? ["a", "b"] : ["a"])
    let lines = slots.map { "        \($0) = self.\($0)[self._get_variable_index(variable)]" }
    let gradient = it.decay > 0 ? "gradient + \(it.decay) * variable" : "gradient"
    return """
      class Optimizer(keras.optimizers.Optimizer):
          \"\"\"\(it.kind.rawValue) as nnsh and PyTorch compute it: a decay joins the gradient, the rate of a step scales all of it.\"\"\"

          def build(self, variables):
              super().build(variables)
      \(slots.map { "        self.\($0) = [self.add_variable_from_reference(it, \"\($0)\") for it in variables]" }.joined(separator: "\n"))

          def update_step(self, gradient, variable, learning_rate):
              rate = ops.cast(learning_rate, variable.dtype)
              g = \(gradient)
      \((lines + update.map { "        \($0)" }).joined(separator: "\n"))
              variable.assign(variable - step)



      """
  }

  /// The class `Rates`; empty where the rate is constant.
  var kerasSchedule: String {
    let schedule = training.schedule
    guard !schedule.isConstant else { return "" }
    func steps(_ period: Period) -> String {
      period.unit == .steps ? "\(period.count)" : "\(period.count) * self.steps_per_epoch"
    }
    let share =
      switch schedule.form {
      case .constant: "ops.ones_like(step)"
      case .step(let every, let factor): "ops.power(\(factor), ops.floor(step / (\(steps(every)))))"
      case .exponential(let factor): "ops.power(\(factor), ops.floor(step / self.steps_per_epoch))"
      case .cosine(let over): "(1 + ops.cos(math.pi * ops.minimum(step / (\(steps(over))), 1))) / 2"
      }
    var lines = ["step = ops.cast(step, keras.config.floatx())"]
    if let warmup = schedule.warmup {
      lines += [
        "warmup = \(steps(warmup))", "rising = (step + 1) / warmup", "step = step - warmup",
        "return RATE * ops.where(step < 0, rising, \(share))",
      ]
    } else {
      lines.append("return RATE * \(share)")
    }
    return """
      class Rates(keras.optimizers.schedules.LearningRateSchedule):
          def __init__(self, steps_per_epoch):
              self.steps_per_epoch = steps_per_epoch

          def get_config(self):
              return {"steps_per_epoch": self.steps_per_epoch}

          def __call__(self, step):
      \(lines.map { "        \($0)" }.joined(separator: "\n"))



      """
  }
}
