/// Rows of a batch.
public enum BatchSize: Hashable, Sendable {
  /// All rows at once, in their own order: an epoch is one step.
  case full
  /// Some rows, in an order that is drawn anew for each epoch, or in their own.
  case rows(Int, isOrdered: Bool)

  /// What data get that were given none: tables full, else 32 shuffled.
  public static func standard(for data: Dataset) -> BatchSize { data.isTable ? .full : .rows(32, isOrdered: false) }
}

/// How a model is trained: all that stays the same during a run.
public struct TrainingSettings: Sendable {
  /// What is made small.
  public var loss: Loss
  /// How weights follow the gradient.
  public var optimizer: Optimizer
  /// How the rate changes.
  public var schedule: Schedule
  /// The penalty on large weights.
  public var regularization: Regularization
  /// Keeps gradients small.
  public var clipping: Clipping
  /// Rows of a batch.
  public var batch: BatchSize
  /// Of shuffling and dropout.
  public var seed: UInt64
  /// Whether training ends before the update of the first step whose loss is not finite.
  public var stopsAtNonFinite: Bool
  /// Steps whose number this divides are recorded; nil: so that a run has at most 2,000 points.
  public var recordEvery: Int?
  /// Threads that share a large network's work; nil: as many as the machine runs at once. The same number gives the
  /// same bits.
  public var threads: Int?

  /// Settings with defaults for everything but the loss.
  public init(
    loss: Loss, optimizer: Optimizer = .standard, schedule: Schedule = .constant,
    regularization: Regularization = .none, clipping: Clipping = .none, batch: BatchSize = .full, seed: UInt64 = 0,
    stopsAtNonFinite: Bool = true, recordEvery: Int? = nil, threads: Int? = nil
  ) {
    self.loss = loss
    self.optimizer = optimizer
    self.schedule = schedule
    self.regularization = regularization
    self.clipping = clipping
    self.batch = batch
    self.seed = seed
    self.stopsAtNonFinite = stopsAtNonFinite
    self.recordEvery = recordEvery
    self.threads = threads
  }
}

/// What is to be done: a length, and when the caller wants to be asked on the way.
public struct TrainingRequest: Hashable, Sendable {
  /// Steps, or epochs of as many steps as the batch makes of the rows. An epoch that was begun before is not counted
  /// from its beginning: N epochs are always N times as many steps.
  public var length: Period
  /// Whether ``TrainingEvent/epoch(_:)`` is wanted.
  public var checksEpochs: Bool
  /// When ``TrainingEvent/due(_:)`` is wanted.
  public var callbacks: [Period]

  /// A length without questions on the way.
  public init(_ length: Period, checksEpochs: Bool = false, callbacks: [Period] = []) {
    self.length = length
    self.checksEpochs = checksEpochs
    self.callbacks = callbacks
  }
}

/// Which rows each step takes. The order of an epoch depends on the seed and the epoch's number alone, so training can
/// go on from any place.
final class BatchPlan {
  let rows: Int
  let batch: Int
  let isShuffled: Bool
  private let seed: UInt64
  /// The order of the epoch that was asked for last.
  private var drawn: (epoch: Int, order: [Int32])?

  init(rows: Int, size: BatchSize, seed: UInt64) {
    self.rows = rows
    self.seed = seed
    switch size {
    case .full:
      batch = rows
      isShuffled = false
    case .rows(let count, let isOrdered):
      batch = max(1, min(rows, count))
      isShuffled = !isOrdered && batch < rows
    }
  }

  /// The last one of an epoch may have fewer rows.
  var stepsPerEpoch: Int { (rows + batch - 1) / batch }

  func stepsLeft(progressRow row: Int) -> Int { (rows - row + batch - 1) / batch }

  /// The order of an epoch, nil where it is the rows' own.
  func order(epoch: Int) -> [Int32]? {
    guard isShuffled else { return nil }
    if let drawn, drawn.epoch == epoch { return drawn.order }
    var stream = RandomStream(seed: seed, .shuffling, index: UInt64(epoch))
    var order = (0..<Int32(rows)).map { $0 }
    stream.shuffle(&order)
    drawn = (epoch, order)
    return order
  }

  /// Moves on by some steps.
  func advance(_ progress: inout EpochProgress, steps: Int) {
    let place = progress.row / batch + steps
    progress.epoch += place / stepsPerEpoch
    progress.row = place % stepsPerEpoch * batch
  }
}
