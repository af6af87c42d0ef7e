import NNScript
import NNText
import NeuralNetwork

/// What `data csv` asks for, with the places of its words.
struct CSVRequest {
  /// What a table's file name ends in.
  static let endings = ["csv", "tsv", "txt"]

  var path: String
  /// Of the test part.
  var testPath: String?
  var options: CSVOptions
  private let call: Invocation

  init(_ call: Invocation) throws(Diagnostic) {
    self.call = call
    let arguments = call.arguments
    path = arguments.text("path") ?? ""
    testPath = arguments.text("test_path")
    options = CSVOptions(targets: Self.texts(arguments, "target_column"))
    options.hasClasses = arguments.has("classes")
    options.features = arguments.has("features") ? Self.texts(arguments, "feature_column") : nil
    options.skipped = Self.texts(arguments, "skipped_column")
    options.hasHeader = !arguments.has("header")
    options.missing = arguments.text("policy").flatMap(CSVOptions.Missing.init(rawValue:)) ?? .error
    options.separator = try Self.separator(call)
  }

  private static func texts(_ arguments: Arguments, _ key: String) -> [String] {
    arguments.list(key).map(\.display)
  }

  static func separator(_ call: Invocation) throws(Diagnostic) -> UInt8? {
    guard let text = call.arguments.text("separator_text") else { return nil }
    guard text.utf8.count == 1, let byte = text.utf8.first, byte == 0x09 || byte >= 0x20 && byte < 0x7f,
      !text.contains(where: { $0.isLetter || $0.isNumber || "\"'+-.".contains($0) })
    else {
      throw Diagnostic(
        .tableColumn,
        Wording(
          en: "a separator is one sign such as , or ;, found '\(text)'", ko: "구분자는 , 나 ; 같은 기호 하나입니다. 실제로는 '\(text)'"),
        at: call.arguments.range("separator_text"),
        help: Wording(
          en: "separator \";\", or separator \"\\t\" for tabs", ko: "separator \";\" 또는 탭이면 separator \"\\t\""))
    }
    return byte
  }

  /// How the test file is read: its columns are found by name, whatever others it has.
  private func testOptions(beside data: Dataset) -> CSVOptions {
    var options = options
    options.features = data.columns?.inputs.map(\.name)
    options.skipped = []
    options.hasClasses = options.hasClasses || data.targets.classNames != nil
    options.mayHaveOneClass = true
    return options
  }

  /// The rows of the test file, with the columns of the others.
  private func testRows(
    _ file: FileContents, beside data: Dataset, limit: Int, shouldStop: () -> Bool
  ) throws(CSVError) -> Dataset {
    var options = testOptions(beside: data)
    options.limit = limit
    return try Dataset(csv: file, name: testPath ?? "", options, shouldStop: shouldStop)
  }

  /// The rows, and those of the test file behind them, where there is one.
  ///
  /// - Parameters:
  ///   - contents: of a file by its path.
  ///   - isStopped: says that the user broke in.
  func withTest(
    _ data: Dataset, limit: Int = .max, isStopped: () -> Bool = { false },
    contents: (String) throws(Stop) -> FileContents
  ) throws(Stop) -> Dataset {
    guard let testPath else { return data }
    let range = call.arguments.range("test_path") ?? call.range
    let file = try contents(testPath)
    let test: Dataset
    do { test = try testRows(file, beside: data, limit: limit, shouldStop: isStopped) } catch {
      if case .stopped = error.reason { throw .signal(2) }
      var problem = diagnostic(error)
      problem.range = range
      throw .failed(problem)
    }
    do { return try data.adding(test: test) } catch {
      throw .failed(
        Diagnostic(
          .badDataFile, Wording(verbatim: "'\(testPath)': ") + error.wording, at: range, help: error.advice))
    }
  }

  /// The error at the word that is to blame.
  func diagnostic(_ error: CSVError) -> Diagnostic {
    let pathRange = call.arguments.range("path") ?? call.range
    guard let name = error.requestedColumn else {
      if case .cannotRead = error.reason {
        return Diagnostic(.cannotRead, error.wording, at: pathRange)
      }
      if case .noMemory = error.reason { return Diagnostic(.noMemory, error, at: pathRange) }
      return Diagnostic(.badDataFile, error, at: pathRange)
    }
    let range = call.arguments.items.last { $0.value == .text(name) && $0.key.hasSuffix("_column") }?.range
    var help = error.advice
    if case .unknownColumn(_, let columns) = error.reason,
      let near = Spelling.suggestion(for: name, among: columns)
    {
      help = .didYouMean(near)
    }
    return Diagnostic(.tableColumn, error.wording, at: range ?? pathRange, help: help)
  }

  /// Longer files are not read before the run, but for their header.
  private static let foreseenBytes = 1 << 20

  /// The rows of a file that is soon read, for the check beforehand; `nil` where only the run knows them. What is wrong with
  /// the file, or with the header of a longer one, is an error now.
  ///
  /// A file that is not there yet may be written by then. One that is not an ordinary file, or that the sandbox keeps away, is
  /// the run's to refuse.
  func foreseen(in folder: String?, sandbox: Sandbox?) throws(Diagnostic) -> Dataset? {
    let location = FileLocation(path, in: folder, within: sandbox)
    guard let size = location.size, let data = try foreseen(location, size: size) else { return nil }
    guard let testPath else { return data }
    let test = FileLocation(testPath, in: folder, within: sandbox)
    guard let size = test.size, size <= Self.foreseenBytes else { return nil }
    do throws(Stop) { return try withTest(data) { _ in test.contents() } } catch {
      guard case .failed(let problems) = error, let problem = problems.first else { return nil }
      throw problem
    }
  }

