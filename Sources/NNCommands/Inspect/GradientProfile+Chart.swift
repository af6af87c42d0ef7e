import NNPlot

extension GradientProfile {
  /// A bar a layer.
  func bars(isLogarithmic: Bool) -> BarChart {
    BarChart(
      title: "gradient norm by layer", label: "gradient norm", isLogarithmic: isLogarithmic,
      bars: layers.map { BarChart.Bar("\($0.number) \($0.name)", $0.norm) })
  }

  /// The bars of several layers, on a scale that shows them all; nil where there is nothing to compare.
  var chart: BarChart? {
    let norms = layers.map(\.norm)
    guard norms.count > 1, norms.allSatisfy(\.isFinite), let largest = norms.max(), largest > 0 else { return nil }
    let smallest = norms.filter { $0 > 0 }.min() ?? largest
    return bars(isLogarithmic: largest > 100 * smallest)
  }
}
