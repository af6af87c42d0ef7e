/// The oracle: the same computation as the fast engine in naive loops over any floating point format. float64 runs on
/// it, and the fast engine is tested against it.
package final class ReferenceEngine<R: Real>: Engine {
  package let configuration: EngineConfiguration
  let network: Network
  let layout: ParameterLayout
  let shapes: [Shape]
  /// Where each layer's tensors begin, so that no step searches the layout.
  let places: [Places]
  /// How the layers that have one walk over their image.
  let windows: [ImageWindow?]
  /// Of each layer, the residual blocks that begin before it (outer ones first) and end behind it (inner ones first).
  let blocksBegun: [[ResidualBlock]]
  let blocksEnded: [[ResidualBlock]]
  /// The tensors of layers that are not frozen.
  let trainable: [Tensor]
  let weights: UnsafeMutablePointer<R>
  let gradients: UnsafeMutablePointer<R>
  let optimizerSlots: UnsafeMutablePointer<R>
  /// Running statistics, as the layout's buffers lie.
  let buffers: UnsafeMutablePointer<R>
  let workspace: Workspace<R>
  private var loaded: ModelState
  var step = 0
  var updates = 0

  /// - Parameter configuration: its network has at least one layer, its batch at least one row.
  package init(_ configuration: EngineConfiguration) throws(ShapeError) {
    self.configuration = configuration
    network = configuration.network
    layout = try ParameterLayout(network)
    shapes = try network.shapes()
    let layout = layout
    places = network.layers.indices.map { Places(ofLayer: $0, layout) }
    let (network, shapes) = (network, shapes)
    let layers = network.layers
    windows = layers.indices.map { layers[$0].window(over: shapes[$0]) }
    blocksBegun = layers.indices.map { network.blocksBegun(at: $0).map { network.blocks[$0] } }
    blocksEnded = layers.indices.map { network.blocksEnded(at: $0).map { network.blocks[$0] } }
    trainable = layout.tensors.filter { !layers[$0.layer].isFrozen }
    weights = .zeroed(layout.count)
    gradients = .zeroed(layout.count)
    optimizerSlots = .zeroed(layout.count * configuration.optimizer.slots)
    buffers = .zeroed(layout.bufferCount)
    workspace = Workspace(rows: configuration.batch, network: network, shapes: shapes)
    loaded = try ModelState(network: network, parameters: NumberBuffer(zeros: layout.count, R.precision))
  }

  deinit {
    weights.deallocate()
    gradients.deallocate()
    optimizerSlots.deallocate()
    buffers.deallocate()
  }

  package func load(_ state: ModelState) {
    hold(state, layout)
    loaded = state
    step = state.step
    write(state.parameters, to: weights)
    write(state.buffers, to: buffers)
    let count = layout.count * configuration.optimizer.slots
    if let optimizer = state.optimizer, optimizer.kind == configuration.optimizer.kind {
      write(optimizer.slots, to: optimizerSlots)
      updates = optimizer.updates
    } else {
      optimizerSlots.update(repeating: 0, count: max(1, count))
      updates = 0
    }
  }

  package func snapshot() -> ModelState {
    var state = loaded
    state.parameters = read(weights, layout.count)
    state.buffers = read(buffers, layout.bufferCount)
    state.step = step
    if updates > 0 {
      var optimizer = OptimizerState(configuration.optimizer.kind, parameters: 0, precision: R.precision)
      optimizer.slots = read(optimizerSlots, layout.count * configuration.optimizer.slots)
      optimizer.updates = updates
      state.optimizer = optimizer
    }
    return state
  }

  // Engines are called through a protocol: without the attribute no copy of the loops is compiled for a format.
  @_specialize(where R == Double)
  @_specialize(where R == Float)
  package func train(_ samples: Samples, _ request: StepRequest) -> StepResult {
    let total = request.order?.count ?? samples.rows
    var position = request.start
    var result = StepResult(
      steps: 0, observations: [], last: Observation(step: 0, loss: .nan, accuracy: nil), stopped: false)
    for index in 0..<request.steps {
      let rows = min(request.batch, total - position)
      workspace.gather(samples, order: request.order, start: position, count: rows)
      let pass = Pass.training(step: step)
      forward(workspace, rows: rows, pass)
      let loss = Double(loss(workspace, rows: rows))
      let sinceFirst = index - request.observeFrom
      let isObserved = request.observeEvery > 0 && sinceFirst >= 0 && sinceFirst % request.observeEvery == 0
      let stops = request.stopsAtNonFinite && !loss.isFinite
      if isObserved || stops || index == request.steps - 1 {
        result.last = Observation(step: index, loss: loss, accuracy: accuracy(workspace, rows: rows))
        if isObserved { result.observations.append(result.last) }
      }
      if !loss.isFinite && result.firstNonFinite == nil { result.firstNonFinite = index }
      if stops {
        result.stopped = true
        return result
      }
      backward(workspace, rows: rows, pass)
      update(rate: request.rates[min(index, request.rates.count - 1)])
      trackStatistics(rows: rows)
      step += 1
      result.steps += 1
      position += rows
      if position >= total { position = 0 }
    }
    return result
  }

  @_specialize(where R == Double)
  @_specialize(where R == Float)
  package func evaluate(_ samples: Samples, rows: [Int32]?) -> Evaluation {
    let count = rows?.count ?? samples.rows
    let width = workspace.outputWidth
    var evaluation = Evaluation(loss: 0, outputs: [], sums: [], units: width)
    evaluation.outputs.reserveCapacity(count * width)
    evaluation.sums.reserveCapacity(count * width)
    var total: R = 0
    for start in stride(from: 0, to: count, by: workspace.capacity) {
      let chunk = min(workspace.capacity, count - start)
      workspace.gather(samples, order: rows, start: start, count: chunk)
      forward(workspace, rows: chunk, .evaluation)
      total += lossSum(workspace, rows: chunk)
      evaluation.outputs += workspace.outputs.doubles(chunk * width)
      let sums = network.endsInBlock ? workspace.outputs : workspace.slots[workspace.slots.count - 1].sums
      evaluation.sums += sums.doubles(chunk * width)
    }
    evaluation.loss = Double(total / R(configuration.lossForm.divisor(rows: count, outputs: width)))
    return evaluation
  }

  @_specialize(where R == Double)
  @_specialize(where R == Float)
  package func differentiate(_ samples: Samples, rows: [Int32]?) -> Differentiation {
    inspect(samples, rows: rows, .inspection)
  }

  @_specialize(where R == Double)
  @_specialize(where R == Float)
  package func rehearse(_ samples: Samples, rows: [Int32]) -> Differentiation {
    inspect(samples, rows: rows, .training(step: step))
  }

  private func inspect(_ samples: Samples, rows: [Int32]?, _ pass: Pass) -> Differentiation {
    let count = rows?.count ?? samples.rows
    let space = Workspace<R>(rows: count, network: network, shapes: shapes)
    space.gather(samples, order: rows, start: 0, count: count)
    forward(space, rows: count, pass)
    let loss = Double(loss(space, rows: count))
    backward(space, rows: count, pass)
    let isPaired = configuration.lossForm.readsSums
    let layers = space.slots.enumerated().map { index, slot in
      let numbers = count * slot.width
      let hasOutputGradients = !(isPaired && index == space.slots.count - 1)
      return LayerPass(
        width: slot.width, units: slot.channels, sums: slot.sums.doubles(numbers),
        outputs: slot.outputs.doubles(numbers),
        outputGradients: hasOutputGradients ? slot.outputGradients.doubles(numbers) : [],
        sumGradients: slot.sumGradients.doubles(numbers))
    }
    return Differentiation(loss: loss, gradients: gradients.doubles(layout.count), layers: layers)
  }

  private func write(_ buffer: NumberBuffer, to pointer: UnsafeMutablePointer<R>) {
    switch buffer {
    case .float32(let numbers): for (i, number) in numbers.enumerated() { pointer[i] = R(number) }
    case .float64(let numbers): for (i, number) in numbers.enumerated() { pointer[i] = R(number) }
    }
  }

  private func read(_ pointer: UnsafeMutablePointer<R>, _ count: Int) -> NumberBuffer {
    R.precision == .float32
      ? .float32((0..<count).map { Float(pointer[$0]) }) : .float64((0..<count).map { Double(pointer[$0]) })
  }
}

