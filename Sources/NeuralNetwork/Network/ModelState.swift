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
