import NNText

/// A picture of values, independent of the canvas.
package protocol Chart: Sendable {
  func draw(on canvas: inout some Canvas)
  /// The values of the picture, for `to "f.csv"`.
  var table: Table { get }
}

extension Chart {
  /// The chart as text for a terminal or a pipe; each line ends with a line feed.
  ///
  /// - Parameters:
  ///   - columns: the width of the terminal; at least 24 columns are used.
  ///   - rows: the height of the area inside the axes.
  package func text(
    columns: Int, rows: Int = 15, glyphs: TerminalCanvas.Glyphs = .braille, style: Style = .plain
  ) -> String {
    var canvas = TerminalCanvas(columns: columns, rows: rows, glyphs: glyphs, style: style)
    draw(on: &canvas)
    return canvas.text
  }

  /// The chart as a standalone SVG document. Sizes are in pixels; the height is that of the area inside the axes.
  package func svg(width: Double = 760, height: Double = 360) -> String {
    var canvas = SVGCanvas(width: width, plotHeight: height)
    draw(on: &canvas)
    return canvas.document
  }

  /// The chart as a PNG picture with two pixels per SVG unit; `nil` if libcairo is missing or fails.
  package func png(width: Double = 760, height: Double = 360) -> [UInt8]? {
    guard CairoCanvas.isAvailable else { return nil }
    var canvas = CairoCanvas(width: width, plotHeight: height)
    draw(on: &canvas)
    return canvas.bytes
  }

  package func csv() -> String { table.rendered(as: .csv) }
}

/// The names of the series below a chart, where they do not cover data, in as many lines as needed.
struct Legend {
  private struct Entry {
    var series: Int
    var text: String
    var x: Double
    var line: Int
  }

  private var entries: [Entry] = []
  private(set) var lineCount = 0
  /// The series of points, whose sample is a point.
  private let scattered: Set<Int>

  /// Lays out the legend. Empty texts get no entry.
  init(
    _ texts: [String], scattered: Set<Int> = [], on canvas: some Canvas, from left: Double, to right: Double
  ) {
    self.scattered = scattered
    let metrics = canvas.metrics
    let lead = metrics.keyWidth + metrics.labelGap
    // A common width aligns the entries of several lines.
    let fitted = texts.map { canvas.fitted($0, to: right - left - lead) }
    let widths = fitted.filter { !$0.isEmpty }.map { lead + canvas.width(of: $0) }
    guard let widest = widths.max() else { return }
    let isOneLine = widths.reduce(0, +) + metrics.columnGap * Double(widths.count - 1) <= right - left
    var x = left
    lineCount = 1
    for (series, text) in fitted.enumerated() where !text.isEmpty {
      let width = isOneLine ? lead + canvas.width(of: text) : widest
      if x > left && x + width > right + 1e-6 {
        x = left
        lineCount += 1
      }
      entries.append(Entry(series: series, text: text, x: x, line: lineCount - 1))
      x += width + metrics.columnGap
    }
  }

  func draw(on canvas: inout some Canvas, top: Double) {
    let metrics = canvas.metrics
    for entry in entries {
      let y = top + Double(entry.line) * metrics.lineHeight
      if scattered.contains(entry.series) {
        let middle = metrics.cell > 0 ? metrics.keyWidth - metrics.cell / 2 : metrics.keyWidth / 2
        canvas.mark(Point(entry.x + middle, y + metrics.lineHeight / 2), series: entry.series)
      } else {
        canvas.key(series: entry.series, x: entry.x, y: y)
      }
      canvas.text(
        entry.text, x: entry.x + metrics.keyWidth + metrics.labelGap, y: y, anchor: .start, role: .label)
    }
  }
}
