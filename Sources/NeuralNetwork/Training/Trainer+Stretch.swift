extension Trainer {
  /// Numbers multiplied in one stretch at most, so that the caller is asked for interrupts often enough.
  private static let workLimit = 20_000_000
  private static let stretchLimit = 10_000

  /// Events that belong before the next step.
  func announce<Failure: Error>(
    _ run: inout TrainingRun, _ handler: (TrainingEvent, Trainer) throws(Failure) -> TrainingDirective
  ) throws(Failure) -> TrainingOutcome? {
    if let outcome = Self.outcome(try handler(.progress, self)) { return outcome }
    var due: [Int] = []
    if let epoch = epochBegun, epoch > run.calledEpoch {
      let before = run.calledEpoch
      run.calledEpoch = epoch
      due += run.request.callbacks.indices.filter { index in
        let callback = run.request.callbacks[index]
        return callback.unit == .epochs && epoch / max(1, callback.count) > before / max(1, callback.count)
      }
    }
    if !due.isEmpty, let outcome = Self.outcome(try handler(.due(due), self)) { return outcome }
    if step >= run.end { return nil }
    if run.request.checksEpochs, let epoch = epochBegun, run.announcedEpoch != epoch {
      if let outcome = Self.outcome(try handler(.epoch(epoch), self)) { return outcome }
      run.announcedEpoch = epoch
    }
    guard run.calledStep != step else { return nil }
    run.calledStep = step
    let called = run.request.callbacks.indices.filter { index in
      let callback = run.request.callbacks[index]
      return callback.unit == .steps && step % max(1, callback.count) == 0
    }
    return called.isEmpty ? nil : Self.outcome(try handler(.due(called), self))
  }

  private static func outcome(_ directive: TrainingDirective) -> TrainingOutcome? {
    switch directive {
    case .goOn: nil
    case .stop: .stopped
    case .interrupt: .interrupted
    }
  }

  /// The validation part's loss and accuracy where they are wanted of the next step.
  func validationPoint(_ run: TrainingRun) -> (loss: Double, accuracy: Double?)? {
    guard let validation, run.recorder.records(step, epoch: epochBegun),
      run.recorder.measuresValidation(epoch: epochBegun)
    else { return nil }
    let evaluation = evaluate(validation)
    return (evaluation.loss, engine.configuration.decision.map { evaluation.accuracy(of: validation, $0) })
  }

  /// The longest stretch of steps from here in which nobody wants to look.
  func plan(_ run: TrainingRun, needsFirst: Bool) -> StepRequest {
    let recorder = run.recorder
    var length = min(run.end - step, Self.stretchLimit)
    length = min(length, max(1, Self.workLimit / stepWork))
    func cut(at count: Int) { length = max(1, min(length, count)) }
    let toEpoch = batches.stepsLeft(progressRow: place.row)
    let looksAtEpochs =
      run.request.checksEpochs || run.request.callbacks.contains { $0.unit == .epochs } || recorder.epochs != nil
    if looksAtEpochs || batches.isShuffled { cut(at: toEpoch) }
    for callback in run.request.callbacks where callback.unit == .steps {
      cut(at: max(1, callback.count) - step % max(1, callback.count))
    }
    let toRecorded = recorder.every - step % recorder.every
    // A step that is recorded outside the cadence, or with validation figures, begins a stretch of its own; so the
    // one before it ends there.
    if validation != nil && recorder.epochs == nil { cut(at: toRecorded) }
    let isOutside = step % recorder.every != 0 && recorder.records(step, epoch: epochBegun)
    if isOutside { cut(at: 1) }
    return StepRequest(
      order: place.order, start: place.row, batch: batches.batch, steps: length, rates: rates(length),
      stopsAtNonFinite: settings.stopsAtNonFinite || run.firstNonFinite == nil,
      observeFrom: isOutside ? 0 : toRecorded % recorder.every,
      observeEvery: recorder.every)
  }

  private func rates(_ count: Int) -> [Double] {
    if settings.schedule.isConstant { return [settings.optimizer.rate] }
    return (0..<count).map {
      settings.schedule.rate(settings.optimizer.rate, step: step + $0, stepsPerEpoch: batches.stepsPerEpoch)
    }
  }

  /// Records what a stretch brought. `validation` belongs to its first step.
  func keep<Failure: Error>(
    _ result: StepResult, from first: Int, validation: (loss: Double, accuracy: Double?)?, in run: inout TrainingRun,
    _ handler: (TrainingEvent, Trainer) throws(Failure) -> TrainingDirective
  ) throws(Failure) -> TrainingOutcome? {
    // A step the engine stopped at, but that is to be done all the same, is seen again by the next stretch.
    let isRepeated = result.stopped && !settings.stopsAtNonFinite
    let seen = isRepeated ? result.observations.filter { $0.step < result.steps } : result.observations
    let points = seen.map { seen in
      let own = seen.step == 0 ? validation : nil
      return RecordedPoint(
        step: first + seen.step, loss: seen.loss, accuracy: seen.accuracy, validationLoss: own?.loss,
        validationAccuracy: own?.accuracy)
    }
    for point in points { run.recorder.record(point) }
    let last = result.last
    if !isRepeated {
      run.recorder.recordLatest(RecordedPoint(step: first + last.step, loss: last.loss, accuracy: last.accuracy))
    }
    for point in points {
      if let outcome = Self.outcome(try handler(.recorded(point), self)) { return outcome }
    }
    return nil
  }
}
