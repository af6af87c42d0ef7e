import CTables
import NNText

/// The records of a file, one after another, and runs of plain numbers at once.
struct CSVRecords: ~Copyable {
  let name: String
  let separator: UInt8
  private var file: ByteFile
  private var cells: [ct_cell] = []
  private var record = ct_record()
  /// The line that the current record begins in.
  private(set) var line = 1
  private var nextLine = 1
  private var pending = 0

  static let lineLimit = 16 << 20
  static let columnLimit = 100_000

  /// Opens the file; a byte order mark is passed over.
  init(_ contents: FileContents, name: String, separator: UInt8) throws(CSVError) {
    var file: ByteFile
    do { file = try ByteFile(contents) } catch { throw CSVError(name, .cannotRead(error.reason)) }
    do { try file.fill() } catch { throw CSVError(name, .cannotRead(error.reason)) }
    let start = file.window.prefix(3)
    if start.elementsEqual([0xef, 0xbb, 0xbf]) {
      file.use(3)
    } else if start.starts(with: [0xff, 0xfe]) || start.starts(with: [0xfe, 0xff]) {
      throw CSVError(name, .otherEncoding("UTF-16"))
    } else if start.starts(with: [0x1f, 0x8b]) || start.starts(with: [0x50, 0x4b]) {
      throw CSVError(name, .otherEncoding("compressed"))
    }
    guard !file.window.isEmpty else { throw CSVError(name, .empty) }
    self.name = name
    self.separator = separator
    self.file = file
  }

  /// Of the file in bytes.
  var size: Int { file.size }
  /// Cells of the current record.
  var count: Int { record.cells }
  /// Bytes of the current record with its line end.
  var length: Int { record.length }

  /// Goes to the next record that is no empty line; false at the end of the file.
  mutating func next() throws(CSVError) -> Bool {
    while true {
      file.use(pending)
      pending = 0
      line = nextLine
      if file.window.isEmpty {
        try fill()
        if file.window.isEmpty { return false }
      }
      var status = split()
      while status == CT_MORE {
        guard file.window.count < Self.lineLimit else {
          throw CSVError(name, .lineTooLong(limit: Self.lineLimit), at: .init(line: line))
        }
        try fill()
        status = split()
      }
      guard status == CT_OK else { throw failure(status) }
      if record.cells > cells.count {
        guard record.cells <= Self.columnLimit else {
          throw CSVError(name, .columnCount(record.cells, limit: Self.columnLimit))
        }
        cells = Array(repeating: ct_cell(), count: record.cells)
        _ = split()
      }
      pending = record.length
      nextLine = line + record.lines
      if record.text > 0 { return true }
    }
  }

  /// Reads the plain numbers that follow the current record; see `ct_rows_by_two`.
  mutating func numbers(
    places: [Int32], features: UnsafeMutablePointer<Float>, width: Int, targets: UnsafeMutablePointer<Float>,
    outputs: Int, room: Int
  ) throws(CSVError) -> Int {
    file.use(pending)
    pending = 0
    if file.window.isEmpty { try fill() }
    var used = 0
    let rows = ct_rows_by_two(
      file.window.baseAddress, file.window.count, separator, places, places.count, features, width, targets, outputs,
      room, &used)
    pending = used
    nextLine += rows
    return rows
  }

  /// Text of a cell of the current record, quotes undone, blanks around it dropped. Valid until the next record.
  func withCell<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let cell = cells[index]
    let bytes = UnsafeBufferPointer(rebasing: file.window[cell.start..<(cell.start + cell.count)])
    guard cell.has_quotes else { return body(bytes.trimmed) }
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count + 1)
    var isSecond = false
    for byte in bytes {
      isSecond = byte == UInt8(ascii: "\"") && !isSecond
      if !isSecond { plain.append(byte) }
    }
    let count = plain.count
    // Whoever reads a number looks eight bytes further.
    plain += repeatElement(0, count: 8)
    return plain.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<count]).trimmed) }
  }

  /// A cell as text; nil where it is not UTF-8.
  func text(_ index: Int) -> String? { withCell(index) { String(validating: $0, as: UTF8.self) } }

  /// The current record as it stands in the file, without its line end, and with it.
  func withRecord<Result>(_ body: (_ text: UnsafeBufferPointer<UInt8>, _ end: UnsafeBufferPointer<UInt8>) -> Result)
    -> Result
  {
    body(
      UnsafeBufferPointer(rebasing: file.window[..<record.text]),
      UnsafeBufferPointer(rebasing: file.window[record.text..<record.length]))
  }

  private mutating func fill() throws(CSVError) {
    do { try file.fill() } catch { throw CSVError(name, .cannotRead(error.reason)) }
  }

  private mutating func split() -> ct_status {
    let (window, isAtEnd, separator) = (file.window, file.isAtEnd, separator)
    return cells.withUnsafeMutableBufferPointer {
      ct_split(window.baseAddress, window.count, isAtEnd, separator, $0.baseAddress, $0.count, &record)
    }
  }

  private func failure(_ status: ct_status) -> CSVError {
    let before = file.window[..<record.place]
    let line = line + before.count { $0 == UInt8(ascii: "\n") }
    let isOpen = status == CT_OPEN_QUOTE
    return CSVError(
      name, isOpen ? .openQuote : .textAfterQuote, at: .init(line: line, column: record.cells + (isOpen ? 1 : 0)))
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Without the blanks around it.
  fileprivate var trimmed: UnsafeBufferPointer<UInt8> {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
      return UnsafeBufferPointer(rebasing: self[..<0])
    }
    return UnsafeBufferPointer(rebasing: self[first...last])
  }

  /// Whether it stands for a missing value.
  var isMissing: Bool {
    if isEmpty { return true }
    guard count <= 4 else { return false }
    return CSVOptions.missingMarks.contains { mark in
      mark.utf8.count == count && zip(mark.utf8, self).allSatisfy { $0 == ($1 >= 0x41 && $1 <= 0x5a ? $1 | 0x20 : $1) }
    }
  }

  /// The number it spells.
  func number() -> (status: ct_status, value: Float) {
    var value: Float = 0
    return (ct_number(baseAddress, count, &value), value)
  }
}

