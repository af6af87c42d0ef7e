import NNText

/// What is wrong with a file of comma separated values, or with what is asked of it. Lines and columns count from 1.
public struct CSVError: LibraryError, Hashable {
  /// A place in the file: lines as an editor counts them, columns as the header does.
  public struct Place: Hashable, Sendable {
    /// From 1.
    public var line: Int
    /// From 1; nil where all of the line is meant.
    public var column: Int?
    /// What the header calls it, where it is known.
    public var columnName: String?

    /// `line 3, column 2 ('x2')`.
    public var wording: Wording {
      let name = Wording(verbatim: columnName.map { " ('\($0)')" } ?? "")
      guard let column else { return Wording(en: "line \(line)", ko: "\(line)번째 줄") + name }
      return Wording(en: "line \(line), column \(column)", ko: "\(line)번째 줄 \(column)번째 열") + name
    }
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
    guard let place else { return Wording(en: "'\(name)'\(speaksOfFile ? "" : ":") \(text)", ko: "'\(name)': \(text)") }
    return Wording(en: "'\(name)', \(place.wording): \(text)", ko: "'\(name)' \(place.wording): \(text)")
  }

  /// Whether the text goes on from the file's name: `is empty`.
  private var speaksOfFile: Bool {
    switch reason {
    case .unnamedColumn, .repeatedColumn, .numbersAsHeader, .oneClass, .noMemory, .twoRoles, .classesOfColumns: false
    default: true
    }
  }

  private var text: Wording {
    switch reason {
    case .cannotRead(let reason): Wording(en: "cannot be read: \(reason)", ko: "읽을 수 없습니다. \(reason)")
    case .empty: Wording(en: "is empty", ko: "빈 파일입니다")
    case .noRows(let header):
      header == 0
        ? Wording(en: "has no rows", ko: "행이 없습니다")
        : Wording(en: "has no rows below its header", ko: "헤더 아래에 행이 없습니다")
    case .allDropped(let rows):
      Wording(en: "has no row left: each of its \(rows) lacks a value", ko: "남는 행이 없습니다. \(rows)행 모두 빠진 값이 있습니다")
    case .notUTF8: Wording(en: "the text is not UTF-8", ko: "글이 UTF-8이 아닙니다")
    case .otherEncoding(let name): Wording(en: "is \(name), expected UTF-8", ko: "인코딩이 \(name)입니다. UTF-8만 읽습니다")
    case .unnamedColumn(let column): Wording(en: "column \(column) has no name", ko: "\(column)번째 열에 이름이 없습니다")
    case .repeatedColumn(let name, let first, let second):
      Wording(
        en: "columns \(first) and \(second) have the same name '\(name)'",
        ko: "\(first)번째 열과 \(second)번째 열의 이름이 같습니다: '\(name)'")
    case .numbersAsHeader(let first):
      Wording(
        en: "expected names of columns, found numbers ('\(first)' …)", ko: "열 이름이 있어야 할 줄에 수가 있습니다 ('\(first)' …)")
    case .columnCount(let count, let limit):
      Wording(en: "has \(count) columns, at most \(limit) can be read", ko: "열이 \(count)개입니다. \(limit)개까지 읽을 수 있습니다")
    case .cellCount(let found, let expected):
      Wording(
        en: "found \(found) value\(found == 1 ? "" : "s"), expected \(expected) as in the first line",
        ko: "첫 줄처럼 값이 \(expected)개 있어야 하는데 \(found)개입니다")
    case .openQuote: Wording(en: "a quote is opened and never closed", ko: "열린 따옴표가 닫히지 않았습니다")
    case .textAfterQuote:
      Wording(
        en: "text follows a closing quote, expected a separator or the end of the line",
        ko: "닫는 따옴표 뒤에는 구분자나 줄의 끝이 와야 하는데 글이 더 있습니다")
    case .lineTooLong(let limit):
      Wording(en: "the line has more than \(limit >> 20) MiB", ko: "한 줄이 \(limit >> 20) MiB를 넘습니다")
    case .notANumber(let text):
      Wording(en: "found '\(Self.shown(text))', expected a number", ko: "수가 있어야 할 자리에 '\(Self.shown(text))'")
    case .tooLarge(let text):
      Wording(
        en: "\(Self.shown(text)) is too large: float32 goes to 3.4e38",
        ko: "\(Self.shown(text)): 너무 큰 수입니다. float32는 3.4e38까지입니다")
    case .missing(let target, _, _):
      target
        ? Wording(en: "the target is missing", ko: "정답이 빠졌습니다") : Wording(en: "the value is missing", ko: "값이 빠졌습니다")
    case .noValues: Wording(en: "no row has a value", ko: "값이 있는 행이 하나도 없습니다")
    case .wordsAmongTargets:
      Wording(en: "holds words: of several targets each holds numbers", ko: "글이 들어 있는 열입니다. 정답이 여러 열이면 모두 수여야 합니다")
    case .tooManyWords(let limit):
      Wording(en: "the column has more than \(limit) different words", ko: "이 열에는 서로 다른 단어가 \(limit)개 넘게 있습니다")
    case .oneClass(let name):
      Wording(
        en: "every row has the class '\(name)': there is nothing to tell apart",
        ko: "모든 행의 클래스가 '\(name)' 하나뿐이라서 가려낼 것이 없습니다")
    case .noMemory(let bytes):
      Wording(
        en: "its numbers take \(bytes >> 20) MiB, more than is left of the memory",
        ko: "수를 담으려면 \(bytes >> 20) MiB가 필요한데 남은 메모리가 그만큼 없습니다")
    case .unknownColumn(let name, _): Wording(en: "has no column '\(name)'", ko: "'\(name)' 열이 없습니다")
    case .twoRoles(let name, let first, let second):
      Wording(
        en: "the column '\(name)' is both in `\(first)` and in `\(second)`",
        ko: "'\(name)' 열이 `\(first)`와 `\(second)` 두 곳에 있습니다")
    case .noFeatures: Wording(en: "has no column left to predict from", ko: "예측에 쓸 열이 남지 않습니다")
    case .classesOfColumns(let count):
      Wording(
        en: "`as classes` makes one column the classes, found \(count) targets",
        ko: "`as classes`는 한 열을 클래스로 쓰는데 정답 열이 \(count)개입니다")
    case .stopped: Wording(en: "was not read to its end", ko: "끝까지 읽지 않았습니다")
    }
  }

