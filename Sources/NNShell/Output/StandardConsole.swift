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
  package var colorsResults: Bool { results.colors }
  package var colorsReports: Bool { reports.colors }

  /// Off a terminal always 80: the same file prints the same everywhere.
  package var width: Int { results.isTerminal ? Self.columns(STDOUT_FILENO) : 80 }

  package var height: Int? { results.isTerminal ? Self.size(STDOUT_FILENO)?.rows : nil }

  package func write(_ text: String) {
    eraseProgress()
    output.write(text)
    if results.isTerminal { output.flush() }
  }

  package func page(_ text: String) {
    guard isInteractive, results.isTerminal, !isDumb, !fitsScreen(text) else { return write(text) }
    eraseProgress()
    output.flush()
    if !pager.show(text) { write(text) }
  }

  /// With room for the prompt below it.
  private func fitsScreen(_ text: String) -> Bool {
    let (columns, rows) = (width, height ?? 24)
    var lines = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      lines += max(1, (DisplayWidth.of(String(line)) + columns - 1) / columns)
      if lines >= rows { return false }
    }
    return true
  }

  package func clearScreen() {
    guard results.isTerminal, !isDumb else { return }
    // Home, the screen, what scrolled off it.
    write("\u{1B}[H\u{1B}[2J\u{1B}[3J")
  }

  package func report(_ text: String) {
    eraseProgress()
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

  package func pause(_ text: String?) {
    guard results.isTerminal, nnle_is_terminal(STDIN_FILENO) else { return }
    guard !isPresenting else { return write(text.map { $0 + "\n" } ?? "") }
    wait(after: text ?? Self.goesOn[language])
  }

  package func turnPage() {
    guard results.isTerminal, nnle_is_terminal(STDIN_FILENO) else { return }
    wait(after: Self.goesOn[language])
  }

  private static let goesOn = Wording(en: "Enter goes on", ko: "Enter를 누르면 계속합니다")

  private func wait(after text: String) {
    write(text + " ")
    output.flush()
    var byte: UInt8 = 0
    while nnle_wait_readable(STDIN_FILENO), read(STDIN_FILENO, &byte, 1) == 1, byte != UInt8(ascii: "\n") {}
  }

  package func pendingSignal() -> Int32? {
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
