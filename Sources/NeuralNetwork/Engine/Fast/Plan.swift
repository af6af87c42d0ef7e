import CKernels

/// A network compiled for the float32 kernels: all parameters in one buffer, all gradients in a second of the same
/// layout, the optimizer's numbers in two more, and a flat list of operations.
final class Plan {
  let configuration: EngineConfiguration
  let instructions: InstructionSet
  let layout: PaddedLayout
  let operations: [Operation]
  let parameters: AlignedBuffer
  let gradients: AlignedBuffer
  /// The optimizer's slots; without numbers where it has fewer.
  let first: AlignedBuffer
  let second: AlignedBuffer
  /// Running statistics, and where they lie.
  let kept: AlignedBuffer
  let keptLayout: PaddedLayout
  /// The transposed copies of all weights.
  let transposed: AlignedBuffer
  /// A row of zeros, the bias of a layer without one.
  let zeros: AlignedBuffer
  let ranges: UnsafeMutableBufferPointer<nn_range>
  /// The threads that share the work; nil where none of it is oneDNN's.
  let workers: ThreadPool?
  /// One for each operation of image layers, in their order.
  private(set) var stages: [Stage] = []

  /// - Parameter isSplit: see ``OperationList``.
  init(
    _ configuration: EngineConfiguration, instructions: InstructionSet, dispatch: Dispatch, isSplit: Bool
  ) throws(ShapeError) {
    let network = configuration.network
    let source = try ParameterLayout(network)
    let layout = try PaddedLayout(source, source.tensors, of: network)
    let keptLayout = try PaddedLayout(source, source.buffers, of: network)
    let list = try OperationList(
      network, layout: layout, rows: configuration.batch, dispatch: dispatch, isSplit: isSplit)
    let operations = list.operations
    let transposedCount = operations.reduce(0) { $0.saturatingSum($1.transposedCount) }
    let widest = operations.reduce(0) { max($0, $1.outputStride) }
    let slots = configuration.optimizer.slots
    guard let parameters = AlignedBuffer(count: layout.count), let gradients = AlignedBuffer(count: layout.count),
      let first = AlignedBuffer(count: slots > 0 ? layout.count : 0),
      let second = AlignedBuffer(count: slots > 1 ? layout.count : 0),
      let kept = AlignedBuffer(count: keptLayout.count), let transposed = AlignedBuffer(count: transposedCount),
      let zeros = AlignedBuffer(count: widest)
    else { throw Self.tooLarge(operations, network) }
    self.configuration = configuration
    self.instructions = instructions
    self.layout = layout
    self.operations = operations
    self.parameters = parameters
    self.gradients = gradients
    self.first = first
    self.second = second
    self.kept = kept
    self.keptLayout = keptLayout
    self.transposed = transposed
    self.zeros = zeros
    let joined = PaddedLayout.joined(
      layout.ranges(training: network), isRegularized: !configuration.regularization.isNone)
    let isLarge = operations.contains(where: \.isLarge)
    let isShared =
      isLarge || dispatch.sharesConvolutions(of: network, shapes: list.shapes, rows: configuration.batch)
    // Stages are oneDNN's, with one thread too.
    workers =
      isLarge || operations.contains { $0.stage != nil }
      ? ThreadPool(threads: isShared ? configuration.threads : 1, dispatch: dispatch) : nil
    ranges = .allocate(capacity: joined.count)
    _ = ranges.initialize(from: joined)
    var trainsBefore = false
    for (index, operation) in operations.enumerated() {
      if let form = operation.stage {
        guard let stage = Stage(form, of: self, wantsInputGradient: trainsBefore || isSplit && index > 0) else {
          throw Self.tooLarge(operations, network)
        }
        stages.append(stage)
      }
      trainsBefore = trainsBefore || operation.trains
    }
  }

  /// The error that names the layer with the most numbers.
  static func tooLarge(_ operations: [Operation], _ network: Network) -> ShapeError {
    let largest = operations.max { $0.inputs.saturatingProduct($0.outputs) < $1.inputs.saturatingProduct($1.outputs) }
    let index = largest?.layer ?? 0
    let name = index < network.layers.count ? network.layers[index].name : "input"
    return .tooLarge(layer: index + 1, name: name)
  }
}

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
    case .dense, .conv2d, .pool2d, .flatten, .dropout: preconditionFailure("only a normalization has one")
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
    let loss = configuration.lossForm
    raw.loss = loss.formula.kernel
    raw.reads_sums = loss.readsSums
    raw.loss_parameter = Float(loss.parameter)
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
    raw.workers = workers.map { UnsafePointer($0.raw) }
  }
}

extension nn_optimizer {
  /// An optimizer with what is done to its gradients before.
  init(_ configuration: EngineConfiguration) {
    let optimizer = configuration.optimizer
    var clipNorm: Float = 0
    var clipValue: Float = 0
    switch configuration.clipping {
    case .none: break
    // A limit of 0, or one that rounds to it, still clips.
    case .norm(let limit): clipNorm = max(Float(limit), .leastNonzeroMagnitude)
    case .value(let limit): clipValue = max(Float(limit), .leastNonzeroMagnitude)
    }
    self.init(
      kind: optimizer.kind.code, beta1: optimizer.beta1, beta2: optimizer.beta2, momentum: Float(optimizer.momentum),
      epsilon: Float(optimizer.epsilon), decay: Float(optimizer.decay), l1: Float(configuration.regularization.l1),
      l2: Float(configuration.regularization.l2), clip_norm: clipNorm, clip_value: clipValue)
  }
}
