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

    package init(_ name: String, points: [Point]) {
      self.name = name
      self.points = points
    }

    package init(_ name: String, x: [Double], y: [Double]) {
      self.init(name, points: zip(x, y).map { Point($0, $1) })
    }
  }

  package var title: String
  package var x: Axis
  package var y: Axis
  package var series: [Series]

  package init(title: String = "", x: Axis = Axis(), y: Axis = Axis(), series: [Series]) {
    self.title = title
    self.x = x
    self.y = y
    self.series = series
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