  public var advice: Wording? {
    switch reason {
    case .notUTF8, .otherEncoding: Wording(en: "save it as UTF-8", ko: "UTF-8로 저장하세요")
    case .unnamedColumn:
      Wording(
        en: "give it one in the first line, or list the columns wanted: features A B",
        ko: "첫 줄에 이름을 쓰거나 쓸 열을 나열하세요: features A B")
    case .repeatedColumn: Wording(en: "rename one of them in the first line", ko: "첫 줄에서 둘 가운데 하나의 이름을 바꾸세요")
    case .numbersAsHeader: Wording(en: "if the file has no header: header none", ko: "헤더가 없는 파일이면: header none")
    case .cellCount(1, _):
      Wording(en: "is another separator meant? for example: separator \";\"", ko: "구분자가 다른 것은 아닌가요? 예: separator \";\"")
    case .cellCount: Wording(en: "a value that holds the separator stands in quotes", ko: "구분자가 들어 있는 값은 따옴표로 묶으세요")
    case .openQuote: Wording(en: "a quote inside quotes is written twice: \"\"", ko: "따옴표 안의 따옴표는 두 번 씁니다: \"\"")
    case .textAfterQuote: Wording(en: "a quote inside quotes is written twice: \"\"", ko: "따옴표 안의 따옴표는 두 번 씁니다: \"\"")
    case .lineTooLong:
      Wording(en: "a quote that is never closed makes one line of many", ko: "닫히지 않은 따옴표가 있으면 여러 줄이 한 줄이 됩니다")
    case .notANumber(let text) where text.contains(",") && !text.contains("."):
      Wording(
        en: "decimals are written with a point: \(Self.shown(text.split(separator: ",").joined(separator: ".")))",
        ko: "소수는 점으로 씁니다: \(Self.shown(text.split(separator: ",").joined(separator: ".")))")
    case .notANumber:
      Wording(
        en: """
          the column begins with a number; missing values are empty or one of \
          \(CSVOptions.missingMarks.joined(separator: " "))
          """, ko: "이 열은 수로 시작합니다. 빠진 값은 비워 두거나 다음 가운데 하나로 씁니다: \(CSVOptions.missingMarks.joined(separator: " "))")
    case .missing(true, _, _), .missing(_, true, _):
      Wording(en: "missing drop leaves such rows out", ko: "missing drop을 쓰면 그런 행을 뺍니다")
    case .missing(_, _, _):
      Wording(
        en: "missing drop leaves such rows out, missing mean puts the column's mean",
        ko: "missing drop을 쓰면 그런 행을 빼고, missing mean을 쓰면 그 열의 평균을 넣습니다")
    case .noValues: Wording(en: "leave the column out: skip NAME", ko: "그 열을 빼세요: skip NAME")
    case .tooManyWords:
      Wording(
        en: "each word would be an input of its own: leave the column out with `skip`",
        ko: "단어마다 입력이 하나씩 생깁니다. `skip`으로 그 열을 빼세요")
    case .unknownColumn(_, let columns) where columns.count == 1 && columns[0].contains(where: ";\t|".contains):
      Wording(
        en: """
          the first line is one column, '\(Self.shown(columns[0]))': say what separates it, for example \
          separator \";\"
          """, ko: "첫 줄이 '\(Self.shown(columns[0]))' 한 열입니다. 구분자를 알려 주세요. 예: separator \";\"")
    case .unknownColumn(_, let columns):
      Wording(
        en: "the columns are: \(columns.prefix(20).joined(separator: " "))\(columns.count > 20 ? " …" : "")",
        ko: "있는 열: \(columns.prefix(20).joined(separator: " "))\(columns.count > 20 ? " …" : "")")
    case .noFeatures: Wording(en: "name fewer columns in `target` and `skip`", ko: "`target`과 `skip`에 쓴 열을 줄이세요")
    case .wordsAmongTargets: Wording(en: "give one target of words", ko: "글로 된 정답은 한 열만 쓰세요")
    default: nil
    }
  }

  /// As much of a cell as a message takes, without what a terminal would obey.
  private static func shown(_ text: String) -> String {
    let short = text.unicodeScalars.prefix(30).map { $0.value < 0x20 || $0.value == 0x7f ? "·" : String($0) }.joined()
    return short + (text.unicodeScalars.count > 30 ? "…" : "")
  }
}
