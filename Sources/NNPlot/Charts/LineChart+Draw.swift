import NNText

// The layout from top to bottom: title, name of the y axis, plot area, labels of the x axis, its name, legend, notes.
extension LineChart {
  package func draw(on canvas: inout some Canvas) {
    let metrics = canvas.metrics
    let shown = series.flatMap { $0.points.filter(isShown) }
    let ends = field.map { ([$0.x.lowerBound, $0.x.upperBound], [$0.y.lowerBound, $0.y.upperBound]) } ?? ([], [])
    let xScale = AxisScale(showing: shown.map(\.x) + ends.0, isLogarithmic: x.isLogarithmic, fit: .tight)
    let yScale = AxisScale(
      showing: shown.map(\.y) + ends.1, isLogarithmic: y.isLogarithmic, fit: field == nil ? .padded : .tight)
    let countsThings = field == nil && shown.allSatisfy { $0.x == $0.x.rounded() }

    var top = metrics.margin
    let titleTop = top
    if !title.isEmpty { top += metrics.lineHeight }
    let yNameTop = top
    if !y.label.isEmpty { top += metrics.lineHeight }
    // Half a line of padding on a continuous canvas, where the topmost label is centered on its tick.
    if metrics.cell == 0 { top += metrics.lineHeight / 2 }

    let height = metrics.plotHeight
    let yTicks = yScale.map { rowTicks(of: $0, height: height, lineHeight: metrics.lineHeight) } ?? []
    let labelWidth = yTicks.reduce(0) { max($0, canvas.width(of: $1.label)) }
    let left = metrics.margin + (labelWidth > 0 ? labelWidth + metrics.labelGap : 0) + metrics.axisThickness
    let right = metrics.width - metrics.margin
    // On a continuous canvas, the last label is centered on its tick, not moved inside.
    let lastLabel = metrics.cell == 0 ? xScale.map { canvas.width(of: NumberFormat.display($0.upper)) } ?? 0 : 0
    let inset = min(max(0, lastLabel / 2 - metrics.margin / 2), metrics.width / 10)
    let plot = Rectangle(x: left, y: top, width: max(metrics.cell, right - inset - left), height: height)

    func column(_ scale: AxisScale, _ value: Double) -> Double { plot.x + scale.fraction(of: value) * plot.width }
    func row(_ scale: AxisScale, _ value: Double) -> Double { plot.maxY - scale.fraction(of: value) * plot.height }

    let xTicks =
      xScale.map { scale in
        Ticks.choose(for: scale, isWhole: countsThings) { ticks in
          let labels = ticks.map {
            labelSpan(canvas.width(of: $0.label), around: column(scale, $0.value), metrics)
          }
          return zip(labels, labels.dropFirst()).allSatisfy { $1.lowerBound - $0.upperBound >= metrics.columnGap }
        }
      } ?? []

    let labelsTop = plot.maxY + metrics.axisThickness + (metrics.cell == 0 ? metrics.labelGap : 0)
    var bottom = xTicks.isEmpty ? labelsTop : labelsTop + metrics.lineHeight
    let xNameTop = bottom
    if !x.label.isEmpty { bottom += metrics.lineHeight }
    let legend = Legend(
      series.map(legendText), scattered: Set(series.indices.filter { series[$0].isScattered }), on: canvas,
      from: metrics.margin, to: right)
    if legend.lineCount > 0 && metrics.cell == 0 { bottom += metrics.lineHeight / 2 }
    let legendTop = bottom
    bottom += Double(legend.lineCount) * metrics.lineHeight
    let dropped = droppedCount
    let notesTop = bottom
    if dropped > 0 { bottom += metrics.lineHeight }

    canvas.begin(height: bottom + metrics.margin, title: title.isEmpty ? y.label : title, seriesCount: series.count)
    let room = right - metrics.margin
    canvas.text(canvas.fitted(title, to: room), x: metrics.margin, y: titleTop, anchor: .start, role: .title)
    canvas.text(canvas.fitted(y.label, to: room), x: metrics.margin, y: yNameTop, anchor: .start, role: .label)
    if let field { draw(field, in: plot, on: &canvas) }
    canvas.axes(of: plot)
    if let xScale, let yScale {
      for tick in yTicks {
        let y = metrics.inside(row(yScale, tick.value), plot.y, plot.maxY)
        canvas.tick(.left, at: y, of: plot)
        canvas.text(
          tick.label, x: plot.x - metrics.axisThickness - metrics.labelGap, y: y - metrics.lineHeight / 2,
          anchor: .end, role: .label)
      }
      for tick in xTicks {
        let x = metrics.inside(column(xScale, tick.value), plot.x, plot.maxX)
        canvas.tick(.bottom, at: x, of: plot)
        let span = labelSpan(canvas.width(of: tick.label), around: x, metrics)
        canvas.text(
          tick.label, x: (span.lowerBound + span.upperBound) / 2, y: labelsTop, anchor: .middle, role: .label)
      }
      // Draw the first series last, so that it is on top.
      for (index, series) in series.enumerated().reversed() {
        if series.isScattered {
          for point in series.points where isShown(point) {
            canvas.mark(Point(column(xScale, point.x), row(yScale, point.y)), series: index)
          }
          continue
        }
        let runs = runs(series, resolution: metrics.resolution) { Point(column(xScale, $0.x), row(yScale, $0.y)) }
        for run in runs {
          if run.count > 1 { canvas.curve(run, series: index) } else { canvas.mark(run[0], series: index) }
        }
      }
    } else {
      let y = metrics.inside(plot.y + plot.height / 2, plot.y, plot.maxY) - metrics.lineHeight / 2
      canvas.text("nothing to draw", x: plot.x + plot.width / 2, y: y, anchor: .middle, role: .note)
    }
    canvas.text(canvas.fitted(x.label, to: room), x: right, y: xNameTop, anchor: .end, role: .label)
    legend.draw(on: &canvas, top: legendTop)
    if dropped > 0 {
      let note = "\(dropped) \(dropped == 1 ? "point" : "points") at or below 0 left out"
      canvas.text(canvas.fitted(note, to: room), x: metrics.margin, y: notesTop, anchor: .start, role: .note)
    }
  }

