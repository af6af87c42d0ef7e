import CTables

/// The names of a file's columns, and what each is wanted for.
public struct CSVHeader: Hashable, Sendable {
  /// In the order of the file.
  public let names: [String]

  /// Reads the first line alone.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - name: what errors call the file.
  ///   - options: how it is written.
  public init(_ path: String, name: String? = nil, _ options: CSVOptions) throws(CSVError) {
    try self.init(FileContents(path), name: name ?? path, options)
  }

  package init(_ file: FileContents, name: String, _ options: CSVOptions) throws(CSVError) {
    var records = try CSVRecords(file, name: name, separator: options.separator(for: file.path))
    self = try Self(&records, options)
  }

  /// Goes to the first record; without a header that is the first row.
  init(_ records: inout CSVRecords, _ options: CSVOptions) throws(CSVError) {
    guard try records.next() else { throw CSVError(records.name, .empty) }
    guard options.hasHeader else {
      names = (1...records.count).map { "column\($0)" }
      return
    }
    var names: [String] = []
    for column in 0..<records.count {
      guard let name = records.text(column) else {
        throw CSVError(records.name, .notUTF8, at: .init(line: records.line, column: column + 1))
      }
      names.append(name)
    }
    if names.allSatisfy({ Float($0) != nil }) {
      throw CSVError(records.name, .numbersAsHeader(names[0]), at: .init(line: records.line))
    }
    var seen: [String: Int] = [:]
    for (column, name) in names.enumerated() where !name.isEmpty {
      if let first = seen.updateValue(column, forKey: name) {
        throw CSVError(
          records.name, .repeatedColumn(name, first: first + 1, second: column + 1), at: .init(line: records.line))
      }
    }
    self.names = names
  }

  /// Columns of the inputs and of the targets, in the order in which they are read.
  func roles(_ options: CSVOptions, name: String) throws(CSVError) -> (features: [Int], targets: [Int]) {
    var roles: [Int: String] = [:]
    func take(_ wanted: [String], _ role: String) throws(CSVError) -> [Int] {
      var columns: [Int] = []
      for text in wanted {
        guard let column = names.firstIndex(of: text), !text.isEmpty else {
          throw CSVError(name, .unknownColumn(text, columns: names.filter { !$0.isEmpty }))
        }
        if let other = roles.updateValue(role, forKey: column) {
          throw CSVError(name, .twoRoles(text, first: other, second: role))
        }
        columns.append(column)
      }
      return columns
    }
    let targets = try take(options.targets, "target")
    if options.hasClasses && targets.count > 1 { throw CSVError(name, .classesOfColumns(targets.count)) }
    _ = try take(options.skipped, "skip")
    let features: [Int]
    if let wanted = options.features {
      features = try take(wanted, "features")
    } else {
      features = names.indices.filter { roles[$0] == nil }
      if let unnamed = features.first(where: { names[$0].isEmpty }) {
        throw CSVError(name, .unnamedColumn(unnamed + 1))
      }
    }
    guard !features.isEmpty else { throw CSVError(name, .noFeatures) }
    return (features, targets)
  }

  /// Whether what is asked for is there; says nothing of the rows.
  public func check(_ options: CSVOptions, name: String) throws(CSVError) { _ = try roles(options, name: name) }
}

extension CSVOptions {
  func separator(for path: String) -> UInt8 {
    separator ?? (path.lowercased().hasSuffix(".tsv") ? UInt8(ascii: "\t") : UInt8(ascii: ","))
  }
}

/// A column while its file is read: what its cells were so far.
struct CSVColumn {
  /// The first cell with a value decides.
  enum Kind { case open, number, word }

  let name: String
  let index: Int
  let isTarget: Bool
  private(set) var kind: Kind
  /// Of a column of words, in the order in which they came.
  private(set) var words: [String] = []
  private var codes: [String: Int] = [:]
  private(set) var missing = 0
  private(set) var firstMissing: CSVError.Place?

  /// Each word is an input of its own, each class an output.
  static let wordLimit = 1000

  init(name: String, index: Int, isTarget: Bool, hasClasses: Bool) {
    self.name = name
    self.index = index
    self.isTarget = isTarget
    kind = hasClasses ? .word : .open
  }

