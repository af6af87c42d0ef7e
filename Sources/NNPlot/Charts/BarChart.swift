import NNText

/// One horizontal bar a row: gradient norms by layer, accuracies by run.
package struct BarChart: Chart {
  package struct Bar: Sendable, Equatable {
    package var name: String
    /// A value that is not finite has no bar, its text says so.
    package var value: Double

    package init(_ name: String, _ value: Double) {
      self.name = name
      self.value = value
    }
  }

  package var title: String
  /// What the values are; the column's name in CSV.
  package var label: String
  /// Bars then begin at the power of ten below the least positive value.
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