  /// Draws the field; adjacent cells of the same color and strength form one area.
  private func draw(_ field: Field, in plot: Rectangle, on canvas: inout some Canvas) {
    guard field.rows > 0 else { return }
    let (columns, rows) =
      canvas.metrics.cell > 0 ? (Int(plot.width), Int(plot.height)) : (field.columns, field.rows)
    let (width, height) = (plot.width / Double(columns), plot.height / Double(rows))
    func cell(_ column: Int, _ row: Int) -> (series: Int, strength: Double) {
      // Rows of the picture are counted from its top.
      let fieldRow = field.rows - 1 - row * field.rows / rows
      let found = field.cells[fieldRow * field.columns + column * field.columns / columns]
      return (found.series, (found.strength * 4).rounded() / 4)
    }
    for row in 0..<rows {
      var start = 0
      while start < columns {
        let first = cell(start, row)
        var end = start + 1
        while end < columns, cell(end, row) == first { end += 1 }
        canvas.fill(
          Rectangle(
            x: plot.x + Double(start) * width, y: plot.y + Double(row) * height, width: Double(end - start) * width,
            height: height), .series(first.series, strength: first.strength))
        start = end
      }
    }
  }

  /// Ticks nearly two lines apart; closer if there would be fewer than three.
  private func rowTicks(of scale: AxisScale, height: Double, lineHeight: Double) -> [Tick] {
    func ticks(apart distance: Double) -> [Tick] {
      Ticks.choose(for: scale) { ticks in
        zip(ticks, ticks.dropFirst()).allSatisfy {
          (scale.fraction(of: $1.value) - scale.fraction(of: $0.value)) * height >= distance
        }
      }
    }
    let airy = ticks(apart: lineHeight * 1.9)
    return airy.count < 3 ? ticks(apart: lineHeight * 1.1) : airy
  }

  /// The horizontal extent of a label centered at `x`, moved inside the picture if it would extend beyond it.
  private func labelSpan(_ width: Double, around x: Double, _ metrics: CanvasMetrics) -> ClosedRange<Double> {
    let margin = metrics.margin / 2
    let start = max(margin, min(x - width / 2, metrics.width - margin - width))
    return start...(start + width)
  }
}
