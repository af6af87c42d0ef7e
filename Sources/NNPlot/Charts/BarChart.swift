import Glibc
import NNText

/// A chart with one horizontal bar per row: gradient norms by layer, accuracies by run.
package struct BarChart: Chart {
  package struct Bar: Sendable, Equatable {
    package var name: String
    /// A value that is not finite has no bar and is shown as text.
    package var value: Double

    package init(_ name: String, _ value: Double) {
      self.name = name
      self.value = value
    }
  }

  package var title: String
  /// The name of the values; the column title in CSV.
  package var label: String
  /// Whether bars are logarithmic; they then begin at the power of ten below the smallest positive value.
  package var isLogarithmic: Bool
  package var bars: [Bar]

  package init(title: String = "", label: String = "", isLogarithmic: Bool = false, bars: [Bar]) {
    self.title = title
    self.label = label
    self.isLogarithmic = isLogarithmic
    self.bars = bars
  }

  package var table: Table {
    Table(
      ["name", Table.Column(label.isEmpty ? "value" : label)],
      rows: bars.map { [.text($0.name), .number($0.value)] })
  }
}

// The layout: title, a row for each bar (name, bar, value), a note about the scale.
extension BarChart {
  package func draw(on canvas: inout some Canvas) {
    let metrics = canvas.metrics
    let left = metrics.margin
    let right = metrics.width - metrics.margin
    let room = right - left
    let values = bars.map { NumberFormat.rounded($0.value, digits: 4) }
    let valueWidth = values.reduce(0) { max($0, canvas.width(of: $1)) }
    let span = span()
    let hasNegative = !isLogarithmic && (span?.lower ?? 0) < 0

    // Values are to the right of their bars, or to the left of bars that extend left from zero.
    let inset = valueWidth + metrics.labelGap
    let least = (hasNegative ? 2 : 1) * inset + metrics.labelGap + metrics.axisThickness + (metrics.cell > 0 ? 3 : 30)
    let names = bars.map { canvas.fitted($0.name, to: max(0, min(room * 0.4, room - least))) }
    let nameWidth = names.reduce(0) { max($0, canvas.width(of: $1)) }
    let start = left + nameWidth + metrics.labelGap + metrics.axisThickness + (hasNegative ? inset : 0)
    let width = max(metrics.cell, right - inset - start)
    let pitch = metrics.barHeight + metrics.barGap
    let notes = notes(span)
    let titleLines = title.isEmpty ? 0.0 : 1
    let top = left + titleLines * metrics.lineHeight + (titleLines > 0 ? metrics.barGap : 0)
    let plot = Rectangle(x: start, y: top, width: width, height: max(metrics.barHeight, pitch * Double(bars.count)))
    let height = plot.maxY + metrics.axisThickness + metrics.lineHeight * Double(notes.count) + metrics.margin

    canvas.begin(height: height, title: title.isEmpty ? label : title, seriesCount: 1)
    canvas.text(canvas.fitted(title, to: room), x: left, y: left, anchor: .start, role: .title)
    canvas.axes(of: plot)
    let zero = span.map { plot.x + $0.fraction(0) * plot.width } ?? plot.x
    if hasNegative { canvas.tick(.bottom, at: metrics.inside(zero, plot.x, plot.maxX), of: plot) }
    for (index, bar) in bars.enumerated() {
      let y = top + metrics.barGap / 2 + Double(index) * pitch
      let textTop = y + (metrics.barHeight - metrics.lineHeight) / 2
      canvas.text(
        names[index], x: plot.x - metrics.axisThickness - metrics.labelGap - (hasNegative ? inset : 0), y: textTop,
        anchor: .end, role: .label)
      var end = zero
      if let span, bar.value.isFinite, !isLogarithmic || bar.value > 0 {
        end = plot.x + span.fraction(bar.value) * plot.width
        if end != zero {
          let area = Rectangle(x: min(zero, end), y: y, width: abs(end - zero), height: metrics.barHeight)
          canvas.bar(area, series: 0)
        }
      }
      let isLeft = end < zero
      // A partly covered character counts as occupied.
      if metrics.cell > 0 { end = isLeft ? end.rounded(.down) : end.rounded(.up) }
      canvas.text(
        values[index], x: isLeft ? end - metrics.labelGap : end + metrics.labelGap, y: textTop,
        anchor: isLeft ? .end : .start, role: .label)
    }
    for (index, note) in notes.enumerated() {
      let y = plot.maxY + metrics.axisThickness + metrics.lineHeight * Double(index)
      canvas.text(canvas.fitted(note, to: room), x: left, y: y, anchor: .start, role: .note)
    }
  }

  /// The range of the bars' scale.
  private struct Span {
    var isLogarithmic: Bool
    var lower: Double
    var upper: Double

    /// The position of a value, from 0 to 1. On a logarithmic scale, 0 is where the bars begin.
    func fraction(_ value: Double) -> Double {
      if isLogarithmic {
        guard value > 0 else { return 0 }
        return min(max((log10(value) - lower) / (upper - lower), 0), 1)
      }
      return min(max((value / 2 - lower / 2) / (upper / 2 - lower / 2), 0), 1)
    }
  }

  /// The scale of the bars; `nil` if no bar can be drawn.
  private func span() -> Span? {
    let values = bars.map(\.value).filter { $0.isFinite && (!isLogarithmic || $0 > 0) }
    guard let least = values.min(), let most = values.max() else { return nil }
    if isLogarithmic {
      let floor = log10(least).rounded(.down)
      let lower = floor == log10(least) ? floor - 1 : floor
      return Span(isLogarithmic: true, lower: lower, upper: max(log10(most), lower + 1))
    }
    let lower = min(least, 0)
    let upper = max(most, 0)
    // Half of the span must not underflow: see `fraction`.
    return upper / 2 - lower / 2 >= .leastNormalMagnitude
      ? Span(isLogarithmic: false, lower: lower, upper: upper) : nil
  }

  private func notes(_ span: Span?) -> [String] {
    var notes: [String] = []
    if isLogarithmic, let span {
      notes.append((label.isEmpty ? "" : "\(label), ") + "log scale from 1e\(Int(span.lower))")
    } else if !label.isEmpty {
      notes.append(label)
    }
    return notes
  }
}
