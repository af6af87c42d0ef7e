extension ReferenceEngine {
  /// Fills the gradients of every parameter from what ``forward(_:rows:_:)`` left, given the same pass.
  func backward(_ space: Workspace<R>, rows: Int, _ pass: Pass) {
    gradients.update(repeating: 0, count: max(1, layout.count))
    lossGradient(space, rows: rows)
    let isPaired = configuration.lossForm.readsSums
    for index in network.layers.indices.reversed() {
      let slot = space.slots[index]
      if !(isPaired && index == network.layers.count - 1) { activationGradient(index, slot, rows: rows) }
      let input = space.passed[index]
      let inputGradient = index == 0 ? nil : space.slots[index - 1].outputGradients
      switch network.layers[index].kind {
      case .dense: denseGradient(index, slot, input: input, inputGradient: inputGradient, rows: rows)
      case .conv2d: convolutionGradient(index, slot, input: input, inputGradient: inputGradient, rows: rows)
      case .pool2d(let layer):
        if let inputGradient { poolGradient(index, slot, layer.mode, input: input, into: inputGradient, rows: rows) }
      case .batchNorm(let norm):
        batchNormGradient(index, slot, norm, input: input, inputGradient: inputGradient, rows: rows, pass)
      case .layerNorm(let norm):
        layerNormGradient(index, slot, norm, input: input, inputGradient: inputGradient, rows: rows)
      case .flatten:
        if let inputGradient { unflatten(slot.sumGradients, into: inputGradient, shape: shapes[index], rows: rows) }
      case .dropout(let dropout):
        guard let inputGradient else { break }
        let count = rows * slot.width
        drop(slot.sumGradients, into: inputGradient, count: count, dropout, layer: index, step: pass.dropoutStep)
      }
      if let inputGradient { addBlockGradients(index, space, to: inputGradient, rows: rows) }
    }
  }

  /// Where residual blocks begin: what their sums got goes past them to their input.
  private func addBlockGradients(
    _ index: Int, _ space: Workspace<R>, to gradient: UnsafeMutablePointer<R>, rows: Int
  ) {
    for block in blocksBegun[index] {
      let past = space.slots[block.layers.upperBound - 1].outputGradients
      for i in 0..<(rows * shapes[index].count) { gradient[i] += past[i] }
    }
  }

  private func unflatten(_ dz: UnsafePointer<R>, into dx: UnsafeMutablePointer<R>, shape: Shape, rows: Int) {
    guard Flatten.permutes(shape) else { return dx.update(from: dz, count: rows * shape.count) }
    let channels = shape.channels
    let area = shape.count / channels
    for row in 0..<rows {
      let (from, to) = (dz + row * shape.count, dx + row * shape.count)
      for place in 0..<area {
        for channel in 0..<channels { to[place * channels + channel] = from[channel * area + place] }
      }
    }
  }

  /// dL/d(sums) of the last layer where the loss reads those, else dL/d(outputs); divided as the mean is.
  private func lossGradient(_ space: Workspace<R>, rows: Int) {
    let read = lossInput(space)
    let width = space.outputWidth
    let last = space.slots[space.slots.count - 1]
    let target = read == last.sums ? last.sumGradients : last.outputGradients
    let loss = configuration.lossForm
    let parameter = R(loss.parameter)
    let divisor = R(loss.divisor(rows: rows, outputs: width))
    func fill<F: LossFormula>(_ formula: F.Type) {
      for row in 0..<rows {
        let start = row * width
        formula.gradient(read + start, space.y + start, into: target + start, count: width, parameter: parameter)
      }
    }
    fill(loss.formula)
    for i in 0..<(rows * width) { target[i] /= divisor }
  }

  private func activationGradient(_ index: Int, _ slot: Workspace<R>.Slot, rows: Int) {
    let activation = network.layers[index].activation
    let count = rows * slot.width
    if activation.kind.isRowWise {
      slot.sumGradients.update(from: slot.outputGradients, count: count)
      let rows = rows * slot.width / slot.channels
      for row in 0..<rows {
        let start = row * slot.channels
        Softmax.backward(output: slot.outputs + start, gradient: slot.sumGradients + start, count: slot.channels)
      }
      return
    }
    func apply<F: ActivationFormula>(_ formula: F.Type) {
      let alpha = alpha(ofLayer: index)
      for i in 0..<count {
        slot.sumGradients[i] = slot.outputGradients[i] * formula.derivative(slot.sums[i], alpha: alpha)
      }
    }
    apply(activation.kind.formula)
    if let slope = places[index].slope {
      var sum: R = 0
      for i in 0..<count where !(slot.sums[i] > 0) { sum += slot.outputGradients[i] * slot.sums[i] }
      gradients[slope] = sum
    }
  }

  /// dW = dzᵀ x, db = Σ dz, dx = dz W.
  private func denseGradient(
    _ index: Int, _ slot: Workspace<R>.Slot, input: UnsafePointer<R>, inputGradient: UnsafeMutablePointer<R>?,
    rows: Int
  ) {
    guard let place = places[index].weight else { return }
    let inputs = shapes[index].count
    let units = slot.width
    inputGradient?.update(repeating: 0, count: rows * inputs)
    for row in 0..<rows {
      let x = input + row * inputs
      for unit in 0..<units {
        let dz = slot.sumGradients[row * units + unit]
        let weight = weights + place + unit * inputs
        let gradient = gradients + place + unit * inputs
        var i = 0
        while i < inputs {
          gradient[i] += dz * x[i]
          i += 1
        }
        if let dx = inputGradient.map({ $0 + row * inputs }) {
          i = 0
          while i < inputs {
            dx[i] += dz * weight[i]
            i += 1
          }
        }
      }
    }
    guard let bias = places[index].bias else { return }
    for unit in 0..<units {
      var sum: R = 0
      for row in 0..<rows { sum += slot.sumGradients[row * units + unit] }
      gradients[bias + unit] = sum
    }
  }
}

