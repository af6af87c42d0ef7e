import NNCommands

/// The one place that says with which status nnsh ends.
package enum ExitStatus {
  package static let done: Int32 = 0
  /// An error in a script.
  package static let failed: Int32 = 1
  /// A bad flag, or a script file that cannot be read.
  package static let usage: Int32 = 2
  package static let expectationFailed: Int32 = 3
  package static let diverged: Int32 = 4
  // 70, an internal fault, is said by the fault handler itself (CLineEditor/terminal.c).

  package static func of(_ outcome: Outcome) -> Int32 {
    switch outcome {
    case .done: done
    case .failed: failed
    case .expectationFailed: expectationFailed
    case .diverged: diverged
    case .exit(let code): code & 0xff
    case .signal(let number): 128 + number
    }
  }
}