  func place(_ line: Int) -> CSVError.Place {
    .init(line: line, column: index + 1, columnName: name.isEmpty ? nil : name)
  }

  /// The cell of the current record as a number, of a word its code; nil where it is missing.
  mutating func value(in records: borrowing CSVRecords) throws(CSVError) -> Float? {
    let line = records.line
    if records.withCell(index, \.isMissing) {
      missing += 1
      firstMissing = firstMissing ?? place(line)
      return nil
    }
    if kind != .word {
      let (status, value) = records.withCell(index) { $0.number() }
      if status == CT_OK {
        kind = .number
        return value
      }
      let text = try self.text(in: records)
      if status == CT_TOO_LARGE { throw CSVError(records.name, .tooLarge(text), at: place(line)) }
      guard kind == .open, !Self.isInfinite(text), !Self.hasDecimalComma(text) else {
        throw CSVError(records.name, .notANumber(text), at: place(line))
      }
      kind = .word
    }
    return Float(try code(of: try text(in: records), in: records))
  }

  private func text(in records: borrowing CSVRecords) throws(CSVError) -> String {
    guard let text = records.text(index) else { throw CSVError(records.name, .notUTF8, at: place(records.line)) }
    return text
  }

  private mutating func code(of word: String, in records: borrowing CSVRecords) throws(CSVError) -> Int {
    if let code = codes[word] { return code }
    guard words.count < Self.wordLimit else {
      throw CSVError(records.name, .tooManyWords(limit: Self.wordLimit), at: place(records.line))
    }
    codes[word] = words.count
    words.append(word)
    return words.count - 1
  }

  /// What the codes stand for, sorted, and the place there of each code. Classes that are numbers go by their size, and
  /// two spellings of one number are one.
  func sortedWords(asNumbers: Bool) -> (words: [String], places: [Int]) {
    let values = words.map { Double($0) }
    guard asNumbers, values.allSatisfy({ $0 != nil }) else {
      let order = words.indices.sorted { words[$0] < words[$1] }
      var places = Array(repeating: 0, count: words.count)
      for (place, code) in order.enumerated() { places[code] = place }
      return (order.map { words[$0] }, places)
    }
    let numbers = values.map { $0 ?? 0 }
    let distinct = Array(Set(numbers)).sorted()
    let names = distinct.map { Dataset.Targets.className($0, or: String($0)) }
    return (names, numbers.map { distinct.firstIndex(of: $0) ?? 0 })
  }

  /// `1,5` where something else separates the cells is a number in another spelling, and no word.
  private static func hasDecimalComma(_ text: String) -> Bool {
    let parts = text.drop { $0 == "-" || $0 == "+" }.split(separator: ",", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }

  /// `inf` in a column of numbers is a mistake, and no word.
  private static func isInfinite(_ text: String) -> Bool { Double(text)?.isInfinite ?? false }
}

/// What of a file of comma separated values is wanted, and how it is written.
public struct CSVOptions: Hashable, Sendable {
  /// What becomes of a row in which a value that is needed is missing.
  public enum Missing: String, CaseIterable, Hashable, Sendable {
    /// Reading ends with an error that names the place.
    case error
    /// The row is left out.
    case drop
    /// A missing number becomes the mean of its column's others; a missing word or target stays an error.
    case mean
  }

  /// The columns to predict, at least one.
  public var targets: [String]
  /// Numbers of the target column are names of classes.
  public var hasClasses = false
  /// The columns to predict from; nil: all that are neither targets nor skipped.
  public var features: [String]?
  /// Columns that are ignored.
  public var skipped: [String] = []
  /// Between two cells; nil: a comma, or a tab where the file's name ends in `.tsv`.
  public var separator: UInt8?
  /// The first line holds the names of the columns; else they are column1, column2 ….
  public var hasHeader = true
  /// Whether all rows may be of one class: those of a test file, whose classes others name.
  public var mayHaveOneClass = false
  /// See ``Missing``.
  public var missing = Missing.error
  /// More bytes of numbers than that are refused.
  public var limit = 1 << 40

  /// Everything but the targets as it stands above.
  public init(targets: [String]) { self.targets = targets }

  /// Texts that stand for a missing value, in small letters; a cell of blanks alone is one too.
  public static let missingMarks = ["na", "n/a", "nan", "null", "?"]
}
