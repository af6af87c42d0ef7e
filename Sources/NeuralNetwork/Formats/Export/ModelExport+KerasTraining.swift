/// Loss, optimizer and schedule in Keras's terms.
extension ModelExport {
  /// A penalty as an argument of layers with weights; empty where there is none.
  var kerasPenalty: String {
    let penalty = training.regularization
    return penalty.isNone ? "" : ", kernel_regularizer=keras.regularizers.L1L2(\(penalty.l1), \(penalty.l2))"
  }

  /// Where Keras computes something else, the script brings the formula.
  private var needsOwnOptimizer: Bool {
    let it = training.optimizer
    return switch it.spelling.kerasDiffers {
    case .never: false
    case .withDecay: it.decay > 0
    case .withDecayOrVelocity: it.decay > 0 || (it.momentum > 0 && !training.schedule.isConstant)
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
    return "keras.optimizers.\(it.spelling.keras)\(clip))"
  }

  /// The class `Optimizer`; empty where Keras has one that computes the same.
  var kerasOptimizerClass: String {
    guard needsOwnOptimizer else { return "" }
    let it = training.optimizer
    let slots = Array(["a", "b"].prefix(it.slots))
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
      \((lines + it.spelling.kerasUpdate.map { "        \($0)" }).joined(separator: "\n"))
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
