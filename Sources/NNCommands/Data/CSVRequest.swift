import NNScript
import NNText
import NeuralNetwork

/// What `data csv` asks for, with the places of its words.
struct CSVRequest {
  /// What a table's file name ends in.
  static let endings = ["csv", "tsv", "txt"]

  var path: String
  var options: CSVOptions
  private let call: Invocation

  init(_ call: Invocation) throws(Diagnostic) {
    self.call = call
    let arguments = call.arguments
    path = arguments.text("path") ?? ""
    options = CSVOptions(targets: Self.texts(arguments, "target_column"))
    options.hasClasses = arguments.has("classes")
    options.features = arguments.has("features") ? Self.texts(arguments, "feature_column") : nil
    options.skipped = Self.texts(arguments, "skipped_column")
    options.hasHeader = !arguments.has("header")
    options.missing = arguments.text("policy").flatMap(CSVOptions.Missing.init(rawValue:)) ?? .error
    options.limit = Machine.memoryBytes
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
        .tableColumn, "a separator is one sign such as , or ;, found '\(text)'",
        at: call.arguments.range("separator_text"), help: "separator \";\", or separator \"\\t\" for tabs")
    }
    return byte
  }

  /// The error at the word that is to blame.
  func diagnostic(_ error: CSVError) -> Diagnostic {
    let pathRange = call.arguments.range("path") ?? call.range
    guard let name = error.requestedColumn else {
      if case .cannotRead = error.reason {
        return Diagnostic(.cannotRead, error.wording, at: pathRange)
      }
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

  /// Refuses columns that the file's header does not have. A file that is not there yet may be written by then.
  /// One that is no ordinary file gives its bytes only once, to the run.
  func check(in folder: String?, sandbox: Sandbox?) throws(Diagnostic) {
    let location = FileAccess.location(of: path, in: folder)
    guard sandbox?.allowsReading(location) ?? true, (try? FileAccess.refuseSpecialFile(location)) != nil else { return }
    do {
      let header = try CSVHeader(location, name: path, options)
      try header.check(options, name: path)
    } catch {
      if case .cannotRead = error.reason { return }
      throw diagnostic(error)
    }
  }
}

extension Session {
  func table(_ request: CSVRequest, at range: SourceRange) throws(Stop) -> Dataset {
    let dataset: Dataset
    let source = try source(request.path, at: range)
    do {
      dataset = try Dataset(
        csv: source.location, contents: source.own, name: request.path,
        request.options,
        shouldStop: { self.console.pendingSignal() != nil })
    } catch {
      if case .stopped = error.reason { throw .signal(2) }
      throw .failed(request.diagnostic(error))
    }
    if let columns = dataset.columns {
      if columns.dropped > 0 {
        let rows = CountText.rows(columns.dropped)
        report(
          Wording(
            en: "\(request.path): \(rows) left out because a value is missing",
            ko: "\(request.path): 빠진 값이 있는 \(rows)을 뺐습니다"))
      }
      if columns.filled > 0 {
        report(
          columns.filled == 1
            ? "\(request.path): 1 missing value is now its column's mean"
            : "\(request.path): \(CountText.number(columns.filled)) missing values are now their column's mean")
      }
    }
    return dataset
  }
}

extension Vocabulary {
  static let missing = Vocabulary(
    "policy for missing values",
    [
      Entry("error", "the first one ends reading (default)"), Entry("drop", "its row is left out"),
      Entry("mean", "it becomes the mean of its column"),
    ])
}

extension DiagnosticCode {
  static let tableColumn = DiagnosticCode(
    "E0508", "column of a file",
    """
    The statement names a column that the file does not have, or names one twice. Columns are those of the file's first \
    line, letter for letter; one with blanks in it, or one called like an option of the statement, stands in quotes.
    """)
}
