/// What a picture is drawn on. Charts lay themselves out in the canvas's own units, so one drawing code serves the
/// terminal, SVG and whatever comes. x runs right, y runs down.
package protocol Canvas {
  var metrics: CanvasMetrics { get }

  /// How wide a line of text will be. An upper bound where fonts are not known.
  func width(of text: String) -> Double

  /// Called once, before anything is drawn, when the layout knows how high the picture will be.
  mutating func begin(height: Double, title: String, seriesCount: Int)

  /// One line of text whose line box has its top at `y`.
  mutating func text(_ text: String, x: Double, y: Double, anchor: TextAnchor, role: TextRole)
  /// The left and the bottom axis of a plot area.
  mutating func axes(of plot: Rectangle)
  mutating func tick(_ edge: Edge, at position: Double, of plot: Rectangle)

  /// A curve of at least two points.
  mutating func curve(_ points: [Point], series: Int)
  /// A point that no curve joins to another.
  mutating func mark(_ point: Point, series: Int)
  mutating func bar(_ area: Rectangle, series: Int)
  /// An area without a border; later ones, curves and texts lie on top.
  mutating func fill(_ area: Rectangle, _ paint: Paint)
  /// A straight line, 0 (thin) to 1 (thick).
  mutating func edge(from start: Point, to end: Point, weight: Double, _ paint: Paint)
  /// A unit of a network.
  mutating func node(_ center: Point)
  /// The piece of a legend that shows how the series looks: ``CanvasMetrics/keyWidth`` wide, one line high.
  mutating func key(series: Int, x: Double, y: Double)
}

/// The sizes a layout needs, in units of the canvas.
package struct CanvasMetrics: Sendable {
  /// Of the whole picture.
  package var width: Double
  /// Of the area inside the axes; the picture's height follows from it.
  package var plotHeight: Double
  package var margin: Double
  package var lineHeight: Double
  /// Room the axis itself takes beside the plot area: a column or row of characters, or nothing for a thin line.
  package var axisThickness: Double
  /// Between an axis and the labels of its ticks.
  package var labelGap: Double
  /// The least room between neighbouring labels.
  package var columnGap: Double
  package var keyWidth: Double
  package var barHeight: Double
  package var barGap: Double
  /// A square of a matrix or of an image: the smallest that can be told from its neighbours, and the largest wanted.
  package var smallestSquare: Size
  package var largestSquare: Size
  /// The size of the cell positions are rounded down to; 0 where they are continuous.
  package var cell: Double
  /// How many points side by side in one unit can be told apart.
  package var resolution: Double
  /// What stands for the end of a text that was cut.
  package var ellipsis: String
  /// How the signs of numbers are told apart, for a note.
  package var signs: String
  /// Lines between units that a picture can take before it turns black.
  package var edgeLimit: Int

  /// A position inside `lower…upper` that stays inside when rounded down to a cell.
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
  /// The text, cut to the width where it must be.
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
