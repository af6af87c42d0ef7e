import Synchronization

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
