import NNText

extension TerminalCanvas {
  /// Blue is hard to read on black and comes last.
  static let colors: [Style.Attribute] = [.cyan, .yellow, .magenta, .green, .red, .blue]

  /// ASCII, because terminals for Korean, Chinese and Japanese draw many geometric shapes two columns wide.
  private static let marks = Array("*o+x#@%&=acdeghijklmnpqrstuvwyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")

  static func mark(_ series: Int) -> Character { marks[series % marks.count] }

  /// Whether the series is told from others by its mark and not by its colour alone.
  func usesMarks(_ series: Int) -> Bool {
    glyphs == .ascii || (seriesCount > 1 && (!style.isOn || series >= Self.colors.count))
  }

  package mutating func mark(_ point: Point, series: Int) {
    guard let index = dot(dotColumn(point.x), dotRow(point.y), series) else { return }
    cells[index].marked |= bit(series)
  }

  package mutating func curve(_ points: [Point], series: Int) {
    for (from, to) in zip(points, points.dropFirst()) {
      let (x, y) = (dotColumn(from.x), dotRow(from.y))
      let (width, height) = (dotColumn(to.x) - x, dotRow(to.y) - y)
      let steps = max(abs(width), abs(height), 1)
      for step in 0...steps {
        _ = dot(x + rounded(width * step, by: steps), y + rounded(height * step, by: steps), series)
      }
    }
  }

  private func rounded(_ numerator: Int, by divisor: Int) -> Int {
    (2 * numerator + (numerator < 0 ? -divisor : divisor)) / (2 * divisor)
  }

  private func bit(_ series: Int) -> UInt64 { 1 << UInt64(series % 64) }

  /// The last dot of the plot area also takes its far end: both ends of a scale are inside.
  private func dotColumn(_ x: Double) -> Int { min(Int(x * 2), columns * 2 - 1) }

  private func dotRow(_ y: Double) -> Int { Int(y * 4) }

  /// The cell's index, nil outside.
  private mutating func dot(_ column: Int, _ row: Int, _ series: Int) -> Int? {
    var (cellRow, dotRow) = (row / 4, row % 4)
    let cellColumn = column / 2
    guard column >= 0, row >= 0, cellColumn < columns, cellRow < rows else { return nil }
    // A value at the very bottom falls on the axis below: it belongs to the last row of dots.
    if case .glyph = cells[cellRow * columns + cellColumn].content, cellRow > 0 {
      cellRow -= 1
      dotRow = 3
    }
    let bits: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
    let index = cellRow * columns + cellColumn
    cells[index].dots |= bits[dotRow * 2 + column % 2]
    cells[index].series |= bit(series)
    return index
  }
}
