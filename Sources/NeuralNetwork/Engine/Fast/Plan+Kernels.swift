import CKernels

/// The plan as structs of the kernels.
extension Plan {
  /// A layer with pointers to its parameters; those to its rows are the arena's to set.
  func raw(_ operation: Operation) -> nn_operation {
    var raw = nn_operation()
    raw.kind = operation.kind
    raw.activation = operation.activation.kind.code
    raw.in = operation.inputs
    raw.out = operation.outputs
    raw.in_stride = operation.inputStride
    raw.out_stride = operation.outputStride
    raw.alpha = operation.alpha
    raw.share = Float(operation.share)
    raw.layer = UInt64(operation.layer)
    raw.trains = operation.trains
    raw.is_large = operation.isLarge
    raw.bias = zeros.base
    if let weight = operation.weight {
      raw.weights = parameters.base + weight.offset
      raw.weight_gradient = gradients.base + weight.offset
    }
    if let bias = operation.bias {
      raw.bias = parameters.base + bias.offset
      raw.bias_gradient = gradients.base + bias.offset
    }
    if let slope = operation.slope {
      raw.slope = parameters.base + slope.offset
      raw.slope_gradient = gradients.base + slope.offset
    }
    return raw
  }

  /// A normalization of some layer; the kernels apply `activation`.
  func norm(_ kind: Layer.Kind, ofLayer index: Int, activation: Activation) -> nn_norm {
    var raw = nn_norm()
    switch kind {
    case .batchNorm(let norm):
      raw.epsilon = Float(norm.epsilon)
      raw.momentum = Float(norm.momentum)
      raw.is_frozen = configuration.network.layers[index].isFrozen
    case .layerNorm(let norm):
      raw.is_by_pixel = true
      raw.epsilon = Float(norm.epsilon)
    default: break
    }
    raw.activation = activation.kind.code
    raw.alpha = Float(activation.alpha)
    if let scale = layout.place(.scale, ofLayer: index) {
      raw.scale = parameters.base + scale.offset
      raw.scale_gradient = gradients.base + scale.offset
    }
    if let shift = layout.place(.bias, ofLayer: index) {
      raw.shift = parameters.base + shift.offset
      raw.shift_gradient = gradients.base + shift.offset
    }
    if let mean = keptLayout.place(.runningMean, ofLayer: index) { raw.running_mean = kept.base + mean.offset }
    if let variance = keptLayout.place(.runningVariance, ofLayer: index) {
      raw.running_variance = kept.base + variance.offset
    }
    return raw
  }

  /// Gives every operation of image layers its stage.
  func setStages(_ raw: UnsafeMutableBufferPointer<nn_operation>) {
    let places = operations.indices.filter { operations[$0].stage != nil }
    for (place, stage) in zip(places, stages) { raw[place].stage = UnsafePointer(stage.raw) }
  }

  /// Gives every layer but the first its place for transposed weights.
  func setTransposed(_ raw: UnsafeMutableBufferPointer<nn_operation>) {
    var offset = 0
    for (index, operation) in operations.enumerated() {
      if index > 0, operation.transposedCount > 0 { raw[index].transposed = transposed.base + offset }
      offset += operation.transposedCount
    }
  }

  /// Sets all that does not depend on the rows.
  func fill(_ raw: inout nn_plan) {
    raw.isa = instructions.code
    raw.loss = configuration.loss.kind.code
    raw.reads_sums = configuration.loss.readsSums(of: configuration.network.outputActivation)
    raw.delta = Float(configuration.loss.delta)
    if case .threshold(let limit) = configuration.decision {
      raw.has_threshold = true
      raw.threshold = Float(limit)
    }
    raw.optimizer = nn_optimizer(configuration)
    raw.parameters = parameters.base
    raw.gradients = gradients.base
    raw.first = first.base
    raw.second = second.base
    raw.ranges = UnsafePointer(ranges.baseAddress)
    raw.range_count = ranges.count
    raw.dropout_key = configuration.dropoutKey
    raw.team = team.map { UnsafePointer($0.raw) }
  }
}
