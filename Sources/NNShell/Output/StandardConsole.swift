import CLineEditor
import Glibc
import NNCommands
import NNText

/// The console of the process: stdout for results, stderr for everything else.
package final class StandardConsole: Console {
  /// What is known of a stream once and for all.
  package struct Stream: Sendable {
    package var isTerminal: Bool
    package var colors: Bool

    package init(isTerminal: Bool, colors: Bool) {
      self.isTerminal = isTerminal
      self.colors = colors
    }
  }

  /// False while files run, be it with `-i`.
  package private(set) var isInteractive = false
  private var isPresenting = false
  package let drawsUnicode: Bool
  package let language: Language
  package var history: [String] { recall() }
  /// Set once there is a prompt that keeps one.
  package var recall: () -> [String] = { [] }
  private let results: Stream
  private let reports: Stream
  private let isDumb: Bool
  private let pager: Pager
  private let output: OutputBuffer
  private let errors: OutputBuffer
  private var showsProgress = false
  /// When the next progress may be shown; nil while no long work goes on.
  private var nextProgress: Double?
  package var turnsPages = false
  /// Rows of the screen that were written since somebody last pressed a key.
  private var freshRows = 0
  /// Ctrl-C was pressed at the turn of a page: the rest of what was being read is not wanted.
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

  /// Off a terminal always 80: the same file prints the same everywhere.
  package var width: Int { results.isTerminal ? Self.columns(STDOUT_FILENO) : 80 }

  package var height: Int? { results.isTerminal ? Self.size(STDOUT_FILENO)?.rows : nil }

  /// Here, and in ``report(_:)`` and ``page(_:)``, all text leaves nnsh: what is in it drives no terminal.
  package func write(_ text: String) { writeShown(VisibleText.leaving(text)) }

  /// On a terminal somebody reads it, after all.
  package func writeData(_ text: String) {
    guard !results.isTerminal else { return page(text) }
    eraseProgress()
    output.write(text)
  }

  private func writeShown(_ text: String) {
    eraseProgress()
    guard results.isTerminal else { return output.write(text) }
    guard waitsForPages, DisplayWidth.rows(of: text, columns: width) >= rowCount else { return writeRows(text) }
    // Taller than the screen: a screen at a time.
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

  package func keyPressed() { startPage() }

  private func startPage() {
    freshRows = 0
    isCutShort = false
  }

  private var rowCount: Int { height ?? 24 }
  /// Whether anybody can be asked to go on, and needs to.
  private var waitsForPages: Bool { turnsPages && !isDumb && canWait }

  /// Waits where a text would push rows off the screen that nobody has had the time to read; the last row is the
  /// prompt's.
  private func makeRoom(for text: String) {
    let rows = DisplayWidth.rows(of: text, columns: width)
    if waitsForPages, !isCutShort, freshRows > 0, freshRows + rows >= rowCount { wait(after: Self.goesOn[language]) }
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

  /// With room for the prompt below it.
  private func fitsScreen(_ text: String) -> Bool { DisplayWidth.rows(of: text, columns: width) < rowCount }

  package func clearScreen() {
    guard results.isTerminal, !isDumb else { return }
    // Home, the screen, what scrolled off it.
    eraseProgress()
    output.write("\u{1B}[H\u{1B}[2J\u{1B}[3J")
    output.flush()
    startPage()
  }

  package func report(_ text: String) {
    let text = VisibleText.leaving(text)
    eraseProgress()
    if reports.isTerminal { makeRoom(for: text) }
    // What was printed before the error stands before it where both go to one place.
    output.flush()
    errors.write(text)
    errors.flush()
  }

  package func flush() {
    output.flush()
    errors.flush()
  }

  /// From here on somebody types.
  package func startPrompt() { isInteractive = true }

  /// Somebody shows a script step by step, and every step waits anyway.
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
      // Short work shows nothing at all; what was printed before long work is not kept waiting.
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
    wait(after: text.map(VisibleText.leaving) ?? Self.goesOn[language])
  }

  package func turnPage() {
    guard canWait, !isCutShort else { return }
    wait(after: Self.goesOn[language])
  }

  private static let goesOn = Wording(en: "Enter goes on", ko: "Enter를 누르면 계속합니다")

  private static let notRun = Wording(
    en: "what is typed here is not run: Enter goes on, Ctrl-C leaves",
    ko: "여기에 입력한 것은 실행되지 않습니다. Enter를 누르면 계속하고 Ctrl-C를 누르면 그만둡니다")

  private func wait(after text: String) {
    eraseProgress()
    while true {
      output.write(text + " ")
      output.flush()
      let line = readLine()
      startPage()
      // Of Ctrl-D and Ctrl-C the terminal shows no line end.
      if line == nil { output.write("\n") }
      if nnle_pending_signal() != 0 { isCutShort = true }
      guard let line, line.contains(where: { !$0.isWhitespace }) else { break }
      errors.write(Self.notRun[language] + "\n")
      errors.flush()
    }
    output.flush()
  }

  /// What is typed up to Enter; nil where a signal or the end came instead.
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

  /// Nil where the terminal does not say.
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
