import NNText

/// Numbers in rows and columns as squares: the weights of a layer, a confusion matrix.
package struct MatrixChart: Chart {
  package enum Scale: Sendable, Equatable {
    /// Counts of 0 or more; larger counts are stronger.
    case counts
    /// Values of both signs, with one color for each.
    case signed
  }

  package var title: String
  package var rowLabel: String
  package var columnLabel: String
  package var rowNames: [String]
  package var columnNames: [String]
  package var scale: Scale
  /// The values by row, one row per row name.
  package var values: [[Double]]

  package init(
    title: String, rowLabel: String, columnLabel: String, rowNames: [String], columnNames: [String], scale: Scale,
    values: [[Double]]
  ) {
    self.title = title
    self.rowLabel = rowLabel
    self.columnLabel = columnLabel
    self.rowNames = rowNames
    self.columnNames = columnNames
    self.scale = scale
    self.values = values
  }

  package var table: Table {
    Table(
      [Table.Column(rowLabel)] + columnNames.map { Table.Column($0) },
      rows: zip(rowNames, values).map { name, row in [.text(name)] + row.map { .number($0) } })
  }

  package func draw(on canvas: inout some Canvas) {
    let metrics = canvas.metrics
    let (left, room) = (metrics.margin, metrics.width - 2 * metrics.margin)
    let texts = values.map { row in row.map { text(of: $0) } }
    let widest = texts.joined().reduce(0) { max($0, canvas.width(of: $1)) }
    let (rowTexts, columnTexts) = names(
      within: max(widest + metrics.labelGap * 2, metrics.largestSquare.width) - metrics.labelGap, on: canvas,
      rowRoom: room * 0.4)
    let nameWidth = rowTexts.reduce(0) { max($0, canvas.width(of: $1)) }
    let squaresLeft = left + nameWidth + metrics.labelGap
    let columns = columnNames.count
    let available = room - nameWidth - metrics.labelGap
    // Numbers inside their squares if they fit, otherwise plain squares, and only the first of very many columns.
    let spacious = widest + metrics.labelGap * 2
    let hasNumbers = spacious * Double(columns) <= available
    let width =
      hasNumbers
      ? max(spacious, min(metrics.largestSquare.width, available / Double(max(1, columns))))
      : max(metrics.smallestSquare.width, min(metrics.largestSquare.width, available / Double(max(1, columns))))
    let side = metrics.cell > 0 ? width.rounded(.down) : width
    let shown = min(columns, Int(available / side))
    let height =
      metrics.cell > 0
      ? 1 : max(metrics.smallestSquare.height, min(metrics.largestSquare.height, hasNumbers ? 30 : side))
    let rowRoom = hasNumbers || metrics.cell > 0 ? max(height, metrics.lineHeight) : height

    let headTop = left + (title.isEmpty ? 0 : metrics.lineHeight)
    let namesTop = headTop + metrics.lineHeight
    let top = namesTop + metrics.lineHeight
    let notes = notes(shown: shown, hasNumbers: hasNumbers, signs: metrics.signs)
    let bottom = top + rowRoom * Double(rowNames.count)
    canvas.begin(
      height: bottom + metrics.lineHeight * Double(notes.count) + metrics.margin + (metrics.cell == 0 ? 8 : 0),
      title: title, seriesCount: 1)
    canvas.text(canvas.fitted(title, to: room), x: left, y: left, anchor: .start, role: .title)
    canvas.text(
      canvas.fitted("\(rowLabel) down, \(columnLabel) across", to: room), x: left, y: headTop, anchor: .start,
      role: .note)
    draw(columnTexts, on: &canvas, left: squaresLeft, y: namesTop, side: side, shown: shown)
    let largest = values.joined().filter(\.isFinite).map { abs($0) }.max() ?? 0
    for (row, name) in rowTexts.enumerated() {
      let y = top + Double(row) * rowRoom
      let textTop = y + (rowRoom - metrics.lineHeight) / 2
      // Names of rows lower than a line would overlap.
      if rowRoom >= metrics.lineHeight * 0.9 {
        canvas.text(name, x: squaresLeft - metrics.labelGap, y: textTop, anchor: .end, role: .label)
      }
      for column in 0..<shown {
        let value = values[row][column]
        let area = Rectangle(x: squaresLeft + Double(column) * side, y: y, width: side, height: rowRoom)
        if metrics.cell == 0 || !hasNumbers { canvas.fill(area, paint(value, largest)) }
        if hasNumbers {
          canvas.text(
            texts[row][column], x: metrics.cell > 0 ? area.maxX - metrics.labelGap : area.x + side / 2, y: textTop,
            anchor: metrics.cell > 0 ? .end : .middle, role: .label)
        }
      }
    }
    for (index, note) in notes.enumerated() {
      let y = bottom + metrics.lineHeight * Double(index) + (metrics.cell == 0 ? 8 : 0)
      canvas.text(canvas.fitted(note, to: room), x: left, y: y, anchor: .start, role: .note)
    }
  }

  /// The names as shown, truncated. If the columns have the same names as the rows but no room for them, both are
  /// numbered, and the columns show only the numbers.
  private func names(
    within room: Double, on canvas: some Canvas, rowRoom: Double
  ) -> (rows: [String], columns: [String]) {
    let isNumbered = rowNames == columnNames && columnNames.contains { canvas.width(of: $0) > room }
    let rows = isNumbered ? rowNames.enumerated().map { "\($0 + 1) \($1)" } : rowNames
    return (
      rows.map { canvas.fitted($0, to: rowRoom) }, isNumbered ? columnNames.indices.map { String($0 + 1) } : columnNames
    )
  }

  /// Draws each column name over its square, as many as fit without overlapping.
  private func draw(
    _ columnNames: [String], on canvas: inout some Canvas, left: Double, y: Double, side: Double, shown: Int
  ) {
    let metrics = canvas.metrics
    var free = left
    for column in 0..<shown {
      let width = canvas.width(of: columnNames[column])
      let right = left + Double(column + 1) * side - (metrics.cell > 0 ? metrics.labelGap : 0)
      let x = metrics.cell > 0 ? max(right - width, left + Double(column) * side) : right - side / 2 - width / 2
      guard x >= free, x + width <= metrics.width - metrics.margin / 2 else { continue }
      canvas.text(columnNames[column], x: x, y: y, anchor: .start, role: .label)
      free = x + width + metrics.columnGap / 2
    }
  }

  private func text(of value: Double) -> String {
    scale == .counts ? NumberFormat.display(value) : NumberFormat.significant(value, digits: 2)
  }

  private func paint(_ value: Double, _ largest: Double) -> Paint {
    guard largest > 0, value.isFinite, value != 0 else { return .diverging(0) }
    return scale == .counts ? .series(0, strength: value / largest) : .diverging(value / largest)
  }

  private func notes(shown: Int, hasNumbers: Bool, signs: String) -> [String] {
    var notes: [String] = []
    if shown < columnNames.count { notes.append("the first \(shown) of \(columnNames.count) columns") }
    if scale == .signed && !hasNumbers, let largest = values.joined().filter(\.isFinite).map({ abs($0) }).max() {
      notes.append("\(signs); the strongest is \(NumberFormat.rounded(largest, digits: 3))")
    }
    return notes
  }
}