  private func foreseen(_ location: FileLocation, size: Int) throws(Diagnostic) -> Dataset? {
    do throws(CSVError) {
      guard size <= Self.foreseenBytes else {
        let header = try CSVHeader(location.contents(), name: path, options)
        try header.check(options, name: path)
        return nil
      }
      return try Dataset(csv: location.contents(), name: path, options) { false }
    } catch {
      if case .cannotRead = error.reason { return nil }
      throw diagnostic(error)
    }
  }
}

extension Session {
  func table(_ request: CSVRequest, at range: SourceRange) throws(Stop) -> Dataset {
    var dataset: Dataset
    let source = try source(request.path, at: range)
    var options = request.options
    options.limit = state.workspace.description.memory.spare
    do {
      dataset = try Dataset(
        csv: source.location.contents(own: source.own), name: request.path,
        options,
        shouldStop: { self.console.pendingSignal() != nil })
    } catch {
      if case .stopped = error.reason { throw .signal(2) }
      throw .failed(request.diagnostic(error))
    }
    dataset = try request.withTest(
      dataset, limit: options.limit, isStopped: { self.console.pendingSignal() != nil }
    ) { (path) throws(Stop) in
      let source = try self.source(path, at: range)
      return source.location.contents(own: source.own)
    }
    if let columns = dataset.columns {
      if columns.dropped > 0 {
        let rows = CountText.rows(columns.dropped)
        log(
          .info,
          Wording(
            en: "\(request.path): \(rows) left out because a value is missing",
            ko: "\(request.path): 빠진 값이 있는 \(rows)을 뺐습니다"))
      }
      if columns.filled > 0 { log(.info, .filled(columns.filled, in: request.path)) }
      if let note = dataset.roundingNote(request.path) { log(.info, note) }
    }
    return dataset
  }
}

extension Dataset {
  /// From here on float32 has no room for every whole number.
  private static let exactLimit: Float = 0x1p24

  /// That a column's numbers are rounded, as those of identifiers and of seconds since 1970; `nil` where none is that large.
  fileprivate func roundingNote(_ path: String) -> Wording? {
    guard case .floats(let numbers) = numbers, numbers.contains(where: { abs($0) > Self.exactLimit }) else {
      return nil
    }
    let width = shape.count
    var largest = Array(repeating: Float(0), count: width)
    for (place, number) in numbers.enumerated() { largest[place % width] = max(largest[place % width], abs(number)) }
    guard let column = largest.firstIndex(where: { $0 > Self.exactLimit }) else { return nil }
    let (name, step) = (featureNames[column], NumberFormat.display(Double(largest[column].ulp)))
    let number = NumberFormat.display(Double(largest[column]))
    return Wording(
      en: """
        \(path): column '\(name)' has numbers up to \(number), which float32 keeps in steps of \(step): what differs by less \
        becomes one number. Subtract a constant from the column to keep them apart
        """,
      ko: """
        \(path): '\(name)' 열에는 \(number)까지의 수가 있는데, float32는 이런 수를 \(step) 간격으로만 나타냅니다. 그보다 가까운 두 수는 \
        같은 수가 됩니다. 열에서 일정한 수를 빼면 구별됩니다
        """)
  }
}

extension Wording {
  static func filled(_ count: Int, in path: String) -> Wording {
    Wording(
      en: count == 1
        ? "\(path): 1 missing value is now its column's mean"
        : "\(path): \(CountText.number(count)) missing values are now their column's mean",
      ko: "\(path): 빠진 값 \(CountText.number(count))개를 그 열의 평균으로 채웠습니다")
  }
}

extension Vocabulary {
  static let missing = Vocabulary(
    Wording(en: "policy for missing values", ko: "빠진 값 처리 방법"),
    [
      Entry("error", Wording(en: "the first one ends reading (default)", ko: "처음 나오면 읽기를 끝냅니다 (기본값)")),
      Entry("drop", Wording(en: "its row is left out", ko: "그 행을 뺍니다")),
      Entry(
        "mean", Wording(en: "it becomes the mean of its column in the training part", ko: "훈련 데이터에서 구한 그 열의 평균이 됩니다")),
    ])
}

extension DiagnosticCode {
  static let tableColumn = DiagnosticCode(
    "E0508", Wording(en: "column of a file", ko: "파일의 열"),
    Wording(
      en: """
        The statement names a column that the file does not have, or names one twice. Columns are those of the file's first \
        line, letter for letter; one with blanks in it, or one called like an option of the statement, stands in quotes.
        """,
      ko: """
        문장에 쓴 열이 파일에 없거나 같은 열을 두 번 썼습니다. 열 이름은 파일의 첫 줄에 있는 것과 글자 하나까지 같아야 합니다. 빈칸이 있거나 문장의 옵션과 이름이 같은 열은 \
        따옴표로 묶으세요.
        """))
}
