import Glibc
import NNScript
import NeuralNetwork

/// A value that threads share: a lock guards it, and whoever waits for it to change is woken.
///
/// Unchecked: the compiler cannot see that the value is touched only under the lock.
final class Monitor<Value: Sendable>: @unchecked Sendable {
  private var value: Value
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  init(_ value: Value) {
    self.value = value
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
    condition = .allocate(capacity: 1)
    condition.initialize(to: pthread_cond_t())
    // Waits are measured on the clock that nobody sets.
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(condition)
    condition.deallocate()
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func read<Result>(_ body: (Value) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body(value)
  }

  /// Changes what nobody waits for.
  func note(_ body: (inout Value) -> Void) {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    body(&value)
  }

  /// Changes the value and wakes all who wait for it.
  func change<Result>(_ body: (inout Value) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer {
      pthread_cond_broadcast(condition)
      pthread_mutex_unlock(mutex)
    }
    return body(&value)
  }

  /// Waits until `body` gives a result; `nil` once the seconds are over.
  func wait<Result>(seconds: Double? = nil, for body: (inout Value) -> Result?) -> Result? {
    pthread_mutex_lock(mutex)
    defer {
      pthread_cond_broadcast(condition)
      pthread_mutex_unlock(mutex)
    }
    var end = timespec()
    if let seconds {
      clock_gettime(CLOCK_MONOTONIC, &end)
      let nanoseconds = end.tv_nsec + Int(seconds * 1e9)
      end.tv_sec += nanoseconds / 1_000_000_000
      end.tv_nsec = nanoseconds % 1_000_000_000
    }
    while true {
      if let result = body(&value) { return result }
      guard seconds != nil else {
        pthread_cond_wait(condition, mutex)
        continue
      }
      if pthread_cond_timedwait(condition, mutex, &end) == ETIMEDOUT { return body(&value) }
    }
  }
}

/// Cases of a sweep that have something in common, and what can be said of them together.
struct SweepGroup {
  /// What they have in common.
  var value: Value
  var rows: [SweepRow]

  /// The cases by the value of an axis, in the order in which the values come.
  static func groups(of sweep: SweepResult, by axis: Int) -> [SweepGroup] {
    var groups: [SweepGroup] = []
    var places: [String: Int] = [:]
    for row in sweep.rows {
      let value = row.values[axis]
      // A text that looks like a number is no number.
      let key = "\(value.kind) \(value.source)"
      if let place = places[key] {
        groups[place].rows.append(row)
      } else {
        places[key] = groups.count
        groups.append(SweepGroup(value: value, rows: [row]))
      }
    }
    return groups
  }

  /// The share of solved cases and what it says of all seeds there are.
  var solved: WilsonInterval { WilsonInterval(successes: solvedCount, trials: rows.count) }
  var solvedCount: Int { rows.count(where: \.isSolved) }

  /// Of those that are finite; nil of none.
  static func median(_ numbers: [Double]) -> Double? {
    let sorted = numbers.filter(\.isFinite).sorted()
    guard !sorted.isEmpty else { return nil }
    let middle = sorted.count / 2
    // Halved before adding: the sum of two finite numbers may not be finite.
    return sorted.count % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2
  }
}
