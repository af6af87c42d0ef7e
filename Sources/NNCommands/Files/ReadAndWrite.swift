import Glibc
import NNScript
import NNText
import NeuralNetwork

/// Files as statements name them: relative to where nnsh was started, `~` is the home folder.
extension Session {
  ///
  /// - Parameters:
  ///   - limit: larger files are refused; all are that do not fit the memory that is left.
  ///   - copies: how many times its own size a file takes until it is read.
  ///   - look: at the file that was opened, before it is read.
  func read(
    _ path: String, at range: SourceRange, limit: Int = .max, copies: Int = 1,
    look: (borrowing OpenFile) throws(Stop) -> Void = { (_: borrowing OpenFile) in }
  ) throws(Stop) -> [UInt8] {
    let source = try source(path, at: range)
    if let own = source.own { return own }
    func diagnostic(_ failure: FileAccess.Failure) -> Stop {
      let reason = failure.reason
      return .failed(
        Diagnostic(
          failure.isMemory ? .noMemory : .cannotRead,
          Wording(en: "cannot read '\(path)': \(reason)", ko: "'\(path)' 파일을 읽을 수 없습니다: \(reason)"), at: range))
    }
    let file: OpenFile
    do throws(FileAccess.Failure) { file = try source.location.open() } catch { throw diagnostic(error) }
    try look(file)
    do throws(FileAccess.Failure) {
      return try FileAccess.read(file, limit: limit, memory: state.workspace.description.memory.spare, copies: copies)
    } catch {
      throw diagnostic(error)
    }
  }

  /// Where a file to be read lies, and its bytes where a case of a sweep wrote it itself.
  func source(_ path: String, at range: SourceRange) throws(Stop) -> (location: FileLocation, own: [UInt8]?) {
    do throws(FileAccess.Failure) {
      let location = try readable(path)
      return (location, try caseRecord?.files.read(FileRead(shown: path, location: location, range: range)))
    } catch {
      throw .failed(
        Diagnostic(
          .cannotRead,
          Wording(en: "cannot read '\(path)': \(error.reason)", ko: "'\(path)' 파일을 읽을 수 없습니다: \(error.reason)"),
          at: range))
    }
  }

  func write(_ bytes: [UInt8], to path: String, at range: SourceRange) throws(Stop) {
    try change(path, .write(bytes), at: range)
  }

  func append(_ bytes: [UInt8], to path: String, at range: SourceRange) throws(Stop) {
    try change(path, .append(bytes), at: range)
  }

  func makeFolder(_ path: String, at range: SourceRange) throws(Stop) { try change(path, .makeFolder, at: range) }

  /// Takes a file of nnsh's own away; whether it was there does not matter.
  func remove(_ path: String, at range: SourceRange) throws(Stop) { try change(path, .remove, at: range) }

  func exists(_ path: String) -> Bool {
    guard let location = try? readable(path) else { return false }
    return caseRecord?.files.exists(FileRead(shown: path, location: location)) ?? location.exists
  }

  private func change(_ path: String, _ action: FileChange.Action, at range: SourceRange) throws(Stop) {
    let location: FileLocation
    do {
      location = try writable(path)
    } catch {
      throw .failed(
        Diagnostic(
          .cannotWrite,
          Wording(en: "cannot write '\(path)': \(error.reason)", ko: "'\(path)' 파일을 쓸 수 없습니다: \(error.reason)"),
          at: range))
    }
    let change = FileChange(action: action, shown: path, location: location, range: range)
    if let caseRecord { return caseRecord.files.note(change) }
    do {
      if let note = try change.carryOut() { log(.info, note) }
    } catch {
      throw .failed(error)
    }
  }

  /// Where a file that a statement reads lies; every reader asks here.
  func readable(_ path: String) throws(FileAccess.Failure) -> FileLocation {
    let location = location(of: path)
    try options.sandbox?.check(location.path, for: .reading)
    return location
  }

  /// Where a file that a statement writes lies; every writer asks here.
  func writable(_ path: String) throws(FileAccess.Failure) -> FileLocation {
    let location = location(of: path)
    try options.sandbox?.check(location.path, for: .writing)
    return location
  }

  /// The same, its folder made where it is missing: for files that are written as they come.
  func writableInFolder(_ path: String) throws(FileAccess.Failure) -> FileLocation {
    let location = try writable(path)
    if try location.makeParent() { log(.info, .madeFolder(of: path)) }
    return location
  }

  private func location(of path: String) -> FileLocation {
    FileLocation(path, in: options.folder, within: options.sandbox)
  }
}

extension SourceLoader {
  /// Reads included files from disk. Two spellings of one file have the same device and inode.
  static func files(within sandbox: Sandbox?) -> SourceLoader {
    SourceLoader { path in
      do throws(FileAccess.Failure) {
        let file = try FileLocation(path, within: sandbox).open()
        let bytes = try FileAccess.read(file, limit: Source.byteLimit)
        return .loaded(bytes: bytes, identity: "\(file.status.st_dev):\(file.status.st_ino)")
      } catch {
        return .failed(reason: error.reason)
      }
    }
  }
}

