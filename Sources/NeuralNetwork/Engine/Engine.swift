/// Computes with one network: trains, evaluates, differentiates. Not for use from two threads at once.
///
/// Contract for every implementation:
/// - Layers, formulas and their order are those of the reference engine; the numbers may differ by rounding.
/// - A step computes the loss of its batch, its gradient, adds the regularization, clips, and updates; frozen layers'
///   parameters, running statistics and optimizer slots stay untouched, and their gradients count for nothing (norm clipping included).
/// - No memory is allocated in a step (the reference engine, made to be read, does not promise that).
/// - Row indices, widths and sizes are the caller's to get right. An engine holds them against its network all the same,
///   once a call: one that reads beyond what it was given would compute with whatever lies there, so it traps.
package protocol Engine: AnyObject {
  var configuration: EngineConfiguration { get }

  /// Takes over weights, optimizer state (zeros where it is nil or of another kind) and the step count. The state's
  /// network is the configuration's.
  func load(_ state: ModelState)

  /// The state as it stands. `progress` is what `load` brought: the trainer keeps it.
  func snapshot() -> ModelState

  /// Does up to `request.steps` steps.
  func train(_ samples: Samples, _ request: StepRequest) -> StepResult

  /// Outputs and loss of some rows, or of all where `rows` is nil; dropout is off, a batchnorm uses its running
  /// statistics.
  func evaluate(_ samples: Samples, rows: [Int32]?) -> Evaluation

  /// One forward and backward pass over some rows as one batch, or over all where `rows` is nil; dropout is off, a
  /// batchnorm uses the batch's own statistics as in training, no regularization, no clipping; nothing changes.
  func differentiate(_ samples: Samples, rows: [Int32]?) -> Differentiation

  /// The pass that the next step would make over some rows as its batch, with that step's dropout; no regularization,
  /// no clipping; nothing changes.
  func rehearse(_ samples: Samples, rows: [Int32]) -> Differentiation
}

extension Engine {
  /// Traps where a state is no state of this engine's network.
  func hold(_ state: ModelState, _ layout: ParameterLayout) {
    precondition(state.parameters.count == layout.count && state.buffers.count == layout.bufferCount)
    guard let optimizer = state.optimizer, optimizer.kind == configuration.optimizer.kind else { return }
    precondition(optimizer.slots.count == layout.count * configuration.optimizer.slots)
  }
}

/// All that an engine must know before it compiles a network.
package struct EngineConfiguration: Sendable {
  /// Resolved: ``Network/shapes()`` succeeds.
  package var network: Network
  package var precision: Precision
  package var loss: Loss
  package var optimizer: Optimizer
  package var regularization: Regularization
  package var clipping: Clipping
  /// Rows of the largest batch a step will have.
  package var batch: Int
  /// ``DropoutMask/key(seed:)``.
  package var dropoutKey: UInt64
  /// How accuracy is judged; nil: targets are numbers and there is none.
  package var decision: Decision?
  /// Threads that share a large network's work; nil: as many as the machine runs at once. The same number gives the
  /// same bits.
  package var threads: Int?

  package init(
    network: Network, precision: Precision, loss: Loss, optimizer: Optimizer, regularization: Regularization = .none,
    clipping: Clipping = .none, batch: Int, dropoutKey: UInt64 = 0, decision: Decision? = nil,
    threads: Int? = nil
  ) {
    self.network = network
    self.precision = precision
    self.loss = loss
    self.optimizer = optimizer
    self.regularization = regularization
    self.clipping = clipping
    self.batch = batch
    self.dropoutKey = dropoutKey
    self.decision = decision
    self.threads = threads
  }

  /// The loss as it belongs to the network's output.
  var lossForm: LossForm { loss.form(behind: network.outputActivation) }
}

/// How an output row becomes a class.
public enum Decision: Hashable, Sendable {
  /// One unit: class 1 where the output is above the limit. NaN is not above it. Targets are judged by the same limit.
  case threshold(Double)
  /// K units: the first largest; NaN is never larger than what came before it.
  case largest

  /// The limit for one unit: 0 where 0 lies between the classes (hinge, bce on a linear output), else 0.5.
  public static func standard(units: Int, loss: Loss, output: Activation) -> Decision {
    if units > 1 { return .largest }
    return switch loss.definition.reads {
    case .margins: .threshold(0)
    case .logits: .threshold(loss.readsSums(of: output) ? 0.5 : 0)
    case .numbers, .shares: .threshold(0.5)
    }
  }
}

/// Steps to do in one go. Batches are taken from `order` one after another; the last one before its end has the rows
/// that are left, then it begins again at 0.
package struct StepRequest: Sendable {
  /// Row indices; nil: all rows in their own order.
  package var order: [Int32]?
  /// Where in the order the first step's batch begins; a multiple of `batch`.
  package var start: Int
  /// Rows of a batch, at least 1, at most the configuration's.
  package var batch: Int
  /// At least 1.
  package var steps: Int
  /// The learning rate of each step, or one for all.
  package var rates: [Double]
  /// Stop before the update of the first step whose loss is not finite.
  package var stopsAtNonFinite: Bool
  /// Step `observeFrom`, counted from 0 within this request, and every `observeEvery`th after it is observed. 0: none.
  package var observeFrom: Int
  package var observeEvery: Int

  package init(
    order: [Int32]?, start: Int, batch: Int, steps: Int, rates: [Double], stopsAtNonFinite: Bool,
    observeFrom: Int = 0, observeEvery: Int = 0
  ) {
    self.order = order
    self.start = start
    self.batch = batch
    self.steps = steps
    self.rates = rates
    self.stopsAtNonFinite = stopsAtNonFinite
    self.observeFrom = observeFrom
    self.observeEvery = observeEvery
  }
}

