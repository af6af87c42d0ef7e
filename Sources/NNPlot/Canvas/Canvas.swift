/// A surface to draw a picture on. Charts are laid out in the canvas's own units, so the same drawing code serves the
/// terminal, SVG and PNG. x runs to the right, y runs down.
package protocol Canvas {
  var metrics: CanvasMetrics { get }

  /// The width of a line of text; an upper bound if the font is not known.
  func width(of text: String) -> Double

  /// Called once before drawing, when the layout has determined the height of the picture.
  mutating func begin(height: Double, title: String, seriesCount: Int)

  /// Draws one line of text whose line box has its top at `y`.
  mutating func text(_ text: String, x: Double, y: Double, anchor: TextAnchor, role: TextRole)
  /// Draws the left and the bottom axis of a plot area.
  mutating func axes(of plot: Rectangle)
  mutating func tick(_ edge: Edge, at position: Double, of plot: Rectangle)

  /// Draws a curve of at least two points.
  mutating func curve(_ points: [Point], series: Int)
  /// Draws a single point that is not part of a curve.
  mutating func mark(_ point: Point, series: Int)
  mutating func bar(_ area: Rectangle, series: Int)
  /// Fills an area without a border; later areas, curves and texts are drawn over it.
  mutating func fill(_ area: Rectangle, _ paint: Paint)
  /// Draws a straight line with a weight from 0 (thin) to 1 (thick).
  mutating func edge(from start: Point, to end: Point, weight: Double, _ paint: Paint)
  /// Draws a unit of a network.
  mutating func node(_ center: Point)
  /// Draws the legend's sample of a series: ``CanvasMetrics/keyWidth`` wide, one line high.
  mutating func key(series: Int, x: Double, y: Double)
}

/// The sizes for the layout, in units of the canvas.
package struct CanvasMetrics: Sendable {
  /// The width of the whole picture.
  package var width: Double
  /// The height of the area inside the axes, which determines the picture's height.
  package var plotHeight: Double
  package var margin: Double
  package var lineHeight: Double
  /// The space of the axis itself next to the plot area: a column or row of characters, or 0 for a thin line.
  package var axisThickness: Double
  /// The gap between an axis and its tick labels.
  package var labelGap: Double
  /// The minimum gap between adjacent labels.
  package var columnGap: Double
  package var keyWidth: Double
  package var barHeight: Double
  package var barGap: Double
  /// The smallest square of a matrix or image that can be distinguished from its neighbors, and the largest to use.
  package var smallestSquare: Size
  package var largestSquare: Size
  /// The cell size to which positions are rounded down; 0 if positions are continuous.
  package var cell: Double
  /// The number of horizontally distinguishable points per unit.
  package var resolution: Double
  /// The text that replaces the end of a truncated text.
  package var ellipsis: String
  /// The legend for the signs of numbers, shown in a note.
  package var signs: String
  /// The maximum number of lines between units that stays legible.
  package var edgeLimit: Int

  /// The position, moved so that it stays inside `lower…upper` when rounded down to a cell.
  func inside(_ position: Double, _ lower: Double, _ upper: Double) -> Double {
    max(lower, min(position, upper - cell / 2))
  }
}

package struct Size: Sendable, Equatable {
  package var width: Double
  package var height: Double

  package init(_ width: Double, _ height: Double) {
    self.width = width
    self.height = height
  }
}

package enum TextAnchor: Sendable { case start, middle, end }

package enum TextRole: Sendable { case title, label, note }

package enum Edge: Sendable { case left, bottom }

package struct Point: Sendable, Equatable {
  package var x: Double
  package var y: Double

  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

package struct Rectangle: Sendable, Equatable {
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double

  package var maxX: Double { x + width }
  package var maxY: Double { y + height }
}

extension Canvas {
  /// The text, truncated to the width if necessary.
  func fitted(_ text: String, to room: Double) -> String {
    guard width(of: text) > room else { return text }
    var kept = text[...]
    while let _ = kept.popLast() {
      let cut = kept + metrics.ellipsis
      if width(of: String(cut)) <= room { return String(cut) }
    }
    return ""
  }
}