/// Where the tensors of one layer begin in the flat buffer; nil for one it does not have.
struct Places {
  let weight: Int?
  let bias: Int?
  let slope: Int?
  let scale: Int?
  let runningMean: Int?
  let runningVariance: Int?

  init(ofLayer layer: Int, _ layout: ParameterLayout) {
    weight = layout.tensor(.weight, ofLayer: layer)?.offset
    bias = layout.tensor(.bias, ofLayer: layer)?.offset
    slope = layout.tensor(.slope, ofLayer: layer)?.offset
    scale = layout.tensor(.scale, ofLayer: layer)?.offset
    runningMean = layout.tensor(.runningMean, ofLayer: layer)?.offset
    runningVariance = layout.tensor(.runningVariance, ofLayer: layer)?.offset
  }
}

/// What a pass is for: it decides about dropout and about the statistics a batchnorm uses.
enum Pass {
  case training(step: Int)
  /// Nothing random, running statistics.
  case evaluation
  /// The gradients training would see of these rows: nothing random, the batch's own statistics.
  case inspection

  var dropoutStep: Int? { if case .training(let step) = self { step } else { nil } }
  var usesBatchStatistics: Bool { if case .evaluation = self { false } else { true } }
}

extension Layer {
  /// How a convolution or pooling walks over its input, which fits it.
  fileprivate func window(over input: Shape) -> ImageWindow? {
    switch kind {
    case .conv2d(let convolution): try? convolution.window(over: input)
    case .pool2d(let pool): try? pool.window(over: input)
    case .dense, .batchNorm, .layerNorm, .flatten, .dropout: nil
    }
  }
}
