import NNText

/// A chart of curves over a common x axis.
package struct LineChart: Chart {
  package struct Axis: Sendable, Equatable {
    package var label: String
    package var isLogarithmic: Bool

    package init(_ label: String = "", isLogarithmic: Bool = false) {
      self.label = label
      self.isLogarithmic = isLogarithmic
    }
  }

  package struct Series: Sendable, Equatable {
    /// The name in the legend; a series with an empty name is not in the legend.
    package var name: String
    /// The points in the order in which they are joined. A y that is not finite leaves a gap.
    package var points: [Point]
    /// Whether the points are not joined to a curve.
    package var isScattered: Bool

    package init(_ name: String, points: [Point], isScattered: Bool = false) {
      self.name = name
      self.points = points
      self.isScattered = isScattered
    }

    package init(_ name: String, x: [Double], y: [Double]) {
      self.init(name, points: zip(x, y).map { Point($0, $1) })
    }
  }

  /// A grid of areas under the curves, each in the color of a series.
  package struct Field: Sendable, Equatable {
    /// The number of columns of the grid. Its rows follow from the cells; the lowest is first.
    package var columns: Int
    package var x: ClosedRange<Double>
    package var y: ClosedRange<Double>
    /// For each cell, the series whose color it has, and the strength from 0 to 1.
    package var cells: [(series: Int, strength: Double)]

    package init(
      columns: Int, x: ClosedRange<Double>, y: ClosedRange<Double>, cells: [(series: Int, strength: Double)]
    ) {
      self.columns = max(1, columns)
      self.x = x
      self.y = y
      self.cells = cells
    }

    package var rows: Int { cells.count / columns }

    package static func == (a: Self, b: Self) -> Bool {
      a.columns == b.columns && a.x == b.x && a.y == b.y
        && a.cells.elementsEqual(b.cells) { $0.series == $1.series && $0.strength == $1.strength }
    }
  }

  package var title: String
  package var x: Axis
  package var y: Axis
  package var series: [Series]
  package var field: Field?

  package init(title: String = "", x: Axis = Axis(), y: Axis = Axis(), series: [Series], field: Field? = nil) {
    self.title = title
    self.x = x
    self.y = y
    self.series = series
    self.field = field
  }

  /// One row for each x in ascending order and one column for each series; empty where a series has no such x.
  package var table: Table {
    var columns = [Table.Column(x.label.isEmpty ? "x" : x.label)]
    for (index, series) in series.enumerated() {
      let name = series.name.isEmpty ? y.label : series.name
      columns.append(Table.Column(name.isEmpty ? "y\(index + 1)" : name))
    }
    struct Key: Hashable {
      var x: Double
      /// A series may have the same x more than once.
      var occurrence: Int
    }
    var rows: [Key: [Table.Cell]] = [:]
    for (index, series) in series.enumerated() {
      var occurrences: [Double: Int] = [:]
      for point in series.points where !point.x.isNaN {
        let occurrence = occurrences[point.x, default: 0]
        occurrences[point.x] = occurrence + 1
        let key = Key(x: point.x, occurrence: occurrence)
        var row = rows[key] ?? [.number(point.x)] + Array(repeating: .none, count: self.series.count)
        row[index + 1] = .number(point.y)
        rows[key] = row
      }
    }
    let sorted = rows.sorted { ($0.key.x, $0.key.occurrence) < ($1.key.x, $1.key.occurrence) }
    return Table(columns, rows: sorted.map(\.value))
  }
}

extension LineChart {
  func isShown(_ point: Point) -> Bool {
    point.x.isFinite && point.y.isFinite && (!x.isLogarithmic || point.x > 0) && (!y.isLogarithmic || point.y > 0)
  }

  /// The number of finite points that a logarithmic axis omits.
  var droppedCount: Int {
    series.reduce(0) { sum, series in
      sum + series.points.count { $0.x.isFinite && $0.y.isFinite && !isShown($0) }
    }
  }

  /// The name, with a note if the series is empty, has no point to show, or ends in values that are not finite.
  func legendText(_ series: Series) -> String {
    guard !series.name.isEmpty else { return "" }
    let points = series.points
    guard let last = points.last else { return series.name + " (empty)" }
    guard let shown = points.lastIndex(where: isShown) else {
      let isFinite = points.contains { $0.x.isFinite && $0.y.isFinite }
      return series.name + (isFinite ? " (not positive)" : " (\(NumberFormat.display(last.y)))")
    }
    let rest = points[(shown + 1)...]
    guard let first = rest.first, rest.allSatisfy({ !$0.y.isFinite }) else { return series.name }
    return "\(series.name) (\(NumberFormat.display(first.y)) from \(NumberFormat.display(first.x)))"
  }

  /// The segments of a series between its gaps, in canvas units, thinned to the resolution of the canvas.
  func runs(_ series: Series, resolution: Double, place: (Point) -> Point) -> [[Point]] {
    var runs: [[Point]] = []
    var run: [Point] = []
    for point in series.points {
      if isShown(point) {
        run.append(place(point))
      } else if !run.isEmpty {
        runs.append(run)
        run = []
      }
    }
    if !run.isEmpty { runs.append(run) }
    return runs.map { Self.thinned($0, resolution: resolution) }
  }

  /// Keeps only the first, lowest, highest and last of adjacent points in the same column: they cover the same area as
  /// all.
  private static func thinned(_ points: [Point], resolution: Double) -> [Point] {
    guard points.count > 200 else { return points }
    var result: [Point] = []
    var start = 0
    while start < points.count {
      let column = (points[start].x * resolution).rounded(.down)
      var end = start + 1
      var lowest = start
      var highest = start
      while end < points.count, (points[end].x * resolution).rounded(.down) == column {
        if points[end].y < points[lowest].y { lowest = end }
        if points[end].y > points[highest].y { highest = end }
        end += 1
      }
      var previous = -1
      for index in [start, min(lowest, highest), max(lowest, highest), end - 1] where index != previous {
        result.append(points[index])
        previous = index
      }
      start = end
    }
    return result
  }
}