extension DiagnosticCode {
  static let cannotRead = DiagnosticCode(
    "E0701", Wording(en: "cannot read a file", ko: "파일을 읽을 수 없음"),
    Wording(
      en: """
        The file is missing, a folder, or not yours to read; the message has the system's words. Under `--sandbox` a script \
        reads only below its own folder, below that of `--write-dir`, and the data that ship with nnsh.
        """,
      ko: """
        파일이 없거나, 폴더이거나, 읽을 권한이 없습니다. 메시지에 시스템이 말한 까닭이 있습니다. `--sandbox`에서는 스크립트가 자기 폴더 아래와 `--write-dir` 폴더 \
        아래, nnsh에 딸린 데이터만 읽습니다.
        """))
  static let cannotWrite = DiagnosticCode(
    "E0702", Wording(en: "cannot write a file", ko: "파일을 쓸 수 없음"),
    Wording(
      en: """
        The folder is missing, not yours to write in, or the disk is full. A file that was there before is as it was: \
        nnsh writes beside it and then takes its place. Under `--sandbox` a script writes only below `--write-dir`, and \
        nowhere without it.
        """,
      ko: """
        폴더가 없거나, 쓸 권한이 없거나, 디스크가 가득 찼습니다. 전에 있던 파일은 그대로입니다. nnsh는 옆에 다 쓴 다음 바꿔 넣습니다. `--sandbox`에서는 스크립트가 \
        `--write-dir` 아래에만 쓰고, 그것이 없으면 아무 데도 쓰지 않습니다.
        """))
}

extension Session {
  /// The last run as CSV: `step,loss,accuracy`, and validation columns where they were measured.
  func curveFile(at range: SourceRange) throws(Stop) -> [UInt8] {
    guard let run = state.runs.last else {
      throw .failed(
        Diagnostic(
          .noSuchRun, Wording(en: "there is no run whose curve could be saved", ko: "곡선을 저장할 학습 기록(run)이 없습니다"),
          at: range, help: Wording(en: "`train` makes one", ko: "`train`으로 학습하면 생깁니다")))
    }
    return Array(Self.curveTable(run).rendered(as: .csv).utf8)
  }

  static func curveTable(_ run: Run) -> Table {
    let hasAccuracy = run.curve.contains { $0.accuracy != nil }
    let hasValidation = run.curve.contains { $0.validationLoss != nil }
    let hasValidationAccuracy = run.curve.contains { $0.validationAccuracy != nil }
    var columns: [Table.Column] = ["step", "loss"]
    if hasAccuracy { columns.append("accuracy") }
    if hasValidation { columns.append("validation_loss") }
    if hasValidationAccuracy { columns.append("validation_accuracy") }
    return Table(
      columns,
      rows: run.curve.map { point in
        var cells: [Table.Cell] = [.number(Double(point.step)), .number(point.loss)]
        if hasAccuracy { cells.append(point.accuracy.map { .number($0) } ?? .none) }
        if hasValidation { cells.append(point.validationLoss.map { .number($0) } ?? .none) }
        if hasValidationAccuracy { cells.append(point.validationAccuracy.map { .number($0) } ?? .none) }
        return cells
      })
  }
}

extension Session {
  /// A checkpoint that a cut-short training left is not there where the script runs anew.
  func warnOfLostCheckpoint(_ path: String) {
    guard let folder = state.lost.resumed else { return }
    log(
      .warning,
      Wording(
        en: """
          \(path): this session resumed a training that had been cut short, from '\(folder)'; run anew, the script \
          resumes from an earlier checkpoint there
          """,
        ko: """
          \(path): 이 세션은 '\(folder)' 폴더에서 도중에 끝난 학습을 이어받았습니다. 스크립트를 새로 실행하면 그보다 앞선 체크포인트에서 \
          이어집니다
          """))
  }

  /// The statements that made this session and still matter, seed pinned: run again they reproduce it.
  ///
  /// What `every` does during a training is printing, expecting and looking, which is no part of the session and might end
  /// the script; the variables that it sets are said after the training. So those in force stand last.
  func sessionFile(at range: SourceRange) throws(Stop) -> [UInt8] {
    var lines = ["# saved by nnsh"]
    if state.workspace.description.settings[.seed] == nil {
      lines.append("seed \(state.workspace.description.settings.seed)")
    }
    lines += JournalCompactor.of(journal.lines[..<state.journalLength].filter { !$0.isEvery })
    lines += state.workspace.description.settings.callbacks.map(text)
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// A callback as a statement; its number is what it was when it was said.
  private func text(of callback: Callback) -> String {
    let whole = sources.text(of: callback.range)
    guard let first = callback.body.statements.first else { return whole }
    let head = sources.text(
      of: SourceRange(source: callback.range.source, lower: callback.range.lower, upper: first.range.lower))
    guard head.contains("$") || head.contains("(") else { return whole }
    let statements = callback.body.statements.map { sources.text(of: $0.range) }
    let beginning = "every \(callback.count) \(callback.unit.rawValue)"
    guard head.contains("\n") || statements.count > 1 else { return "\(beginning) \(statements[0])" }
    return ([beginning] + statements.map { "  " + $0 } + ["end"]).joined(separator: "\n")
  }
}

extension String {
  /// Whether it is a statement `every …`.
  fileprivate var isEvery: Bool {
    var sources = SourceMap()
    let id = sources.add(Source(name: "", text: self))
    guard hasPrefix("every"), case .complete(let block) = Parser.parse(id, in: &sources, Session.table.dialect),
      block.statements.count == 1
    else { return false }
    switch block.statements[0].kind {
    case .every: return true
    case .command(let command): return command.name == "every"
    default: return false
    }
  }
}
