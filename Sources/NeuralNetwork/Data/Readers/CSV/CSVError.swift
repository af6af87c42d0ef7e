import NNText

/// What is wrong with a file of comma separated values, or with what is asked of it. Lines and columns count from 1.
public struct CSVError: LibraryError, Hashable {
  /// A place in the file: lines as an editor counts them, columns as the header does.
  public struct Place: Hashable, Sendable {
    public var line: Int
    public var column: Int?
    public var columnName: String?
  }

  /// The kinds of mistakes.
  public enum Reason: Hashable, Sendable {
    case cannotRead(Wording)
    case empty
    case noRows(header: Int)
    case allDropped(rows: Int)
    case notUTF8
    case otherEncoding(String)
    case unnamedColumn(Int)
    case repeatedColumn(String, first: Int, second: Int)
    case numbersAsHeader(String)
    case columnCount(Int, limit: Int)
    case cellCount(found: Int, expected: Int)
    case openQuote
    case textAfterQuote
    case lineTooLong(limit: Int)
    case notANumber(String)
    case tooLarge(String)
    case missing(target: Bool, isWord: Bool, policy: CSVOptions.Missing)
    case noValues
    case wordsAmongTargets
    case tooManyWords(limit: Int)
    case oneClass(String)
    case noMemory(bytes: Int)
    case unknownColumn(String, columns: [String])
    case twoRoles(String, first: String, second: String)
    case noFeatures
    case classesOfColumns(Int)
    case stopped
  }

  /// The file.
  public let name: String
  /// Where in it; nil: nowhere in particular.
  public let place: Place?
  /// What is wrong.
  public let reason: Reason

  init(_ name: String, _ reason: Reason, at place: Place? = nil) {
    self.name = name
    self.reason = reason
    self.place = place
  }

  /// The column that the request names and the file does not have, or has in another role.
  public var requestedColumn: String? {
    switch reason {
    case .unknownColumn(let name, _), .twoRoles(let name, _, _): name
    default: nil
    }
  }

  public var wording: Wording {
    guard let place else { return "'\(name)' \(text)" }
    var words = "'\(name)', line \(place.line)"
    if let column = place.column { words += ", column \(column)" }
    if let columnName = place.columnName { words += " ('\(columnName)')" }
    return Wording(verbatim: words + ": ") + text
  }

  private var text: Wording {
    switch reason {
    case .cannotRead(let reason): "cannot be read: \(reason)"
    case .empty: "is empty"
    case .noRows(let header): header == 0 ? "has no rows" : "has no rows below its header"
    case .allDropped(let rows): "has no row left: each of its \(rows) lacks a value"
    case .notUTF8: "the text is not UTF-8"
    case .otherEncoding(let name): "is \(name), expected UTF-8"
    case .unnamedColumn(let column): "column \(column) has no name"
    case .repeatedColumn(let name, let first, let second):
      "columns \(first) and \(second) have the same name '\(name)'"
    case .numbersAsHeader(let first): "expected names of columns, found numbers ('\(first)' …)"
    case .columnCount(let count, let limit): "has \(count) columns, at most \(limit) can be read"
    case .cellCount(let found, let expected):
      "found \(found) value\(found == 1 ? "" : "s"), expected \(expected) as in the first line"
    case .openQuote: "a quote is opened and never closed"
    case .textAfterQuote: "text follows a closing quote, expected a separator or the end of the line"
    case .lineTooLong(let limit): "the line has more than \(limit >> 20) MiB"
    case .notANumber(let text): "found '\(Self.shown(text))', expected a number"
    case .tooLarge(let text): "\(Self.shown(text)) is too large: float32 goes to 3.4e38"
    case .missing(let target, _, _): target ? "the target is missing" : "the value is missing"
    case .noValues: "no row has a value"
    case .wordsAmongTargets: "holds words: of several targets each holds numbers"
    case .tooManyWords(let limit): "the column has more than \(limit) different words"
    case .oneClass(let name): "every row has the class '\(name)': there is nothing to tell apart"
    case .noMemory(let bytes): "its numbers take \(bytes >> 20) MiB, more than this machine has"
    case .unknownColumn(let name, _): "has no column '\(name)'"
    case .twoRoles(let name, let first, let second): "the column '\(name)' is both in `\(first)` and in `\(second)`"
    case .noFeatures: "has no column left to predict from"
    case .classesOfColumns(let count): "`as classes` makes one column the classes, found \(count) targets"
    case .stopped: "was not read to its end"
    }
  }

  public var advice: Wording? {
    switch reason {
    case .notUTF8, .otherEncoding: "save it as UTF-8"
    case .unnamedColumn: "give it one in the first line, or list the columns wanted: features A B"
    case .repeatedColumn: "rename one of them in the first line"
    case .numbersAsHeader: "if the file has no header: header none"
    case .cellCount(1, _): "is another separator meant? for example: separator \";\""
    case .cellCount: "a value that holds the separator stands in quotes"
    case .openQuote: "a quote inside quotes is written twice: \"\""
    case .textAfterQuote: "a quote inside quotes is written twice: \"\""
    case .lineTooLong: "a quote that is never closed makes one line of many"
    case .notANumber(let text) where text.contains(",") && !text.contains("."):
      "decimals are written with a point: \(Self.shown(text.split(separator: ",").joined(separator: ".")))"
    case .notANumber:
      "the column begins with a number; missing values are empty or one of \(CSVOptions.missingMarks.joined(separator: " "))"
    case .missing(true, _, _), .missing(_, true, _): "missing drop leaves such rows out"
    case .missing(_, _, _): "missing drop leaves such rows out, missing mean puts the column's mean"
    case .noValues: "leave the column out: skip NAME"
    case .tooManyWords: "each word would be an input of its own: leave the column out with `skip`"
    case .unknownColumn(_, let columns) where columns.count == 1 && columns[0].contains(where: ";\t|".contains):
      "the first line is one column, '\(Self.shown(columns[0]))': say what separates it, for example separator \";\""
    case .unknownColumn(_, let columns):
      "the columns are: \(columns.prefix(20).joined(separator: " "))\(columns.count > 20 ? " …" : "")"
    case .noFeatures: "name fewer columns in `target` and `skip`"
    case .wordsAmongTargets: "give one target of words"
    default: nil
    }
  }

  /// As much of a cell as a message takes, without what a terminal would obey.
  private static func shown(_ text: String) -> String {
    let short = text.unicodeScalars.prefix(30).map { $0.value < 0x20 || $0.value == 0x7f ? "·" : String($0) }.joined()
    return short + (text.unicodeScalars.count > 30 ? "…" : "")
  }
}
