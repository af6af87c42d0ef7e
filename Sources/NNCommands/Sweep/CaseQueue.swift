import Glibc
import Synchronization

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

  /// The next case to run; `nil` once there is none. Waits for a slow one that is far behind.
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

/// Threads that all run one body.
struct Workers: ~Copyable {
  /// Threads run scripts, which nest as deep here as on the main thread.
  private static let stackSize = 16 << 20

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private var threads: [pthread_t] = []

  /// Starts so many, or as many as the system gives; fails where it gives none.
  init?(count: Int, _ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, Self.stackSize)
    // Signals go to the main thread, which knows what to do. A fault cannot be blocked: it ends the process.
    var blocked = sigset_t()
    var before = sigset_t()
    sigfillset(&blocked)
    for fault in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] { sigdelset(&blocked, fault) }
    pthread_sigmask(SIG_BLOCK, &blocked, &before)
    let work = Work(body)
    for _ in 0..<count {
      var thread = pthread_t()
      let argument = Unmanaged.passRetained(work)
      let failure = pthread_create(
        &thread, &attributes,
        { argument in
          guard let argument else { return nil }
          Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
          return nil
        }, argument.toOpaque())
      guard failure == 0 else {
        argument.release()
        break
      }
      threads.append(thread)
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
    pthread_attr_destroy(&attributes)
    if threads.isEmpty { return nil }
  }

  /// Waits for all of them to end.
  consuming func join() {
    for thread in threads { pthread_join(thread, nil) }
  }
}

/// Tells running cases that they are no longer wanted: they ask once a batch.
final class Cancellation: Sendable {
  private let number = Atomic<Int32>(0)

  /// The signal that ended the sweep, if one did.
  var signal: Int32? {
    let number = number.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  func cancel(_ signal: Int32) { number.store(signal, ordering: .relaxed) }
}
