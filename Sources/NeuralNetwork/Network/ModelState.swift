/// A model as it stands: its layers, weights, optimizer state and how far it was trained.
///
/// A value: a copy costs nothing until one of the two changes, so `undo`, `try` and `sweep` keep copies freely.
public struct ModelState: Sendable {
  /// Every shape is known: ``Network/resolved(input:targets:)`` was applied. Change it with ``reshaped(to:initialization:seed:)``.
  public private(set) var network: Network
  /// Where each tensor lies in ``parameters``.
  public let layout: ParameterLayout
  /// All weights, biases and slopes.
  public var parameters: NumberBuffer
  /// What is kept but not learned: running statistics.
  public var buffers: NumberBuffer
  /// What the optimizer remembers; nil before the first update.
  public var optimizer: OptimizerState?
  /// Updates done.
  public var step: Int
  /// Where training stands within its epochs.
  public var progress: EpochProgress

  /// A model at step 0 with given weights.
  ///
  /// Running statistics are those of nothing seen yet: mean 0, variance 1.
  ///
  /// - Parameters:
  ///   - network: resolved, see ``Network/resolved(input:targets:)``.
  ///   - parameters: as many as the network's layout counts.
  public init(network: Network, parameters: NumberBuffer) throws(ShapeError) {
    let layout = try ParameterLayout(network)
    precondition(parameters.count == layout.count)
    self.network = network
    self.layout = layout
    self.parameters = parameters
    let beginnings = layout.buffers.flatMap { Array(repeating: $0.constant ?? 0, count: $0.count) }
    buffers = NumberBuffer.float64(beginnings).converted(to: parameters.precision)
    step = 0
    progress = EpochProgress()
  }

  /// The format of the weights.
  public var precision: Precision { parameters.precision }

  /// Freezes or unfreezes layers (from 0); weights and optimizer state stay.
  public mutating func setFrozen(_ frozen: Bool, layers: Range<Int>) {
    for index in layers.clamped(to: network.layers.indices) { network.layers[index].isFrozen = frozen }
  }

  /// The same model computing in another format; numbers are rounded where it is the smaller one.
  public func converted(to precision: Precision) -> ModelState {
    var state = self
    state.parameters = parameters.converted(to: precision)
    state.buffers = buffers.converted(to: precision)
    if let slots = optimizer?.slots { state.optimizer?.slots = slots.converted(to: precision) }
    return state
  }
}

/// What an optimizer remembers between updates.
public struct OptimizerState: Sendable {
  /// Whose state it is: another optimizer forgets it.
  public var kind: Optimizer.Kind
  /// ``Optimizer/slots`` × parameters numbers, slot after slot.
  public var slots: NumberBuffer
  /// Updates it has seen (Adam's t).
  public var updates: Int

  /// The state before the first update.
  public init(_ kind: Optimizer.Kind, parameters: Int, precision: Precision) {
    self.kind = kind
    slots = NumberBuffer(zeros: parameters * kind.formula.slots.count, precision)
    updates = 0
  }
}

/// Where a model stands within the epochs of its training part. An epoch that was begun goes on with the next training
/// request as long as rows and batch stay the same.
public struct EpochProgress: Hashable, Sendable {
  /// Whole epochs done.
  public var epoch: Int = 0
  /// Rows of the current epoch that were used already.
  public var row: Int = 0
  /// Rows of the training part ``row`` belongs to.
  public var rows: Int = 0
  /// Batch size ``row`` belongs to.
  public var batch: Int = 0

  /// The beginning.
  public init() {}
}

extension ModelState {
  /// A model at step 0 whose weights are drawn: layer by layer, each from a stream of its own made from the seed and
  /// the layer's place, weight before bias. A prelu's slope begins at the activation's `alpha`, a normalization at scale 1
  /// and bias 0 whatever the initialization.
  ///
  /// - Parameters:
  ///   - network: resolved; see ``Footprint`` for what it will take.
  ///   - initialization: how weights and biases are drawn.
  ///   - seed: the same seed gives the same weights.
  ///   - precision: the format of the weights.
  public init(
    drawing network: Network, initialization: Initialization = Initialization(), seed: UInt64,
    precision: Precision = .float32
  ) throws(ShapeError) {
    let layout = try ParameterLayout(network)
    let buffer = NumberBuffer(zeros: layout.count, precision)
    try self.init(network: network, parameters: buffer)
    parameters = Self.drawn(network, layout, initialization, seed, precision)
  }

