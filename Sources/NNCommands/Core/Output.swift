import NNScript
import NNText

/// How results are written, and where they go.
struct OutputState {
  /// How tables are printed.
  var mode = Table.Format.table
  /// Whether `mode` was said: a pass by hand speaks to programs where nobody sits there and nobody said otherwise.
  var isModeGiven = false
  /// `timer on`.
  var isTiming = false
  var redirection = Redirection()
  /// What `last` shows.
  var lastTable: Table?
  /// Where recorded steps go, with what is to be written there so far.
  var log: LogFile?
  /// While a lesson runs: its statements are shown before they run.
  var isTeaching = false
  /// The statements it has shown.
  var taught: [SourceRange] = []
}

/// How much a line on stderr matters.
enum LogLevel {
  /// Worth knowing, in a script too.
  case info
  /// An answer for somebody who types.
  case hint
  case warning
}

/// Results go to stdout, everything else to stderr.
extension Session {
  /// Trained weights that somebody who leaves now would lose.
  package var hasUnsavedWeights: Bool { !unsaved.isEmpty }

  /// Rows of a table that are shown at the prompt; `last` shows them all.
  static let rowLimit = 50

  /// A result line.
  func print(_ line: String) { writeText(line + "\n") }

  /// A result line in the language of the session.
  func print(_ line: Wording) { print(line[options.language]) }

  func printWrapped(_ line: Wording) { printWrapped(line[options.language]) }

  /// A sentence as a result line; on a terminal broken at blanks where it is wider, with the indent it has.
  func printWrapped(_ line: String) { writeText(broken(line)) }

  /// Sentences that a terminal keeps on one screen, if they fit one.
  func printWrapped(_ lines: [Substring]) { writeText(lines.map { broken(String($0)) }.joined()) }

  private func broken(_ line: String) -> String {
    let line = VisibleText.of(line)
    guard console.writesTerminal, !output.redirection.isActive, DisplayWidth.of(line) > console.width else {
      return line + "\n"
    }
    let indent = String(line.prefix { $0 == " " })
    let parts = DisplayWidth.wrap(line, to: console.width - indent.count - (indent.isEmpty ? 0 : 2))
    return parts.enumerated().map { index, part in
      indent + (index > 0 && !indent.isEmpty ? "  " : "") + part + "\n"
    }.joined()
  }

  /// Results, to stdout or where they are redirected to.
  func writeText(_ text: String) {
    if !output.redirection.write(text) { console.write(text) }
  }

  /// Tables for programs: in a file or a pipe every byte is as it was.
  func writeData(_ text: String) {
    if !output.redirection.write(text, isData: true) { console.writeData(text) }
  }

  /// What is written waits for Enter before it would scroll off the screen. Ctrl-C there ends the statement.
  func turningPages(_ body: () throws(Stop) -> Void) throws(Stop) {
    let before = console.paginates
    console.paginates = true
    defer { console.paginates = before }
    try body()
    try checkInterrupts()
  }

  /// As ``turningPages(_:)``, where somebody types.
  func turningPagesAtPrompt(_ body: () throws(Stop) -> Void) throws(Stop) {
    if console.isInteractive { try turningPages(body) } else { try body() }
  }

  /// A text to be read at leisure: where somebody types, through a pager if it is longer than the screen.
  func writePage(_ text: String) {
    let text = text.hasSuffix("\n") ? text : text + "\n"
    if !output.redirection.write(text) { console.page(text) }
  }

  /// The language of prose in a table: what programs read is the same in every language.
  var tableLanguage: Language { output.mode.isForPrograms ? .english : options.language }

  /// How results are styled where they go.
  var resultStyle: Style { Style(isOn: console.colorsResults && !output.redirection.isActive, isSealed: true) }

  /// How reports are styled.
  var reportStyle: Style { Style(isOn: console.colorsReports, isSealed: true) }

  package func print(_ table: Table) {
    // A script's output must not depend on the window it was started from.
    print(table, rowLimit: console.isInteractive && !output.redirection.isActive ? Self.rowLimit : nil)
  }

  func print(_ table: Table, rowLimit: Int?) {
    output.lastTable = table
    if output.mode.isForPrograms { return writeData(table.rendered(as: output.mode)) }
    writePage(table.rendered(as: output.mode, rowLimit: rowLimit, style: resultStyle))
  }

