import NNCommands

/// A console that keeps what was said.
final class StringConsole: Console {
  private(set) var written = ""
  private(set) var reported = ""
  let isInteractive: Bool
  var width = 80
  let colorsResults = false
  let colorsReports = false
  let drawsUnicode = true
  /// Asked so often more, it has a signal to give.
  var questionsToSignal: Int?

  init(isInteractive: Bool = false) { self.isInteractive = isInteractive }

  func write(_ text: String) { written += text }
  func report(_ text: String) { reported += text }
  func progress(_ progress: Progress?) {}
  func pause(_ text: String?) {}

  func pendingSignal() -> Int32? {
    guard let left = questionsToSignal else { return nil }
    questionsToSignal = left > 0 ? left - 1 : nil
    return left > 0 ? nil : 2
  }

  func clear() {
    written = ""
    reported = ""
  }
}
