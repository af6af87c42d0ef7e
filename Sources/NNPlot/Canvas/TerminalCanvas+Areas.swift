import NNText

// Areas, edges and nodes as characters.
extension TerminalCanvas {
  package mutating func fill(_ area: Rectangle, _ paint: Paint) {
    let (character, attribute) = shade(paint)
    guard character != " " else { return }
    for row in Int(area.y.rounded())..<max(Int(area.y.rounded()), Int(area.maxY.rounded())) {
      for column in Int(area.x.rounded())..<max(Int(area.x.rounded()), Int(area.maxX.rounded())) {
        guard (0..<columns).contains(column), (0..<rows).contains(row) else { continue }
        guard case .empty = cells[row * columns + column].content else { continue }
        cells[row * columns + column].content = .shade(character, attribute)
      }
    }
  }

  private func shade(_ paint: Paint) -> (Character, Style.Attribute?) {
    switch paint {
    case .series(let index, let strength): return areaShade(index, strength)
    case .diverging(let value):
      // Signs have different characters, with and without color.
      let ramp: [Character] = value < 0 ? [" ", "-", "=", "%"] : [" ", "·", "+", "#"]
      let plain: [Character] = value < 0 ? [" ", "-", "=", "%"] : [" ", ".", "+", "#"]
      let level = step(abs(value), of: ramp.count)
      return ((glyphs == .braille ? ramp : plain)[level], value < 0 ? .red : .cyan)
    case .gray(let value):
      let ramp: [Character] =
        glyphs == .braille ? [" ", "░", "▒", "▓", "█"] : [" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"]
      return (ramp[step(value, of: ramp.count)], nil)
    }
  }

  /// Strong areas are denser; without colors, each series has its own character.
  private func areaShade(_ index: Int, _ strength: Double) -> (Character, Style.Attribute?) {
    if glyphs == .braille && style.isOn { return (strength >= 0.7 ? "▒" : "░", Self.colors[index % Self.colors.count]) }
    let plain: [Character] = [" ", ".", ":", "-", "=", "~", ",", "'", "!", "?"]
    let dense: [Character] = [" ", "░", "▒", "▓", "-", "=", "~", ":", "!", "?"]
    return ((glyphs == .braille ? dense : plain)[index % plain.count], nil)
  }

  /// The index in a ramp of `count` levels, whose first is blank, for a value from 0 to 1.
  private func step(_ value: Double, of count: Int) -> Int {
    guard value.isFinite, value > 0 else { return 0 }
    return min(count - 1, max(1, Int((value * Double(count - 1)).rounded(.up))))
  }

  package mutating func edge(from start: Point, to end: Point, weight: Double, _ paint: Paint) {
    // Weak edges would only clutter the picture.
    guard weight >= 0.15 else { return }
    let isNegative = if case .diverging(let value) = paint { value < 0 } else { false }
    let (x, y) = (Int(start.x * 2), Int(start.y * 4))
    let (width, height) = (Int(end.x * 2) - x, Int(end.y * 4) - y)
    let steps = max(abs(width), abs(height), 1)
    for step in 0...steps {
      let (column, row) = (x + width * step / steps, y + height * step / steps)
      guard column >= 0, row >= 0, column / 2 < columns, row / 4 < rows else { continue }
      let bits: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
      let index = row / 4 * columns + column / 2
      // A stronger edge comes later and replaces the character.
      if cells[index].sign != (isNegative ? -1 : 1) { cells[index].dots = 0 }
      cells[index].dots |= bits[row % 4 * 2 + column % 2]
      cells[index].sign = isNegative ? -1 : 1
    }
  }

  /// A cell of an edge: dots in the color of its sign, or the sign itself.
  func edgeGlyph(_ cell: TerminalCell) -> (Character, Style.Attribute?) {
    let color: Style.Attribute = cell.sign < 0 ? .red : .cyan
    guard glyphs == .braille && style.isOn else { return (cell.sign < 0 ? "-" : "+", color) }
    return (Character(Unicode.Scalar(0x2800 + UInt32(cell.dots)) ?? " "), color)
  }

  package mutating func node(_ center: Point) {
    put("O", Int(center.x), Int(center.y), attribute: .bold)
  }
}

extension TerminalCanvas {
  /// The colors of the series. Blue comes last because it is hard to read on black.
  static let colors: [Style.Attribute] = [.cyan, .yellow, .magenta, .green, .red, .blue]

  /// The marks of the series. ASCII, because terminals for Korean, Chinese and Japanese draw many geometric shapes two
  /// columns wide.
  private static let marks = Array("*o+x#@%&=acdeghijklmnpqrstuvwyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")

  static func mark(_ series: Int) -> Character { marks[series % marks.count] }

  /// Whether the series needs its mark, because its color does not distinguish it from others.
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

  /// The column of dots of a position. The last column includes the far end, so that both ends of a scale are inside.
  private func dotColumn(_ x: Double) -> Int { min(Int(x * 2), columns * 2 - 1) }

  private func dotRow(_ y: Double) -> Int { Int(y * 4) }

  /// Sets a dot and returns the index of its cell; `nil` outside the picture.
  private mutating func dot(_ column: Int, _ row: Int, _ series: Int) -> Int? {
    var (cellRow, dotRow) = (row / 4, row % 4)
    let cellColumn = column / 2
    guard column >= 0, row >= 0, cellColumn < columns, cellRow < rows else { return nil }
    // A value at the very bottom would fall on the axis below it: move it to the last row of dots.
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
