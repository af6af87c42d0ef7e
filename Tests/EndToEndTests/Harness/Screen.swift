/// What stands on a terminal's screen after it got a text: enough of one for what readline sends.
///
/// It has as many rows as are wanted and never scrolls. Every character takes one column.
struct Screen {
  private let columns: Int
  private var rows: [[Character]] = [[]]
  /// Where the cursor is.
  private(set) var row = 0
  private var column = 0

  init(columns: Int = 80) { self.columns = columns }

  /// The rows without blanks at their ends and blank rows at the end.
  var lines: [String] {
    var lines = rows.map { row in
      String(row).reversed().drop { $0 == " " }.reversed().map(String.init).joined()
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The cursor's row.
  var currentLine: String { String(rows[row]) }

  mutating func write(_ text: String) {
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\u{1B}": escape(&rest)
      case "\r": column = 0
      case "\n": go(to: row + 1)
      case "\u{08}": column = max(0, column - 1)
      case "\u{07}": break
      default: put(Character(scalar))
      }
    }
  }

  private mutating func escape(_ rest: inout Substring.UnicodeScalarView) {
    guard rest.first == "[" else {
      _ = rest.popFirst()
      return
    }
    _ = rest.popFirst()
    let parameters = String(String.UnicodeScalarView(rest.prefix { !("@"..."~").contains($0) }))
    rest = rest.dropFirst(parameters.unicodeScalars.count)
    let count = Int(parameters) ?? 1
    switch rest.popFirst() {
    case "A": row = max(0, row - count)
    case "B": go(to: row + count)
    case "C": column += count
    case "D": column = max(0, column - count)
    case "K": rows[row] = Array(rows[row].prefix(column))
    case "J":
      rows[row] = Array(rows[row].prefix(column))
      rows.removeSubrange((row + 1)...)
    case "P": rows[row].removeSubrange(min(column, rows[row].count)..<min(column + count, rows[row].count))
    case "@":
      pad(to: column)
      rows[row].insert(contentsOf: Array(repeating: " ", count: count), at: column)
    default: break
    }
  }

  private mutating func put(_ character: Character) {
    if column == columns {
      go(to: row + 1)
      column = 0
    }
    pad(to: column + 1)
    rows[row][column] = character
    column += 1
  }

  private mutating func go(to target: Int) {
    row = target
    while rows.count <= row { rows.append([]) }
  }

  private mutating func pad(to count: Int) {
    while rows[row].count < count { rows[row].append(" ") }
  }
}
