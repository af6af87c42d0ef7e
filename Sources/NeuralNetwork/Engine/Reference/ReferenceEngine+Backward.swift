extension ReferenceEngine {
  /// Fills the gradients of every parameter from what ``forward(_:rows:trainingStep:)`` left.
  func backward(_ space: Workspace<R>, rows: Int, trainingStep: Int?) {
    gradients.update(repeating: 0, count: max(1, layout.count))
    lossGradient(space, rows: rows)
    let isPaired = configuration.loss.readsSums(of: network.outputActivation)
    for index in network.layers.indices.reversed() {
      let slot = space.slots[index]
      if !(isPaired && index == network.layers.count - 1) { activationGradient(index, slot, rows: rows) }
      let inputGradient = index == 0 ? nil : space.slots[index - 1].outputGradients
      switch network.layers[index].kind {
      case .dense:
        denseGradient(index, slot, input: space.input(ofLayer: index), inputGradient: inputGradient, rows: rows)
      case .flatten:
        inputGradient?.update(from: slot.sumGradients, count: rows * slot.width)
      case .dropout(let dropout):
        guard let inputGradient else { break }
        let count = rows * slot.width
        drop(slot.sumGradients, into: inputGradient, count: count, dropout, layer: index, step: trainingStep)
      }
    }
  }

  /// dL/d(sums) of the last layer where the loss reads those, else dL/d(outputs); divided as the mean is.
  private func lossGradient(_ space: Workspace<R>, rows: Int) {
    let read = lossInput(space)
    let width = space.outputWidth
    let last = space.slots[space.slots.count - 1]
    let target = read == last.sums ? last.sumGradients : last.outputGradients
    let delta = R(configuration.loss.delta)
    let divisor = R(configuration.loss.divisor(rows: rows, outputs: width))
    func fill<F: LossFormula>(_ formula: F.Type) {
      for row in 0..<rows {
        let start = row * width
        formula.gradient(read + start, space.y + start, into: target + start, count: width, delta: delta)
      }
    }
    fill(configuration.loss.kind.formula)
    for i in 0..<(rows * width) { target[i] /= divisor }
  }

  private func activationGradient(_ index: Int, _ slot: Workspace<R>.Slot, rows: Int) {
    let activation = network.layers[index].activation
    let count = rows * slot.width
    if activation.kind.isRowWise {
      slot.sumGradients.update(from: slot.outputGradients, count: count)
      for row in 0..<rows {
        let start = row * slot.width
        Softmax.backward(output: slot.outputs + start, gradient: slot.sumGradients + start, count: slot.width)
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
