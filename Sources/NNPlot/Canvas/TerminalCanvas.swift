import NNText

/// A picture of terminal characters: a unit is one column wide and one row high. Curves are braille dots (2 × 4 per
/// character) or, where only ASCII is safe, the mark of the series.
package struct TerminalCanvas: Canvas {
  package enum Glyphs: Sendable, Equatable { case braille, ascii }

  package let metrics: CanvasMetrics
  let glyphs: Glyphs
  let style: Style
  var cells: [TerminalCell] = []
  let columns: Int
  var rows = 0
  /// The number of series. Several series get marks where colors do not distinguish them.
  var seriesCount = 0

  package init(columns: Int, rows: Int, glyphs: Glyphs, style: Style) {
    self.columns = min(max(columns, 24), 1000)
    self.glyphs = glyphs
    self.style = style
    metrics = CanvasMetrics(
      width: Double(self.columns), plotHeight: Double(min(max(rows, 3), 500)), margin: 0, lineHeight: 1,
      axisThickness: 1, labelGap: 1, columnGap: 2, keyWidth: glyphs == .braille && style.isOn ? 2 : 1, barHeight: 1,
      barGap: 0, smallestSquare: Size(1, 1), largestSquare: Size(2, 1), cell: 1, resolution: 2,
      ellipsis: glyphs == .braille ? "…" : "...",
      signs: glyphs == .braille && style.isOn ? "cyan: above 0, red: below" : "+ above 0, - below", edgeLimit: 60)
  }

  package func width(of text: String) -> Double { Double(DisplayWidth.of(VisibleText.line(text))) }

  package mutating func begin(height: Double, title: String, seriesCount: Int) {
    self.seriesCount = seriesCount
    rows = Int(height.rounded(.up))
    cells = Array(repeating: TerminalCell(), count: rows * columns)
  }

  package mutating func text(_ text: String, x: Double, y: Double, anchor: TextAnchor, role: TextRole) {
    let text = VisibleText.line(text)
    let width = width(of: text)
    let start =
      switch anchor {
      case .start: x
      case .middle: x - width / 2
      case .end: x - width
      }
    var column = Int(start.rounded())
    for character in text {
      let width = DisplayWidth.of(character)
      put(character, column, Int(y.rounded()), attribute: attribute(of: role))
      if width == 2 { put(nil, column + 1, Int(y.rounded()), attribute: nil) }
      column += width
    }
  }

  package mutating func axes(of plot: Rectangle) {
    let column = Int(plot.x) - 1
    let row = Int(plot.maxY)
    for y in Int(plot.y)..<row { put(glyphs == .braille ? "│" : "|", column, y, attribute: .dim) }
    for x in Int(plot.x)..<Int(plot.maxX) { put(glyphs == .braille ? "─" : "-", x, row, attribute: .dim) }
    put(glyphs == .braille ? "└" : "+", column, row, attribute: .dim)
  }

  package mutating func tick(_ edge: Edge, at position: Double, of plot: Rectangle) {
    switch edge {
    case .left: put(glyphs == .braille ? "┤" : "+", Int(plot.x) - 1, Int(position), attribute: .dim)
    case .bottom: put(glyphs == .braille ? "┬" : "+", Int(position), Int(plot.maxY), attribute: .dim)
    }
  }

  package mutating func bar(_ area: Rectangle, series: Int) {
    // Eighths of a character at the right end; whole characters at the left, where no partial ones exist.
    let blocks: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]
    let row = Int(area.y)
    var column = Int(area.x.rounded())
    let eighths = max(1, Int((area.maxX - Double(column)) * 8))
    for part in stride(from: eighths, to: 0, by: -8) {
      if glyphs == .braille {
        put(blocks[min(part, 8) - 1], column, row, attribute: Self.colors[series % Self.colors.count])
      } else if part >= 4 || part == eighths {
        put("#", column, row, attribute: nil)
      }
      column += 1
    }
  }

  package mutating func key(series: Int, x: Double, y: Double) {
    let color = Self.colors[series % Self.colors.count]
    if usesMarks(series) {
      put(Self.mark(series), Int(x), Int(y), attribute: color)
    } else {
      for offset in 0..<Int(metrics.keyWidth) { put("⠒", Int(x) + offset, Int(y), attribute: color) }
    }
  }

  /// Puts a character in a cell; positions outside the picture are ignored.
  mutating func put(_ character: Character?, _ column: Int, _ row: Int, attribute: Style.Attribute?) {
    guard (0..<columns).contains(column), (0..<rows).contains(row) else { return }
    cells[row * columns + column].content = character.map { .glyph($0, attribute) } ?? .covered
  }

  private func attribute(of role: TextRole) -> Style.Attribute? {
    switch role {
    case .title: .bold
    case .label: nil
    case .note: .dim
    }
  }
}

/// A character cell: text, or dots of one or more series.
struct TerminalCell {
  enum Content {
    case empty
    case glyph(Character, Style.Attribute?)
    /// The right half of a wide character.
    case covered
    /// Shading under dots and text.
    case shade(Character, Style.Attribute?)
  }

  var content = Content.empty
  /// Braille dots, the low byte of U+28xx.
  var dots: UInt8 = 0
  /// A bit for each series with a dot in the cell.
  var series: UInt64 = 0
  /// A bit for each series whose mark replaces the dots.
  var marked: UInt64 = 0
  /// For dots of edges, the sign of the strongest weight.
  var sign: Int8 = 0
}
