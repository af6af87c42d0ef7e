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
