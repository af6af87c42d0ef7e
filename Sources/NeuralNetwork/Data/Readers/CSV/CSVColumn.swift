import CTables

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
