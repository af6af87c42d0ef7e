/// Hands cases out to threads and takes what came of them back in the order of the cases.
final class CaseQueue: Sendable {
  /// No thread goes further ahead of a slow case: what the others say is kept until that one is done.
  private static let window = 4096

  private struct Progress: Sendable {
    /// The next case to hand out.
    var next = 0
    /// The next case to take back.
    var due = 0
    var finished: [Int: CaseOutcome] = [:]
    /// Cases that are done.
    var count = 0
    /// How much of those that run is done, from 0 to 1.
    var shares: [Int: Double] = [:]
    var isCancelled = false
  }

  let count: Int
  private let progress = Monitor(Progress())

  init(count: Int) { self.count = count }

  /// The next case to run; nil once there is none. Waits for a slow one that is far behind.
  func take() -> Int? {
    progress.wait { [count] progress -> Int?? in
      guard !progress.isCancelled, progress.next < count else { return .some(nil) }
      guard progress.next < progress.due + Self.window else { return .none }
      defer { progress.next += 1 }
      return progress.next
    } ?? nil
  }

  func finish(_ index: Int, _ outcome: CaseOutcome) {
    progress.change { progress in
      progress.finished[index] = outcome
      progress.shares[index] = nil
      progress.count += 1
    }
  }

  /// A case trains; how much of that training is done. A body may train more than once: a case never goes back.
  func note(_ share: Double, of index: Int) {
    progress.note { $0.shares[index] = max(share, $0.shares[index] ?? 0) }
  }

  /// How many cases are done, and how much of all of them, from 0 to 1.
  var state: (finished: Int, share: Double) {
    progress.read { progress in
      // In the order of the cases: sums of floating-point numbers depend on it.
      let running = progress.shares.sorted { $0.key < $1.key }.reduce(0) { $0 + min(1, $1.value) }
      return (progress.count, (Double(progress.count) + running) / Double(max(1, count)))
    }
  }

  /// The outcome of the next case in order, if it comes within the time.
  func takeDue(seconds: Double) -> (index: Int, outcome: CaseOutcome)? {
    progress.wait(seconds: seconds) { progress in
      guard let outcome = progress.finished.removeValue(forKey: progress.due) else { return nil }
      defer { progress.due += 1 }
      return (progress.due, outcome)
    }
  }

  /// No further case is handed out.
  func cancel() { progress.change { $0.isCancelled = true } }

  /// What else was finished, in order, once nothing runs any more.
  func takeRest() -> [(index: Int, outcome: CaseOutcome)] {
    progress.change { progress in
      defer { progress.finished = [:] }
      return progress.finished.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
  }
}
