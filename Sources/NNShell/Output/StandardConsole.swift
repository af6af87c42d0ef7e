import CLineEditor
import Glibc
import NNCommands
import NNText

/// The console of the process: stdout for results, stderr for everything else.
package final class StandardConsole: Console {
  /// The fixed properties of a stream.
  package struct Stream: Sendable {
    package var isTerminal: Bool
    package var colors: Bool

    package init(isTerminal: Bool, colors: Bool) {
      self.isTerminal = isTerminal
      self.colors = colors
    }
  }

  /// False while files run, even with `-i`.
  package private(set) var isInteractive = false
  private var isPresenting = false
  package let drawsUnicode: Bool
  package let language: Language
  package var history: [String] { recall() }
  /// Returns the history entries; set when there is a prompt.
  package var recall: () -> [String] = { [] }
  private let results: Stream
  private let reports: Stream
  private let isDumb: Bool
  private let pager: Pager
  private let output: OutputBuffer
  private let errors: OutputBuffer
  private var showsProgress = false
  /// The earliest time to show the next progress; `nil` if no long work is running.
  private var nextProgress: Double?
  package var paginates = false
  /// The number of screen rows written since the last key press.
  private var freshRows = 0
  /// Whether Ctrl-C was pressed at a page break: the rest of the output is then dropped.
  private var isCutShort = false

  package init(
    drawsUnicode: Bool, isDumb: Bool, results: Stream, reports: Stream, language: Language = .english,
    output: OutputBuffer, errors: OutputBuffer,
    pager: Pager = Pager(environment: Environment([:]))
  ) {
    self.drawsUnicode = drawsUnicode
    self.isDumb = isDumb
    self.language = language
    self.results = results
    self.reports = reports
    self.output = output
    self.errors = errors
    self.pager = pager
  }

  package var writesTerminal: Bool { results.isTerminal }
  package var reportsToTerminal: Bool { reports.isTerminal }
  package var colorsResults: Bool { results.colors }
  package var colorsReports: Bool { reports.colors }

  /// The width in columns; always 80 without a terminal, so that a file prints the same everywhere.
  package var width: Int { results.isTerminal ? Self.columns(STDOUT_FILENO) : 80 }

  package var height: Int? { results.isTerminal ? Self.size(STDOUT_FILENO)?.rows : nil }

  /// Writes results. All text leaves nnsh here, in ``report(_:)`` or in ``page(_:)``, so control sequences in it are
  /// escaped there.
  package func write(_ text: String) { writeShown(VisibleText.leaving(text)) }

  /// Writes data as it is; on a terminal, it is shown like other text.
  package func writeData(_ text: String) {
    guard !results.isTerminal else { return page(text) }
    eraseProgress()
    output.write(text)
  }

  private func writeShown(_ text: String) {
    eraseProgress()
    guard results.isTerminal else { return output.write(text) }
    guard waitsForPages, DisplayWidth.rows(of: text, columns: width) >= rowCount else { return writeRows(text) }
    // Taller than the screen: show one screen at a time.
    var rest = text[...]
    while !rest.isEmpty {
      let line = rest.prefix { $0 != "\n" }
      rest = rest.dropFirst(line.count)
      writeRows(line + (rest.popFirst().map(String.init) ?? ""))
    }
  }

  private func writeRows(_ text: String) {
    makeRoom(for: text)
    guard !isCutShort else { return }
    output.write(text)
    output.flush()
  }

  package func didReadKey() { startPage() }

  private func startPage() {
    freshRows = 0
    isCutShort = false
  }

  private var rowCount: Int { height ?? 24 }
  /// Whether output pauses at the end of each screen.
  private var waitsForPages: Bool { paginates && !isDumb && canWait }

  /// Waits for Enter if a text would push unread rows off the screen; the last row is for the prompt.
  private func makeRoom(for text: String) {
    let rows = DisplayWidth.rows(of: text, columns: width)
    if waitsForPages, !isCutShort, freshRows > 0, freshRows + rows >= rowCount {
      wait(after: Self.continuePrompt[language])
    }
    freshRows += rows
  }

  package func page(_ text: String) {
    let text = VisibleText.leaving(text)
    guard isInteractive, results.isTerminal, !isDumb, !fitsScreen(text) else { return writeShown(text) }
    eraseProgress()
    output.flush()
    guard !isCutShort else { return }
    if pager.show(text) { startPage() } else { writeShown(text) }
  }

  /// Whether the text fits on the screen with room for the prompt below it.
  private func fitsScreen(_ text: String) -> Bool { DisplayWidth.rows(of: text, columns: width) < rowCount }

  package func clearScreen() {
    guard results.isTerminal, !isDumb else { return }
    // Move home, clear the screen, clear the scrollback.
    eraseProgress()
    output.write("\u{1B}[H\u{1B}[2J\u{1B}[3J")
    output.flush()
    startPage()
  }

  package func report(_ text: String) {
    let text = VisibleText.leaving(text)
    eraseProgress()
    if reports.isTerminal { makeRoom(for: text) }
    // Output printed before the error must appear before it if both go to the same place.
    output.flush()
    errors.write(text)
    errors.flush()
  }

  package func flush() {
    output.flush()
    errors.flush()
  }

  /// Marks the console as interactive from now on.
  package func startPrompt() { isInteractive = true }

  /// Marks the console as showing a script step by step, where every step waits anyway.
  package func startPresenting() {
    isInteractive = true
    isPresenting = true
  }

  package func progress(_ progress: Progress?) {
    guard let progress else {
      eraseProgress()
      nextProgress = nil
      return
    }
    let redraws = reports.isTerminal && !isDumb
    let now = Self.seconds()
    guard let due = nextProgress else {
      // Short work shows no progress; flush what was printed before long work.
      nextProgress = now + (redraws ? 0.2 : 1)
      output.flush()
      return
    }
    guard now >= due else { return }
    nextProgress = now + (redraws ? 0.1 : 1)
    output.flush()
    if redraws {
      let line = ProgressLine(
        width: Self.columns(STDERR_FILENO), drawsUnicode: drawsUnicode, style: Style(isOn: reports.colors))
      errors.write("\r" + line.terminalText(progress) + "\u{1B}[K")
      showsProgress = true
    } else {
      errors.write(ProgressLine.logText(progress) + "\n")
    }
    errors.flush()
  }

  private func eraseProgress() {
    guard showsProgress else { return }
    showsProgress = false
    errors.write("\r\u{1B}[K")
    errors.flush()
  }

  private var canWait: Bool { results.isTerminal && nnle_is_terminal(STDIN_FILENO) }

  package func pause(_ text: String?) {
    guard canWait else { return }
    guard !isPresenting else { return write(text.map { $0 + "\n" } ?? "") }
    wait(after: text.map(VisibleText.leaving) ?? Self.continuePrompt[language])
  }

  package func turnPage() {
    guard canWait, !isCutShort else { return }
    wait(after: Self.continuePrompt[language])
  }

  private static let continuePrompt = Wording(en: "press Enter to continue", ko: "Enter를 누르면 계속합니다")

  private static let notRun = Wording(
    en: "input is not run here: press Enter to continue, Ctrl-C to leave",
    ko: "여기에 입력한 것은 실행되지 않습니다. Enter를 누르면 계속하고 Ctrl-C를 누르면 그만둡니다")

  private func wait(after text: String) {
    eraseProgress()
    while true {
      output.write(text + " ")
      output.flush()
      let line = readLine()
      startPage()
      // The terminal shows no line end for Ctrl-D and Ctrl-C.
      if line == nil { output.write("\n") }
      if nnle_pending_signal() != 0 { isCutShort = true }
      guard let line, line.contains(where: { !$0.isWhitespace }) else { break }
      errors.write(Self.notRun[language] + "\n")
      errors.flush()
    }
    output.flush()
  }

  /// The input up to Enter; `nil` if a signal or the end of the input came instead.
  private func readLine() -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while nnle_wait_readable(STDIN_FILENO), read(STDIN_FILENO, &byte, 1) == 1 {
      if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
    return nil
  }

  package func pendingSignal() -> Int32? {
    isCutShort = false
    let number = nnle_take_signal()
    return number == 0 ? nil : number
  }

  private static func columns(_ descriptor: Int32) -> Int { max(20, size(descriptor)?.columns ?? 80) }

  /// The size of a terminal; `nil` if unknown.
  private static func size(_ descriptor: Int32) -> (columns: Int, rows: Int)? {
    var (columns, rows): (Int32, Int32) = (0, 0)
    return nnle_terminal_size(descriptor, &columns, &rows) ? (Int(columns), Int(rows)) : nil
  }

  private static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
