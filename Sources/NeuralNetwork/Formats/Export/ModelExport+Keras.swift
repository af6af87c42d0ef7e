/// The model as a script for Keras 3: the same layers, their weights from a safetensors file, compiled with the same
/// loss, optimizer and schedule, and a check of its predictions.
extension ModelExport {
  /// - Parameter weights: name of the safetensors file beside the script.
  public func kerasSource(weights: String) throws(ExportError) -> String {
    let python = PythonText(export: self, weights: weights)
    let shape = inputShape.dimensions.map(String.init).joined(separator: ", ")
    var lines = [
      "\"\"\"A neural network, written by nnsh: \(inputShape) -> \(outputShape), \(model.layout.count) parameters.",
      "", "python THIS_FILE loads the weights beside it and compares predictions with those of nnsh.", "\"\"\"",
      "import json", "import math", "import os", "import struct", "", "import keras", "import numpy",
      "from keras import layers, ops", "",
      "keras.config.set_floatx(\"\(model.precision == .float64 ? "float64" : "float32")\")",
    ]
    lines += python.constants + python.samples + ["", "", PythonText.reader]
    lines += ["tensors = read_safetensors(WEIGHTS)", "x = inputs = keras.Input((\(shape),))"]
    lines += try layerLines() + ["model = keras.Model(inputs, x)", "", ""]
    lines += [
      "def prepared(x):", "    \"\"\"Inputs as in the data; scaled here.\"\"\"",
      "    x = numpy.asarray(x, keras.config.floatx()).reshape(-1, \(shape))",
    ]
    if scaling != nil {
      let numbers = scaling?.offsets.count == 1 ? "" : ".reshape(\(shape))"
      lines.append("    x = ((x - numpy.array(OFFSET)\(numbers)) * numpy.array(FACTOR)\(numbers)).astype(x.dtype)")
    }
    lines += [
      "    return x", "", "",
      kerasSchedule + kerasOptimizerClass + """
        def train(x, y, epochs):
            x, y = prepared(x), numpy.asarray(y, keras.config.floatx())
            batch = BATCH or len(x)
            rate = \(training.schedule.isConstant ? "RATE" : "Rates(math.ceil(len(x) / batch))")
            model.compile(loss=\(training.loss.form(behind: model.network.outputActivation).spelling.keras), optimizer=\(kerasOptimizer))
            return model.fit(x, y, batch_size=batch, epochs=epochs)


        if __name__ == "__main__":
            difference = numpy.abs(model.predict(prepared(TEST_X), verbose=0).reshape(len(TEST_X), -1) - TEST_Y).max()
            print(f"{len(TEST_X)} rows, largest difference {difference:.2g}")
            assert difference <= \(python.tolerance)
        """,
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private func layerLines() throws(ExportError) -> [String] {
    var lines: [String] = []
    var kept: [String] = []
    for step in try steps() {
      switch step {
      case .open:
        lines.append("kept_\(kept.count) = x")
        kept.append("kept_\(kept.count)")
      case .close: lines.append("x = layers.Add()([\(kept.removeLast()), x])")
      case .activation(let activation, let index, let shape): lines += self.lines(activation, index, shape)
      case .layer(let layer, let index, let input, let output): lines += try self.lines(layer, index, input, output)
      }
    }
    return lines
  }

  /// A layer, then its weights in Keras's order and shapes.
  private func lines(_ layer: Layer, _ index: Int, _ input: Shape, _ output: Shape) throws(ExportError) -> [String] {
    func tensor(_ role: Tensor.Role, _ change: String = "") -> [String] {
      model.layout.tensor(role, ofLayer: index).map { ["tensors[\(PythonText.quoted($0.name))]\(change)"] } ?? []
    }
    func with(_ call: String, _ weights: [String]) -> [String] {
      let name = "layer_\(index + 1)"
      let frozen = layer.isFrozen ? ["\(name).trainable = False"] : []
      return [
        "\(name) = layers.\(call)", "x = \(name)(x)", "\(name).set_weights([\(weights.joined(separator: ", "))])",
      ] + frozen
    }
    switch layer.kind {
    case .dense(let dense):
      return with(
        "Dense(\(output.count)\(dense.hasBias ? "" : ", use_bias=False")\(kerasPenalty))",
        tensor(.weight, ".T") + tensor(.bias))
    case .conv2d(let it):
      return with(
        "Conv2D(\(it.filters), \(it.kernel), strides=\(it.stride), padding=\"\(it.padding.rawValue)\"\(it.hasBias ? "" : ", use_bias=False")\(kerasPenalty))",
        tensor(.weight, ".transpose(2, 3, 1, 0)") + tensor(.bias))
    case .pool2d(let pool): return ["x = layers.\(pool.spelling.keras)(x)"]
    case .batchNorm(let norm):
      return with(
        "BatchNormalization(momentum=\(1 - norm.momentum), epsilon=\(norm.epsilon))",
        tensor(.scale) + tensor(.bias) + tensor(.runningMean) + tensor(.runningVariance))
    case .layerNorm(let norm):
      return with("LayerNormalization(epsilon=\(norm.epsilon))", tensor(.scale) + tensor(.bias))
    case .flatten:
      // Channel after channel, as PyTorch flattens: the weights behind it are in that order.
      return (Flatten.permutes(input) ? ["x = layers.Permute((3, 1, 2))(x)"] : []) + ["x = layers.Flatten()(x)"]
    case .dropout(let dropout): return ["x = layers.Dropout(\(dropout.share))(x)"]
    }
  }

  private func lines(_ activation: Activation, _ index: Int, _ shape: Shape) -> [String] {
    if activation.kind == .linear { return [] }
    if activation.kind == .prelu {
      let axes = (1...shape.dimensions.count).map(String.init).joined(separator: ", ")
      let ones = shape.dimensions.map { _ in "1" }.joined(separator: ", ")
      let name = model.layout.tensor(.slope, ofLayer: index)?.name ?? ""
      return [
        "slope_\(index + 1) = layers.PReLU(shared_axes=[\(axes)])", "x = slope_\(index + 1)(x)",
        "slope_\(index + 1).set_weights([tensors[\(PythonText.quoted(name))].reshape(\(ones)\(shape.isVector ? "," : ""))])",
      ]
    }
    return ["x = layers.\(activation.spelling.keras ?? "Activation(\"\(activation.kind.rawValue)\")")(x)"]
  }
}

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
