/// Rows and columns to show or write, independent of the format.
package struct Table: Sendable, Equatable {
  package typealias Alignment = DisplayWidth.Alignment

  /// The number format of a column for people. Files always get the exact number.
  package enum NumberStyle: Sendable, Equatable {
    /// At most 7 significant digits.
    case display
    /// A fixed number of significant digits, including trailing zeros.
    case significant(Int)
    /// A fixed number of digits after the decimal point.
    case fixed(Int)
  }

  package struct Column: Sendable, Equatable {
    package var title: String
    /// `nil` means right for a column of numbers, left otherwise.
    package var alignment: Alignment?
    package var numbers: NumberStyle

    package init(_ title: String, alignment: Alignment? = nil, numbers: NumberStyle = .display) {
      self.title = title
      self.alignment = alignment
      self.numbers = numbers
    }
  }

  package enum Cell: Sendable, Equatable {
    case text(String)
    case number(Double)
    case boolean(Bool)
    /// No value: blank for people, an empty field in CSV, null in JSON.
    case none
  }

  package enum Format: String, Sendable, CaseIterable {
    case table, plain, csv, json, jsonl, markdown
  }

  package var columns: [Column]
  package private(set) var rows: [[Cell]]

  package init(_ columns: [Column], rows: [[Cell]] = []) {
    self.columns = columns
    self.rows = []
    for row in rows { append(row) }
  }

  /// Appends a row, padded with ``Cell/none`` if it is short; cells beyond the last column are dropped.
  package mutating func append(_ row: [Cell]) {
    let missing = columns.count - row.count
    rows.append(
      missing >= 0 ? row + Array(repeating: .none, count: missing) : Array(row.prefix(columns.count)))
  }
}

extension Table.Column: ExpressibleByStringLiteral {
  package init(stringLiteral title: String) { self.init(title) }
}

extension Table.Cell: ExpressibleByStringLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral
{
  package init(stringLiteral text: String) { self = .text(text) }
  package init(floatLiteral number: Double) { self = .number(number) }
  package init(integerLiteral number: Int) { self = .number(Double(number)) }
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
}

/// The formats for programs: the same with and without a terminal; numbers read back as the same values.
extension Table {
  func csv() -> String {
    var lines = [keys().map { CSVText.field($0) }.joined(separator: ",")]
    lines += rows.map { row in
      row.map { cell in
        switch cell {
        case .text(let text): CSVText.field(text)
        case .number(let number): NumberFormat.exact(number)
        case .boolean(let value): value ? "true" : "false"
        case .none: ""
        }
      }.joined(separator: ",")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  func json() -> String {
    let objects = objects()
    return objects.isEmpty ? "[]\n" : "[\n  " + objects.joined(separator: ",\n  ") + "\n]\n"
  }

  func objects() -> [String] {
    let keys = keys()
    return rows.map { row in
      JSONText.object(
        zip(keys, row).map { key, cell in
          switch cell {
          case .text(let text): (key, JSONText.quoted(text))
          case .number(let number): (key, JSONText.number(number))
          case .boolean(let value): (key, value ? "true" : "false")
          case .none: (key, "null")
          }
        })
    }
  }

  /// The titles, with a number appended to repeated ones: keys of an object are unique, and readers select columns by
  /// name.
  private func keys() -> [String] {
    var used: Set<String> = []
    return columns.map { column in
      var key = column.title
      var count = 1
      while !used.insert(key).inserted {
        count += 1
        key = "\(column.title)_\(count)"
      }
      return key
    }
  }
}
