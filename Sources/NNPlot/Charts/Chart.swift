import NNText

/// A picture of values, apart from where it is drawn.
package protocol Chart: Sendable {
  func draw(on canvas: inout some Canvas)
  /// The values behind the picture, for `to "f.csv"`.
  var table: Table { get }
}

extension Chart {
  /// For a terminal or a pipe; every line ended.
  ///
  /// - Parameters:
  ///   - columns: the terminal's width; at least 24 are used.
  ///   - rows: of the area inside the axes.
  package func text(
    columns: Int, rows: Int = 15, glyphs: TerminalCanvas.Glyphs = .braille, style: Style = .plain
  ) -> String {
    var canvas = TerminalCanvas(columns: columns, rows: rows, glyphs: glyphs, style: style)
    draw(on: &canvas)
    return canvas.text
  }

  /// A standalone SVG document; sizes in pixels, the height is that of the area inside the axes.
  package func svg(width: Double = 760, height: Double = 360) -> String {
    var canvas = SVGCanvas(width: width, plotHeight: height)
    draw(on: &canvas)
    return canvas.document
  }

  /// A PNG picture, twice as many pixels as an SVG has units; nil where libcairo is missing or cannot make it.
  package func png(width: Double = 760, height: Double = 360) -> [UInt8]? {
    guard CairoCanvas.isAvailable else { return nil }
    var canvas = CairoCanvas(width: width, plotHeight: height)
    draw(on: &canvas)
    return canvas.bytes
  }

  package func csv() -> String { table.rendered(as: .csv) }
}
