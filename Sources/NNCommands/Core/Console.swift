import NNText

/// Where a session says things. The shell implements it for a terminal and for pipes, tests for strings.
package protocol Console: AnyObject {
  /// Results: stdout. The text brings its own newlines.
  func write(_ text: String)
  /// A result for programs: in a file or a pipe every byte arrives as it is.
  func writeData(_ text: String)
  /// A result to be read at leisure, which a terminal may show a screen at a time.
  func page(_ text: String)
  /// `clear`.
  func clearScreen()
  /// Warnings, notes and rendered errors: stderr. The text brings its own newlines.
  func report(_ text: String)
  /// Long work continues; `nil` means it ended and its line goes away.
  func progress(_ progress: Progress?)
  /// `pause`: waits for a key on a terminal, returns at once elsewhere.
  func pause(_ text: String?)
  /// Waits between the parts of one long result, where somebody reads it: under `--step` too, where `pause` does not.
  func turnPage()
  /// Whether all that is written waits for Enter before it would scroll off the screen unread.
  var paginates: Bool { get set }
  /// Somebody has read what stands on the screen.
  func didReadKey()
  /// What was written is seen now.
  func flush()
  /// SIGINT or SIGTERM that arrived since the last question, if any. Asked at batch boundaries.
  func pendingSignal() -> Int32?
  /// Whether somebody types: answers to `layer`, live notes and history belong only there.
  var isInteractive: Bool { get }
  /// What the user is spoken to in.
  var language: Language { get }
  /// Lines of the screen; `nil` where there is none.
  var height: Int? { get }
  /// Columns for tables and plots.
  var width: Int { get }
  /// Whether stdout takes ANSI colour, and stderr.
  var colorsResults: Bool { get }
  var colorsReports: Bool { get }
  /// What was typed so far, oldest first, an entry of several lines whole.
  var history: [String] { get }
  /// Whether stderr is one: its lines break at words there.
  var reportsToTerminal: Bool { get }
  /// Whether stdout is a terminal: pictures in a file or a pipe are plain ASCII.
  var writesTerminal: Bool { get }
  /// False on dumb terminals and in pipes that should see plain ASCII plots.
  var drawsUnicode: Bool { get }
}

/// How far a training has come, or a sweep.
package struct Progress: Sendable {
  /// What is counted.
  package enum Unit: String, Sendable { case step, `case` }

  package var unit: Unit
  package var step: Int
  /// `nil` where no end is known.
  package var total: Int?
  /// How much of all is done, from 0 to 1, where that is better known than by counting; nil elsewhere.
  package var share: Double?
  /// The latest recorded loss; NaN before the first; `nil` where there is none to tell.
  package var loss: Double?
  /// Recent recorded losses, oldest first, for a sparkline.
  package var recent: [Double]
  package var seconds: Double

  package init(
    unit: Unit = .step, step: Int, total: Int?, share: Double? = nil, loss: Double?, recent: [Double] = [],
    seconds: Double
  ) {
    self.unit = unit
    self.step = step
    self.total = total
    self.share = share
    self.loss = loss
    self.recent = recent
    self.seconds = seconds
  }
}

extension Console {
  package var language: Language { .english }
  package var reportsToTerminal: Bool { false }
  /// A line of ``report(_:)``.
  package func say(_ line: Wording) { reportLine(line[language]) }
  package func reportLine(_ line: String) {
    let line = VisibleText.of(line)
    guard reportsToTerminal else { return report(line + "\n") }
    for part in line.split(separator: "\n", omittingEmptySubsequences: false) {
      let part = String(part)
      let lines = DisplayWidth.of(part) > width ? DisplayWidth.wrap(part, to: width) : [part]
      report(lines.joined(separator: "\n") + "\n")
    }
  }
  package func page(_ text: String) { write(text) }
  package func writeData(_ text: String) { page(text) }
  package func turnPage() { pause(nil) }
  package var paginates: Bool {
    get { false }
    set {}
  }
  package func didReadKey() {}
  package func flush() {}
  package func clearScreen() {}
  /// Nothing was typed where nobody types.
  package var history: [String] { [] }
  package var writesTerminal: Bool { true }
  package var height: Int? { nil }
}
