/// The oracle: the same computation as the fast engine in naive loops over any floating point format. float64 runs on
/// it, and the fast engine is tested against it.
package final class ReferenceEngine<R: Real>: Engine {
  package let configuration: EngineConfiguration
  let network: Network
  let layout: ParameterLayout
  let shapes: [Shape]
  /// Where each layer's tensors begin, so that no step searches the layout.
  let places: [Places]
  /// The tensors of layers that are not frozen.
  let trainable: [Tensor]
  let weights: UnsafeMutablePointer<R>
  let gradients: UnsafeMutablePointer<R>
  let optimizerSlots: UnsafeMutablePointer<R>
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
    let layers = network.layers
    trainable = layout.tensors.filter { !layers[$0.layer].isFrozen }
    weights = .zeroed(layout.count)
    gradients = .zeroed(layout.count)
    optimizerSlots = .zeroed(layout.count * configuration.optimizer.slots)
    workspace = Workspace(rows: configuration.batch, shapes: shapes)
    loaded = try ModelState(network: network, parameters: NumberBuffer(zeros: layout.count, R.precision))
  }

  deinit {
    weights.deallocate()
    gradients.deallocate()
    optimizerSlots.deallocate()
  }

  package func load(_ state: ModelState) {
    loaded = state
    step = state.step
    write(state.parameters, to: weights)
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
    state.step = step
    if updates > 0 {
      var optimizer = OptimizerState(configuration.optimizer.kind, parameters: 0, precision: R.precision)
      optimizer.slots = read(optimizerSlots, layout.count * configuration.optimizer.slots)
      optimizer.updates = updates
      state.optimizer = optimizer
    }
    return state
  }

  // Engines are called through a protocol: without the attribute no copy of the loops is compiled for Double.
  @_specialize(where R == Double)
  package func train(_ samples: Samples, _ request: StepRequest) -> StepResult {
    let total = request.order?.count ?? samples.rows
    var position = request.start
    var result = StepResult(
      steps: 0, observations: [], last: Observation(step: 0, loss: .nan, accuracy: nil), stopped: false)
    for index in 0..<request.steps {
      let rows = min(request.batch, total - position)
      workspace.gather(samples, order: request.order, start: position, count: rows)
      forward(workspace, rows: rows, trainingStep: step)
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
      backward(workspace, rows: rows, trainingStep: step)
      update(rate: request.rates[min(index, request.rates.count - 1)])
      step += 1
      result.steps += 1
      position += rows
      if position >= total { position = 0 }
    }
    return result
  }

  @_specialize(where R == Double)
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
      forward(workspace, rows: chunk, trainingStep: nil)
      total += lossSum(workspace, rows: chunk)
      let last = workspace.slots[workspace.slots.count - 1]
      evaluation.outputs += last.outputs.doubles(chunk * width)
      evaluation.sums += last.sums.doubles(chunk * width)
    }
    evaluation.loss = Double(total / R(configuration.loss.divisor(rows: count, outputs: width)))
    return evaluation
  }

  @_specialize(where R == Double)
  package func differentiate(_ samples: Samples, rows: [Int32]?) -> Differentiation {
    let count = rows?.count ?? samples.rows
    let space = Workspace<R>(rows: count, shapes: shapes)
    space.gather(samples, order: rows, start: 0, count: count)
    forward(space, rows: count, trainingStep: nil)
    let loss = Double(loss(space, rows: count))
    backward(space, rows: count, trainingStep: nil)
    let isPaired = configuration.loss.readsSums(of: network.outputActivation)
    let layers = space.slots.enumerated().map { index, slot in
      let numbers = count * slot.width
      let hasOutputGradients = !(isPaired && index == space.slots.count - 1)
      return LayerPass(
        width: slot.width, sums: slot.sums.doubles(numbers), outputs: slot.outputs.doubles(numbers),
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

  init(ofLayer layer: Int, _ layout: ParameterLayout) {
    weight = layout.tensor(.weight, ofLayer: layer)?.offset
    bias = layout.tensor(.bias, ofLayer: layer)?.offset
    slope = layout.tensor(.slope, ofLayer: layer)?.offset
  }
}
