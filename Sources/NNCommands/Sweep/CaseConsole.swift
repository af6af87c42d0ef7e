import NNScript

/// Keeps what a case says until it is due. Nobody types at a case and nobody watches it: `pause` waits for nothing.
final class CaseConsole: Console {
  /// A piece of what a case said.
  enum Said: Sendable {
    case result(String)
    case data(String)
    case report(String)
  }

  /// How the place looks where it will be shown.
  struct Look: Sendable {
    var width: Int
    var colorsResults: Bool
    var colorsReports: Bool
    var drawsUnicode: Bool

    init(of session: Session) {
      let console = session.console
      width = console.width
      colorsResults = session.resultStyle.isOn
      colorsReports = console.colorsReports
      drawsUnicode = console.drawsUnicode && console.writesTerminal
    }
  }

  private(set) var said: [Said] = []
  private let look: Look
  private let cancellation: Cancellation
  /// Told how much of a training is done, from 0 to 1.
  private let note: (Double) -> Void

  init(look: Look, cancellation: Cancellation, note: @escaping (Double) -> Void) {
    self.look = look
    self.cancellation = cancellation
    self.note = note
  }

  var isInteractive: Bool { false }
  var width: Int { look.width }
  var colorsResults: Bool { look.colorsResults }
  var colorsReports: Bool { look.colorsReports }
  var drawsUnicode: Bool { look.drawsUnicode }

  func write(_ text: String) { said.append(.result(text)) }
  func writeData(_ text: String) { said.append(.data(text)) }
  func report(_ text: String) { said.append(.report(text)) }
  func progress(_ progress: Progress?) {
    guard let progress, let total = progress.total, total > 0 else { return }
    note(Double(progress.step) / Double(total))
  }
  func pause(_ text: String?) {}
  func pendingSignal() -> Int32? { cancellation.signal }
}

/// What a case of a sweep does not do itself: its session notes it here, and it is done when the case is due.
final class CaseRecord {
  /// What `measure` named.
  var columns: [(name: String, expression: Expression)] = []
  /// Errors that were reported: they belong into the row.
  var told: [Diagnostic] = []
  var files = CaseFiles()
}
