@testable import NNPlot

/// Records what a chart draws, with the boxes of its texts, in the units of another canvas.
struct RecordingCanvas: Canvas {
  struct Text {
    var content: String
    var box: Rectangle
  }

  let metrics: CanvasMetrics
  private let measure: (String) -> Double
  private(set) var height = 0.0
  private(set) var texts: [Text] = []
  /// Points of curves, marks, bars, areas and nodes.
  private(set) var points: [Point] = []

  init(like canvas: some Canvas) {
    metrics = canvas.metrics
    measure = canvas.width
  }

  func width(of text: String) -> Double { measure(text) }

  mutating func begin(height: Double, title: String, seriesCount: Int) { self.height = height }

  mutating func text(_ text: String, x: Double, y: Double, anchor: TextAnchor, role: TextRole) {
    guard !text.isEmpty else { return }
    let width = measure(text)
    let start =
      switch anchor {
      case .start: x
      case .middle: x - width / 2
      case .end: x - width
      }
    // A terminal rounds positions to whole cells.
    let box =
      metrics.cell > 0
      ? Rectangle(x: start.rounded(), y: y.rounded(), width: width, height: 1)
      : Rectangle(x: start, y: y, width: width, height: metrics.lineHeight)
    texts.append(Text(content: text, box: box))
  }

  mutating func axes(of plot: Rectangle) { add(plot) }
  mutating func tick(_ edge: Edge, at position: Double, of plot: Rectangle) {}
  mutating func curve(_ points: [Point], series: Int) { self.points += points }
  mutating func mark(_ point: Point, series: Int) { points.append(point) }
  mutating func bar(_ area: Rectangle, series: Int) { add(area) }
  mutating func fill(_ area: Rectangle, _ paint: Paint) { add(area) }
  mutating func edge(from start: Point, to end: Point, weight: Double, _ paint: Paint) { points += [start, end] }
  mutating func node(_ center: Point) { points.append(center) }
  mutating func key(series: Int, x: Double, y: Double) { points += [Point(x, y), Point(x + metrics.keyWidth, y)] }

  private mutating func add(_ area: Rectangle) {
    points += [Point(area.x, area.y), Point(area.maxX, area.maxY)]
  }

  /// The errors of the layout: texts that extend beyond the picture or overlap, shapes outside.
  var faults: [String] {
    let slack = 1e-6
    func isOutside(_ box: Rectangle) -> Bool {
      box.x < -slack || box.y < -slack || box.maxX > metrics.width + slack || box.maxY > height + slack
    }
    var faults = texts.filter { isOutside($0.box) }.map { "'\($0.content)' sticks out: \($0.box)" }
    faults += points.filter { isOutside(Rectangle(x: $0.x, y: $0.y, width: 0, height: 0)) }.map { "outside: \($0)" }
    let sorted = texts.sorted { $0.box.y < $1.box.y }
    for (index, a) in sorted.enumerated() {
      for b in sorted[(index + 1)...].prefix(while: { $0.box.y < a.box.maxY - slack })
      where a.box.x < b.box.maxX - slack && b.box.x < a.box.maxX - slack
        && min(a.box.maxY, b.box.maxY) - max(a.box.y, b.box.y) > metrics.lineHeight * 0.3
      {
        faults.append("'\(a.content)' and '\(b.content)' overlap")
      }
    }
    return faults
  }
}
