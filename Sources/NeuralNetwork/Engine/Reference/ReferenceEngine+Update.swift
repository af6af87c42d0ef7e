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
