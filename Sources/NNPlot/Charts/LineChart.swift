import NNText

/// Curves over a common axis.
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
    /// Empty: not in the legend.
    package var name: String
    /// In the order they are joined. A y that is not finite makes a gap.
    package var points: [Point]
    /// Points that belong to no curve.
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

  /// What lies under the curves: a grid of areas, each of a series' colour.
  package struct Field: Sendable, Equatable {
    /// Columns of the grid; its rows follow from the cells, the lowest first.
    package var columns: Int
    package var x: ClosedRange<Double>
    package var y: ClosedRange<Double>
    /// Which series' colour, and how strong from 0 to 1.
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

  /// One row for each x in ascending order, one column for each series; blank where a series has no such x.
  package var table: Table {
    var columns = [Table.Column(x.label.isEmpty ? "x" : x.label)]
    for (index, series) in series.enumerated() {
      let name = series.name.isEmpty ? y.label : series.name
      columns.append(Table.Column(name.isEmpty ? "y\(index + 1)" : name))
    }
    struct Key: Hashable {
      var x: Double
      /// A series may pass the same x more than once.
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