  /// The model with other layers: tensors whose place, role and shape stay keep their numbers, the rest is drawn.
  /// Optimizer state is forgotten; the step count stays.
  public func reshaped(
    to network: Network, initialization: Initialization = Initialization(), seed: UInt64
  ) throws(ShapeError) -> ModelState {
    let layout = try ParameterLayout(network)
    var result = try ModelState(network: network, parameters: NumberBuffer(zeros: layout.count, precision))
    var numbers = Self.drawn(network, layout, initialization, seed, precision).doubles
    let old = parameters.doubles
    for (tensor, before) in self.layout.kept(layout.tensors) {
      for i in 0..<tensor.count { numbers[tensor.offset + i] = old[before.offset + i] }
    }
    result.parameters = NumberBuffer.float64(numbers).converted(to: precision)
    for (tensor, before) in self.layout.kept(layout.buffers) {
      for i in 0..<tensor.count { result.buffers[tensor.offset + i] = buffers[before.offset + i] }
    }
    result.step = step
    result.progress = progress
    return result
  }

  private static func drawn(
    _ network: Network, _ layout: ParameterLayout, _ initialization: Initialization, _ seed: UInt64,
    _ precision: Precision
  ) -> NumberBuffer {
    var numbers: [Double] = []
    numbers.reserveCapacity(layout.count)
    for (index, layer) in network.layers.enumerated() {
      var stream = RandomStream(seed: seed, .weights, index: UInt64(index))
      for tensor in layout.tensors where tensor.layer == index {
        if let constant = tensor.constant {
          numbers += Array(repeating: constant, count: tensor.count)
        } else if tensor.role == .weight {
          let initializer = initialization.weights ?? .standard(for: layer.activation)
          numbers += initializer.draw(
            tensor.count, rows: tensor.shape[0], fanIn: tensor.fanIn, fanOut: tensor.fanOut, from: &stream)
        } else {
          let initializer = initialization.bias ?? .zeros
          numbers += initializer.draw(
            tensor.count, rows: nil, fanIn: tensor.fanIn, fanOut: tensor.fanOut, from: &stream)
        }
      }
    }
    return NumberBuffer.float64(numbers).converted(to: precision)
  }
}

extension ParameterLayout {
  /// Those of a new layout's tensors whose place, role and shape were there before, with what they were.
  fileprivate func kept(_ tensors: [Tensor]) -> [(new: Tensor, old: Tensor)] {
    tensors.compactMap { new in
      tensor(new.role, ofLayer: new.layer).flatMap { $0.shape == new.shape ? (new, $0) : nil }
    }
  }
}

extension ModelState {
  /// What the model gives for some rows: dropout is off, a batchnorm uses its running statistics.
  ///
  /// - Parameters:
  ///   - x: rows × inputs numbers, scaled as the model was taught (see ``Scaler/apply(_:)``); images are rows, columns,
  ///     channels.
  ///   - threads: that share a large network's work; nil: as many as the machine runs at once.
  /// - Returns: rows × units numbers.
  /// - Throws: where `x` is no whole number of rows, or the model has no layers.
  public func predict(_ x: [Float], threads: Int? = nil) throws(TrainingError) -> [Double] {
    let inputs = network.input?.count ?? 1
    guard x.count % inputs == 0 else { throw .input(found: x.count, expected: inputs) }
    guard !x.isEmpty else { return [] }
    let rows = x.count / inputs
    let outputs = (try? network.shapes())?.last?.count ?? 1
    // The engine wants targets and a loss, and neither touches an output.
    let samples = Samples(x: x, inputs: inputs, y: Array(repeating: 0, count: rows * outputs), outputs: outputs)
    let settings = TrainingSettings(loss: Loss(.mse), batch: .rows(256, isOrdered: true), threads: threads)
    return try Trainer(self, train: samples, decision: nil, settings: settings).evaluate(samples).outputs
  }
}