/// Rows of a file as inputs of a model that knows its columns; the file may have others beside them.
package struct CSVRows: ~Copyable {
  /// Whether a row can be an input.
  package enum Row: Hashable, Sendable {
    case whole
    /// Something is not there or was never learned; nothing was appended.
    case lacks(CSVError.Place, reason: Wording)
  }

  private var records: CSVRecords
  private let columns: TableColumns
  private let places: [Int]
  private var isAtFirstRow: Bool
  /// The names of the file's columns.
  package let names: [String]
  /// Between two cells.
  package let separator: UInt8
  /// Cells of the rows that could be inputs in whose place a mean stands.
  package private(set) var filled = 0

  /// - Parameters:
  ///   - file: where the rows are.
  ///   - name: what errors call the file.
  ///   - options: only separator and header count.
  package init(
    _ file: FileContents, name: String, columns: TableColumns, _ options: CSVOptions
  ) throws(CSVError) {
    var records = try CSVRecords(file, name: name, separator: options.separator(for: file.path))
    let header = try CSVHeader(&records, options)
    var places: [Int] = []
    for column in columns.inputs {
      guard let place = header.names.firstIndex(of: column.name) else {
        throw CSVError(name, .unknownColumn(column.name, columns: header.names.filter { !$0.isEmpty }))
      }
      places.append(place)
    }
    self.places = places
    self.columns = columns
    names = header.names
    separator = records.separator
    isAtFirstRow = !options.hasHeader
    self.records = records
  }

  /// The current record as it stands in the file, without its line end, and the line end; after opening, the header's.
  package func withRecord<Result>(
    _ body: (_ text: UnsafeBufferPointer<UInt8>, _ end: UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result { records.withRecord(body) }

  /// Goes to the next row and appends its inputs; nil at the end of the file.
  package mutating func next(into inputs: inout [Float]) throws(CSVError) -> Row? {
    if isAtFirstRow {
      isAtFirstRow = false
    } else if try !records.next() {
      return nil
    }
    guard records.count == names.count else {
      throw CSVError(
        records.name, .cellCount(found: records.count, expected: names.count), at: .init(line: records.line))
    }
    let (before, filledBefore) = (inputs.count, filled)
    for (column, index) in zip(columns.inputs, places) {
      if let reason = try append(column, index, to: &inputs) {
        inputs.removeSubrange(before...)
        filled = filledBefore
        return .lacks(place(column, index), reason: reason)
      }
    }
    return .whole
  }

  private func place(_ column: TableColumns.Column, _ index: Int) -> CSVError.Place {
    .init(line: records.line, column: index + 1, columnName: column.name)
  }

  /// What keeps the cell from being an input; nil where it is one.
  private mutating func append(
    _ column: TableColumns.Column, _ index: Int, to inputs: inout [Float]
  ) throws(CSVError) -> Wording? {
    let isMissing = records.withCell(index, \.isMissing)
    switch column.kind {
    case .number(let mean):
      if isMissing {
        guard let mean else { return Wording(en: "the value is missing", ko: "값이 빠졌습니다") }
        inputs.append(mean)
        filled += 1
        return nil
      }
      let (status, value) = records.withCell(index) { $0.number() }
      guard status == CT_OK else {
        guard let text = records.text(index) else { throw CSVError(records.name, .notUTF8, at: place(column, index)) }
        throw CSVError(
          records.name, status == CT_TOO_LARGE ? .tooLarge(text) : .notANumber(text), at: place(column, index))
      }
      inputs.append(value)
    case .words(let words):
      if isMissing { return Wording(en: "the value is missing", ko: "값이 빠졌습니다") }
      guard let text = records.text(index) else { throw CSVError(records.name, .notUTF8, at: place(column, index)) }
      guard let chosen = words.firstIndex(of: text) else {
        return Wording(en: "the model never saw '\(text)'", ko: "모델이 본 적 없는 값 '\(text)'")
      }
      for word in words.indices { inputs.append(word == chosen ? 1 : 0) }
    }
    return nil
  }
}
