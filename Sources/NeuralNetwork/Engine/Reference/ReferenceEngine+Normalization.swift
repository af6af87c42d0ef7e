/// ``BatchNorm`` and ``LayerNorm`` as their formulas say. Positions of an image count as rows of its channels.
extension ReferenceEngine {
  /// Whether a batchnorm uses the statistics of these rows instead of the running ones.
  private func usesBatchStatistics(_ index: Int, positions: Int, _ pass: Pass) -> Bool {
    pass.usesBatchStatistics && !network.layers[index].isFrozen && positions > 1
  }

  func batchNorm(
    _ index: Int, _ slot: Workspace<R>.Slot, _ norm: BatchNorm, input x: UnsafePointer<R>, rows: Int, _ pass: Pass
  ) {
    let places = places[index]
    guard let scale = places.scale, let shift = places.bias, let runningMean = places.runningMean,
      let runningVariance = places.runningVariance
    else { return }
    let channels = slot.channels
    let positions = rows * slot.width / channels
    let isOwn = usesBatchStatistics(index, positions: positions, pass)
    let (mean, variance) = (slot.statistics, slot.statistics + channels)
    for k in 0..<channels {
      if isOwn {
        (mean[k], variance[k]) = Self.spread(x + k, count: positions, stride: channels)
      } else {
        (mean[k], variance[k]) = (buffers[runningMean + k], buffers[runningVariance + k])
      }
      let factor = weights[scale + k] / (variance[k] + R(norm.epsilon)).squareRoot()
      for i in Swift.stride(from: k, to: positions * channels, by: channels) {
        slot.sums[i] = (x[i] - mean[k]) * factor + weights[shift + k]
      }
    }
  }

  func batchNormGradient(
    _ index: Int, _ slot: Workspace<R>.Slot, _ norm: BatchNorm, input x: UnsafePointer<R>,
    inputGradient: UnsafeMutablePointer<R>?, rows: Int, _ pass: Pass
  ) {
    guard let scale = places[index].scale, let shift = places[index].bias else { return }
    let channels = slot.channels
    let positions = rows * slot.width / channels
    let isOwn = usesBatchStatistics(index, positions: positions, pass)
    let dz = slot.sumGradients
    for k in 0..<channels {
      let mean = slot.statistics[k]
      let inverse = 1 / (slot.statistics[channels + k] + R(norm.epsilon)).squareRoot()
      let places = Swift.stride(from: k, to: positions * channels, by: channels)
      var (sum, product): (R, R) = (0, 0)
      for i in places {
        sum += dz[i]
        product += dz[i] * (x[i] - mean) * inverse
      }
      gradients[shift + k] = sum
      gradients[scale + k] = product
      guard let inputGradient else { continue }
      let factor = weights[scale + k] * inverse
      let count = R(positions)
      for i in places {
        let own = isOwn ? (sum + (x[i] - mean) * inverse * product) / count : 0
        inputGradient[i] = factor * (dz[i] - own)
      }
    }
  }

  /// The running statistics move towards those of the batch that was trained on.
  func trackStatistics(rows: Int) {
    for (index, layer) in network.layers.enumerated() {
      guard case .batchNorm(let norm) = layer.kind, let runningMean = places[index].runningMean,
        let runningVariance = places[index].runningVariance
      else { continue }
      let slot = workspace.slots[index]
      let positions = rows * slot.width / slot.channels
      guard usesBatchStatistics(index, positions: positions, .training(step: step)) else { continue }
      let share = R(norm.momentum)
      let unbiased = R(positions) / R(positions - 1)
      for k in 0..<slot.channels {
        let (mean, variance) = (slot.statistics[k], slot.statistics[slot.channels + k])
        buffers[runningMean + k] += share * (mean - buffers[runningMean + k])
        buffers[runningVariance + k] += share * (variance * unbiased - buffers[runningVariance + k])
      }
    }
  }

  func layerNorm(
    _ index: Int, _ slot: Workspace<R>.Slot, _ norm: LayerNorm, input: UnsafePointer<R>, rows: Int
  ) {
    guard let scale = places[index].scale, let shift = places[index].bias else { return }
    let channels = slot.channels
    for position in 0..<(rows * slot.width / channels) {
      let (x, z) = (input + position * channels, slot.sums + position * channels)
      let (mean, variance) = Self.spread(x, count: channels, stride: 1)
      let inverse = 1 / (variance + R(norm.epsilon)).squareRoot()
      for k in 0..<channels { z[k] = (x[k] - mean) * inverse * weights[scale + k] + weights[shift + k] }
    }
  }

  func layerNormGradient(
    _ index: Int, _ slot: Workspace<R>.Slot, _ norm: LayerNorm, input: UnsafePointer<R>,
    inputGradient: UnsafeMutablePointer<R>?, rows: Int
  ) {
    guard let scale = places[index].scale, let shift = places[index].bias else { return }
    let channels = slot.channels
    for position in 0..<(rows * slot.width / channels) {
      let start = position * channels
      let (x, dz) = (input + start, slot.sumGradients + start)
      let (mean, variance) = Self.spread(x, count: channels, stride: 1)
      let inverse = 1 / (variance + R(norm.epsilon)).squareRoot()
      var (sum, product): (R, R) = (0, 0)
      for k in 0..<channels {
        let normal = (x[k] - mean) * inverse
        gradients[shift + k] += dz[k]
        gradients[scale + k] += dz[k] * normal
        sum += dz[k] * weights[scale + k]
        product += dz[k] * weights[scale + k] * normal
      }
      guard let dx = inputGradient.map({ $0 + start }) else { continue }
      for k in 0..<channels {
        let normal = (x[k] - mean) * inverse
        dx[k] = (dz[k] * weights[scale + k] - (sum + normal * product) / R(channels)) * inverse
      }
    }
  }

  /// Mean and biased variance.
  private static func spread(_ x: UnsafePointer<R>, count: Int, stride: Int) -> (mean: R, variance: R) {
    var sum: R = 0
    for i in 0..<count { sum += x[i * stride] }
    let mean = sum / R(count)
    var squares: R = 0
    for i in 0..<count { squares += (x[i * stride] - mean) * (x[i * stride] - mean) }
    return (mean, squares / R(count))
  }
}