extension ReferenceEngine {
  /// Regularization, clipping and the optimizer, over the tensors of layers that are not frozen.
  func update(rate: Double) {
    regularize()
    clip()
    updates += 1
    let settings = OptimizerSettings<R>(configuration.optimizer, rate: rate, update: updates)
    let formula = configuration.optimizer.kind.formula
    for tensor in trainable {
      let first = optimizerSlots + (formula.slots.count > 0 ? tensor.offset : 0)
      let second = optimizerSlots + (formula.slots.count > 1 ? layout.count + tensor.offset : 0)
      formula.update(
        weights + tensor.offset, gradients + tensor.offset, first: first, second: second, count: tensor.count,
        settings: settings)
    }
  }

  private func regularize() {
    let penalty = configuration.regularization
    if penalty.isNone { return }
    let l1 = R(penalty.l1)
    let l2 = R(2 * penalty.l2)
    for tensor in trainable where tensor.role == .weight {
      for i in tensor.range {
        let w = weights[i]
        gradients[i] += l1 * (w > 0 ? 1 : w < 0 ? -1 : 0) + l2 * w
      }
    }
  }

  private func clip() {
    switch configuration.clipping {
    case .none: return
    case .value(let limit):
      let limit = R(limit)
      for tensor in trainable {
        for i in tensor.range {
          let g = gradients[i]
          gradients[i] = g > limit ? limit : g < -limit ? -limit : g
        }
      }
    case .norm(let limit):
      var sum: R = 0
      for tensor in trainable {
        for i in tensor.range { sum += gradients[i] * gradients[i] }
      }
      let factor = R(limit) / (sum.squareRoot() + R(1e-6))
      // A NaN factor goes on into the gradients, as it does in PyTorch.
      if factor >= 1 { return }
      for tensor in trainable {
        for i in tensor.range { gradients[i] *= factor }
      }
    }
  }
}
