extension ReferenceEngine {
  /// Passes the gathered rows through every layer.
  func forward(_ space: Workspace<R>, rows: Int, _ pass: Pass) {
    for (index, layer) in network.layers.enumerated() {
      let slot = space.slots[index]
      let input = space.passed[index]
      switch layer.kind {
      case .dense:
        let bias = places[index].bias.map { UnsafePointer(weights + $0) }
        let weight = weights + (places[index].weight ?? 0)
        dense(input, weight, bias, into: slot.sums, rows: rows, inputs: shapes[index].count, units: slot.width)
      case .conv2d: convolve(index, slot, input: input, rows: rows)
      case .pool2d(let layer): pool(index, slot, layer.mode, input: input, rows: rows)
      case .batchNorm(let norm): batchNorm(index, slot, norm, input: input, rows: rows, pass)
      case .layerNorm(let norm): layerNorm(index, slot, norm, input: input, rows: rows)
      case .flatten: flatten(input, into: slot.sums, shape: shapes[index], rows: rows)
      case .dropout(let dropout):
        drop(input, into: slot.sums, count: rows * slot.width, dropout, layer: index, step: pass.dropoutStep)
      }
      activate(index, slot, rows: rows)
      addBlockInputs(index, space, rows: rows)
    }
  }

  /// Where residual blocks end: the layer's output and the input of each, for what goes on.
  private func addBlockInputs(_ index: Int, _ space: Workspace<R>, rows: Int) {
    let ended = blocksEnded[index]
    if ended.isEmpty { return }
    let (slot, sum) = (space.slots[index], space.passed[index + 1])
    sum.update(from: slot.outputs, count: rows * slot.width)
    for block in ended {
      let input = space.passed[block.layers.lowerBound]
      for i in 0..<(rows * slot.width) { sum[i] += input[i] }
    }
  }

  /// [height, width, channels] → [channels, height, width].
  private func flatten(_ x: UnsafePointer<R>, into z: UnsafeMutablePointer<R>, shape: Shape, rows: Int) {
    guard Flatten.permutes(shape) else { return z.update(from: x, count: rows * shape.count) }
    let channels = shape.channels
    let area = shape.count / channels
    for row in 0..<rows {
      let (from, to) = (x + row * shape.count, z + row * shape.count)
      for place in 0..<area {
        for channel in 0..<channels { to[channel * area + place] = from[place * channels + channel] }
      }
    }
  }

  /// z = x Wᵀ + b.
  private func dense(
    _ x: UnsafePointer<R>, _ weight: UnsafePointer<R>, _ bias: UnsafePointer<R>?, into z: UnsafeMutablePointer<R>,
    rows: Int, inputs: Int, units: Int
  ) {
    for row in 0..<rows {
      let input = x + row * inputs
      for unit in 0..<units {
        let line = weight + unit * inputs
        var sum: R = 0
        var i = 0
        while i < inputs {
          sum += input[i] * line[i]
          i += 1
        }
        z[row * units + unit] = sum + (bias?[unit] ?? 0)
      }
    }
  }

  /// x or, while training, x / (1 − p) where the mask keeps it and 0 where it does not.
  func drop(
    _ x: UnsafePointer<R>, into z: UnsafeMutablePointer<R>, count: Int, _ dropout: Dropout, layer: Int, step: Int?
  ) {
    guard let step else { return z.update(from: x, count: count) }
    let mask = DropoutMask(key: configuration.dropoutKey, step: step, layer: layer)
    let factor = R(1 / (1 - dropout.share))
    for i in 0..<count { z[i] = mask.keeps(i, share: Float(dropout.share)) ? x[i] * factor : 0 }
  }

  private func activate(_ index: Int, _ slot: Workspace<R>.Slot, rows: Int) {
    let activation = network.layers[index].activation
    if activation.kind.isRowWise {
      slot.outputs.update(from: slot.sums, count: rows * slot.width)
      let rows = rows * slot.width / slot.channels
      for row in 0..<rows { Softmax.apply(slot.outputs + row * slot.channels, count: slot.channels) }
      return
    }
    func apply<F: ActivationFormula>(_ formula: F.Type) {
      let alpha = alpha(ofLayer: index)
      for i in 0..<(rows * slot.width) { slot.outputs[i] = formula.value(slot.sums[i], alpha: alpha) }
    }
    apply(activation.kind.formula)
  }

  /// The learned slope of a prelu, else the activation's parameter.
  func alpha(ofLayer index: Int) -> R {
    places[index].slope.map { weights[$0] } ?? R(network.layers[index].activation.alpha)
  }

  /// The mean loss of the gathered rows after ``forward(_:rows:_:)``.
  func loss(_ space: Workspace<R>, rows: Int) -> R {
    lossSum(space, rows: rows) / R(configuration.lossForm.divisor(rows: rows, outputs: space.outputWidth))
  }

  func lossSum(_ space: Workspace<R>, rows: Int) -> R {
    let read = lossInput(space)
    let width = space.outputWidth
    let loss = configuration.lossForm
    let parameter = R(loss.parameter)
    func sum<F: LossFormula>(_ formula: F.Type) -> R {
      var total: R = 0
      for row in 0..<rows {
        total += formula.value(read + row * width, space.y + row * width, count: width, parameter: parameter)
      }
      return total
    }
    return sum(loss.formula)
  }

  /// What the loss reads: the last layer's sums where the two belong together, else its outputs.
  func lossInput(_ space: Workspace<R>) -> UnsafeMutablePointer<R> {
    configuration.lossForm.readsSums
      ? space.slots[space.slots.count - 1].sums : space.outputs
  }

  func accuracy(_ space: Workspace<R>, rows: Int) -> Double? {
    guard let decision = configuration.decision else { return nil }
    let width = space.outputWidth
    let outputs = space.outputs
    var right = 0
    for row in 0..<rows
    where decision.chosenClass(outputs + row * width, units: width)
      == decision.chosenClass(space.y + row * width, units: width)
    {
      right += 1
    }
    return Double(right) / Double(rows)
  }
}

extension Decision {
  /// The class of one output row, or of one encoded target.
  package func chosenClass<R: Real>(_ row: UnsafePointer<R>, units: Int) -> Int {
    switch self {
    case .threshold(let limit): return row[0] > R(limit) ? 1 : 0
    case .largest:
      var best = 0
      for unit in 1..<max(1, units) where row[unit] > row[best] { best = unit }
      return best
    }
  }
}
