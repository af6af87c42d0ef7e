import NNText

extension TerminalCanvas {
  /// The picture as text; each line ends with a line feed and has no trailing spaces.
  package var text: String {
    let marks = marks()
    var result = ""
    for row in 0..<rows {
      var line = ""
      var run = ""
      var runAttribute: Style.Attribute?
      var blanks = 0
      func flush() {
        line += runAttribute.map { style.apply($0, to: run) } ?? run
        run = ""
      }
      for column in 0..<columns {
        guard let (character, attribute) = glyph(row, column, marks[row * columns + column]) else { continue }
        if character == " " {
          blanks += 1
          continue
        }
        if attribute != runAttribute {
          flush()
          runAttribute = attribute
          line += String(repeating: " ", count: blanks)
        } else {
          run += String(repeating: " ", count: blanks)
        }
        blanks = 0
        run.append(character)
      }
      flush()
      result += line + "\n"
    }
    return result
  }

  /// The character of a cell; `nil` for the right half of a wide character.
  private func glyph(_ row: Int, _ column: Int, _ mark: Int?) -> (Character, Style.Attribute?)? {
    let cell = cells[row * columns + column]
    switch cell.content {
    case .covered: return nil
    case .glyph(let character, let attribute): return (character, attribute)
    case .shade(let character, let attribute) where cell.series == 0 && cell.sign == 0: return (character, attribute)
    case .empty, .shade: break
    }
    if cell.sign != 0 { return edgeGlyph(cell) }
    guard cell.series != 0 else { return (" ", nil) }
    let series = mark ?? shared(cell.series, column)
    let color = Self.colors[series % Self.colors.count]
    if glyphs == .ascii || mark != nil { return (Self.mark(series), color) }
    return (Character(Unicode.Scalar(0x2800 + UInt32(cell.dots))!), color)
  }

  /// The series to show where curves coincide: they alternate, so that none hides another.
  private func shared(_ bits: UInt64, _ column: Int) -> Int {
    var bits = bits
    for _ in 0..<(column % bits.nonzeroBitCount) { bits &= bits - 1 }
    return bits.trailingZeroBitCount
  }

  /// The cells where a series' mark replaces the dots: single points, and at intervals along each curve that color does
  /// not distinguish from the others.
  private func marks() -> [Int?] {
    var marks: [Int?] = cells.map { $0.marked == 0 ? nil : $0.marked.trailingZeroBitCount }
    guard glyphs == .braille else { return marks }
    let spacing = max(11, seriesCount + 1)
    for series in 0..<min(seriesCount, 64) where usesMarks(series) {
      let bit: UInt64 = 1 << UInt64(series)
      var hasMark = false
      var first: Int?
      for column in 0..<columns {
        let rows = (0..<rows).filter { cells[$0 * columns + column].series & bit != 0 }
        guard !rows.isEmpty else { continue }
        let index = rows[rows.count / 2] * columns + column
        if first == nil { first = index }
        guard (column + series * spacing / seriesCount) % spacing == 0, marks[index] == nil else { continue }
        marks[index] = series
        hasMark = true
      }
      if !hasMark, let first { marks[first] = series }
    }
    return marks
  }
}
