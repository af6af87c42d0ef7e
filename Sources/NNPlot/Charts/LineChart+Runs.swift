import NNText

extension LineChart {
  func isShown(_ point: Point) -> Bool {
    point.x.isFinite && point.y.isFinite && (!x.isLogarithmic || point.x > 0) && (!y.isLogarithmic || point.y > 0)
  }

  /// How many finite points a logarithmic axis leaves out.
  var droppedCount: Int {
    series.reduce(0) { sum, series in
      sum + series.points.count { $0.x.isFinite && $0.y.isFinite && !isShown($0) }
    }
  }

  /// The name, with what the curve does not show: that there is nothing of it, or where it ends.
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

  /// The pieces of a series between its gaps, in canvas units, thinned to what the canvas can show.
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

  /// Of neighbours in the same column only the first, lowest, highest and last: they cover what all would.
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
