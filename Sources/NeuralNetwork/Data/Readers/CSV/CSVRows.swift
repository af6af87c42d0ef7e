import CTables
import NNText

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