/// What a step's batch looked like before its update.
package struct Observation: Hashable, Sendable {
  /// Counted from 0 within the request.
  package var step: Int
  package var loss: Double
  /// Share of the batch's rows that were right; nil without a decision.
  package var accuracy: Double?

  package init(step: Int, loss: Double, accuracy: Double?) {
    self.step = step
    self.loss = loss
    self.accuracy = accuracy
  }
}

/// What came of a ``StepRequest``.
package struct StepResult: Sendable {
  /// Updates done: all, or fewer where it stopped.
  package var steps: Int
  /// The observed steps in order.
  package var observations: [Observation]
  /// Of the last step done or, where it stopped at a loss that is not finite, of the step that was not done.
  package var last: Observation
  /// Whether it stopped at a loss that is not finite.
  package var stopped: Bool
  /// The first step, counted from 0 within the request, whose loss was not finite; known where training went on too.
  package var firstNonFinite: Int?

  package init(
    steps: Int, observations: [Observation], last: Observation, stopped: Bool, firstNonFinite: Int? = nil
  ) {
    self.steps = steps
    self.observations = observations
    self.last = last
    self.stopped = stopped
    self.firstNonFinite = firstNonFinite
  }
}

/// What a network says to some rows.
public struct Evaluation: Sendable {
  /// The mean loss, without regularization.
  public var loss: Double
  /// rows × units: what comes out.
  public var outputs: [Double]
  /// rows × units: the sums before the output's activation.
  public var sums: [Double]
  /// Numbers of an output row.
  public var units: Int
  /// What was evaluated, and how classes are judged, where a ``Trainer`` did it.
  package var judged: (samples: Samples, decision: Decision?)?

  package init(loss: Double, outputs: [Double], sums: [Double], units: Int) {
    self.loss = loss
    self.outputs = outputs
    self.sums = sums
    self.units = units
  }
}

/// One forward and backward pass with everything in between.
public struct Differentiation: Sendable {
  /// The mean loss, without regularization.
  public var loss: Double
  /// d(loss)/d(parameter) in the order of the ``ParameterLayout``; of frozen layers too.
  public var gradients: [Double]
  /// For each layer in order.
  public var layers: [LayerPass]

  package init(loss: Double, gradients: [Double], layers: [LayerPass]) {
    self.loss = loss
    self.gradients = gradients
    self.layers = layers
  }
}

/// One layer's part of a ``Differentiation``; each array is rows × width numbers.
public struct LayerPass: Sendable {
  /// Numbers of a row.
  public var width: Int
  /// Units: numbers of a row, or channels of an image, which give a number at each of its positions.
  public var units: Int
  /// Sums before the activation.
  public var sums: [Double]
  /// What the layer gives; where a residual block ends, before its input is added.
  public var outputs: [Double]
  /// dL/d(outputs). Of the last layer, where the loss reads its sums (bce on sigmoid), not computed and empty.
  public var outputGradients: [Double]
  /// dL/d(sums).
  public var sumGradients: [Double]

  package init(
    width: Int, units: Int? = nil, sums: [Double], outputs: [Double], outputGradients: [Double],
    sumGradients: [Double]
  ) {
    self.width = width
    self.units = units ?? width
    self.sums = sums
    self.outputs = outputs
    self.outputGradients = outputGradients
    self.sumGradients = sumGradients
  }
}

/// The one place that chooses who computes a network.
package enum EngineFactory {
  /// The engine for a configuration.
  package static func engine(for configuration: EngineConfiguration) throws(ShapeError) -> any Engine {
    switch configuration.precision {
    case .float32:
      FastEngine.computes(configuration.network)
        ? try FastEngine(configuration) : try ReferenceEngine<Float>(configuration)
    case .float64: try ReferenceEngine<Double>(configuration)
    }
  }
}

/// Who computes what, by size: the one place that says so.
///
/// Small dense layers run our own kernels on the calling thread, with all numbers in the nearest cache; large ones are
/// products of oneDNN's, shared by its threads.
package struct Dispatch: Hashable, Sendable {
  /// A dense layer is large from so many multiplications a batch on: rows × inputs × units.
  package var largeProduct: Int
  /// In a network with a large layer, loops over at least so many numbers are shared by the threads.
  package var sharedNumbers: Int
  /// Where no dense layer is large, convolutions are shared by the threads from so many multiplications a batch on.
  package var sharedConvolutions: Int

  package init(largeProduct: Int, sharedNumbers: Int, sharedConvolutions: Int = 0) {
    self.largeProduct = largeProduct
    self.sharedNumbers = sharedNumbers
    self.sharedConvolutions = sharedConvolutions
  }

  /// The measured limits: docs/decisions/0011-crossover.md. On one core oneDNN draws level at 300,000; what it brings
  /// from there on is the other cores.
  package static let standard = Dispatch(
    largeProduct: 300_000, sharedNumbers: 60_000, sharedConvolutions: 1_000_000)

  /// Whether a dense layer's products are oneDNN's.
  func isLarge(rows: Int, inputs: Int, outputs: Int) -> Bool {
    rows.saturatingProduct(inputs).saturatingProduct(outputs) >= largeProduct
  }

  /// Whether a batch of images is work enough for several threads.
  func sharesConvolutions(of network: Network, shapes: [Shape], rows: Int) -> Bool {
    let each = zip(network.layers, zip(shapes, shapes.dropFirst())).reduce(0) { sum, layer in
      guard case .conv2d(let convolution) = layer.0.kind else { return sum }
      let window = convolution.kernel.saturatingProduct(convolution.kernel).saturatingProduct(layer.1.0.image.channels)
      return sum.saturatingSum(window.saturatingProduct(layer.1.1.count))
    }
    return each.saturatingProduct(rows) >= sharedConvolutions
  }
}
