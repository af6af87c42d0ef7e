/// One step taken apart: what it will see, and its update.
extension Trainer {
  /// Rows of the training part that the next step takes as its batch, from 0, in its order.
  public var nextRows: [Int] {
    let (order, start) = place
    let end = min(start + batches.batch, batches.rows)
    return (start..<end).map { row in order.map { Int($0[row]) } ?? row }
  }

  /// The pass that a step over some rows (from 0) would make now: with that step's dropout, a batchnorm with the batch's
  /// own statistics, without regularization and clipping. Nothing changes.
  ///
  /// - Parameter rows: at least one, each below the training part's count.
  public func rehearse(rows: [Int]) -> Differentiation {
    precondition(!rows.isEmpty && rows.allSatisfy { (0..<train.rows).contains($0) })
    return engine.rehearse(train, rows: rows.map { Int32($0) })
  }

  /// One update. It is the next step of the training where `row` is nil; else one on a single row (from 0) outside the
  /// epoch's order, after which the epoch goes on where it was.
  public func update(row: Int? = nil) -> TrainingOutcome {
    guard let row else { return train(TrainingRequest(Period(1, .steps))) { _, _ in .goOn }.outcome }
    precondition((0..<train.rows).contains(row))
    let result = engine.train(
      train,
      StepRequest(
        order: [Int32(row)], start: 0, batch: 1, steps: 1, rates: [rate], stopsAtNonFinite: settings.stopsAtNonFinite))
    batchLoss = result.last.loss
    if result.stopped { return .nonFinite(step: modelStep, loss: result.last.loss) }
    modelStep += result.steps
    return .finished
  }
}
