import CKernels
import COneDNN

/// What the machine can run at once.
package enum Processors {
  /// At least 1; fewer than the machine has where this process may not use all.
  package static var count: Int { max(1, onednn_cores()) }
}

/// The threads that work for one engine.
final class Team {
  /// As the kernels read it.
  let raw: UnsafeMutablePointer<nn_team>

  /// - Parameter threads: nil: as many as the machine runs at once.
  init(threads: Int?, dispatch: Dispatch) {
    raw = .allocate(capacity: 1)
    raw.initialize(to: onednn_team(max(1, min(threads ?? Processors.count, 1024)), dispatch.sharedNumbers))
  }

  deinit { raw.deallocate() }

  /// Has oneDNN use as many threads while `body` runs; how many it uses is a property of the calling thread.
  func working<Result>(_ body: () -> Result) -> Result {
    let before = onednn_use_threads(raw.pointee.threads)
    defer { _ = onednn_use_threads(before) }
    return body()
  }
}