  /// Text that is not a result, on stderr.
  func log(_ level: LogLevel, _ line: Wording) { log(level, line[options.language]) }

  /// Text that is not a result, on stderr.
  func log(_ level: LogLevel, _ line: String) {
    switch level {
    case .info: console.reportLine(line)
    case .hint: if console.isInteractive { console.reportLine(line) }
    case .warning:
      let label = Wording(en: "warning:", ko: "경고:")
      console.reportLine(reportStyle.apply(.yellow, to: label[options.language]) + " " + line)
    }
  }

  package func report(_ diagnostics: [Diagnostic]) {
    // What ended a case of a sweep is in its row.
    if let caseRecord { return caseRecord.told += diagnostics }
    for diagnostic in diagnostics {
      console.report(
        options.reportsJSON
          ? diagnostic.json(in: sources) + "\n"
          : diagnostic.text(in: sources, style: reportStyle, language: options.language) + "\n")
    }
  }

  /// A table whose columns `low` and `high`, if it has them, are told.
  func showShares(_ table: Table) {
    print(table)
    guard !output.mode.isForPrograms, table.columns.contains(where: { $0.title == "low" || $0.title.hasSuffix(".low") })
    else {
      return
    }
    print(Wording(en: "low and high: the 95 % interval of the share (Wilson)", ko: "low와 high: 비율의 95 % 신뢰구간(Wilson)"))
  }
}

extension Table.Format {
  /// Nothing but the table may be printed then.
  var isForPrograms: Bool { self == .csv || self == .json || self == .jsonl }
}

/// Where results go instead of stdout.
struct Redirection {
  /// `redirect "f"`.
  var file: OutputFile?
  /// `once "f"`: for the next statement that has something to say.
  private(set) var once: OutputFile?
  /// The statement that the file of `once` belongs to, with all that is inside it; nil until one has begun.
  private var owner: SourceRange?
  private var isUsed = false
  /// The first write that failed: what a statement says cannot throw, so the statement's end does.
  private var failure: (path: String, reason: Wording)?

  var isActive: Bool { file != nil || once != nil }

  mutating func setOnce(_ file: OutputFile) {
    once = file
    owner = nil
    isUsed = false
  }

  /// False if nothing takes the text.
  ///
  /// - Parameter isData: every byte stays as it is.
  mutating func write(_ text: String, isData: Bool = false) -> Bool {
    guard let target = once ?? file else { return false }
    if once != nil { isUsed = true }
    do throws(FileAccess.Failure) {
      try target.write(isData ? text : VisibleText.leaving(text))
    } catch {
      failure = failure ?? (target.path, error.reason)
    }
    return true
  }

  /// A statement begins, perhaps inside another. The bodies of `every` belong to the training that runs them.
  mutating func begin(_ range: SourceRange, isTraining: Bool) {
    guard once != nil, !isTraining else { return }
    guard let owner, owner.holds(range) else {
      if owner != nil, isUsed { once = nil }
      owner = range
      return
    }
  }

  /// The file that could not be written is given up.
  mutating func takeFailure() -> (path: String, reason: Wording)? {
    guard let failure else { return nil }
    self = Redirection()
    return failure
  }
}

extension SourceRange {
  func holds(_ other: SourceRange) -> Bool {
    source == other.source && lower <= other.lower && other.upper <= upper && self != other
  }
}

extension Session {
  func openOutput(_ path: String, at range: SourceRange) throws(Stop) -> OutputFile {
    do throws(FileAccess.Failure) {
      return try OutputFile(try writableInFolder(path), as: path)
    } catch {
      throw .failed(
        Diagnostic(
          .cannotWrite,
          Wording(en: "cannot write '\(path)': \(error.reason)", ko: "'\(path)' 파일을 쓸 수 없습니다: \(error.reason)"),
          at: range))
    }
  }

  /// After a statement: what it said may not have reached the file.
  func checkRedirection(at range: SourceRange) throws(Stop) {
    guard let (path, reason) = output.redirection.takeFailure() else { return }
    throw .failed(
      Diagnostic(
        .cannotWrite, Wording(en: "cannot write '\(path)': \(reason)", ko: "'\(path)' 파일을 쓸 수 없습니다: \(reason)"),
        at: range, help: Wording(en: "results go to stdout again", ko: "결과를 다시 표준 출력으로 보냅니다")))
  }
}
