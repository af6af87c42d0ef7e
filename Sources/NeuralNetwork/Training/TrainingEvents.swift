/// A training as a sequence: each event is computed when it is asked for.
///
/// Nothing runs beside the loop that asks, so the trainer may be used between two events, and leaving the loop leaves the
/// training where it is: a further sequence continues it. Cancelling the task ends the sequence.
public struct TrainingEvents: AsyncSequence {
  public typealias Element = TrainingEvent

  let trainer: Trainer
  let request: TrainingRequest

  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(trainer: trainer, run: trainer.begin(request)) }

  /// Trains as far as the next event.
  public struct AsyncIterator: AsyncIteratorProtocol {
    let trainer: Trainer
    var run: TrainingRun
    private var pending: [TrainingEvent] = []
    private var isDone = false
    /// The epoch that was given last: continuing announces it again.
    private var epoch: Int?

    init(trainer: Trainer, run: TrainingRun) { (self.trainer, self.run) = (trainer, run) }

    public mutating func next() async -> TrainingEvent? {
      while pending.isEmpty, !isDone, !Task.isCancelled {
        var (found, known): ([TrainingEvent], Int?) = ([], epoch)
        let outcome = trainer.advance(&run) { event, _ in
          switch event {
          case .progress: return Task.isCancelled ? .interrupt : .goOn
          case .recorded:
            found.append(event)
            return .goOn
          case .epoch(let number):
            if number == known { return .goOn }
            known = number
          case .due: break
          }
          found.append(event)
          return .interrupt
        }
        (pending, epoch) = (found, known)
        if outcome != .interrupted { isDone = true }
        // A loop in an actor leaves others their turn.
        await Task.yield()
      }
      return pending.isEmpty ? nil : pending.removeFirst()
    }
  }
}

extension Trainer {
  /// The events of a training, an epoch's beginning and each recorded step among them, for `for await`.
  ///
  /// - Parameters:
  ///   - length: steps or epochs.
  ///   - callbacks: when ``TrainingEvent/due(_:)`` is wanted.
  public func events(_ length: Period, callbacks: [Period] = []) -> TrainingEvents {
    TrainingEvents(trainer: self, request: TrainingRequest(length, checksEpochs: true, callbacks: callbacks))
  }
}
