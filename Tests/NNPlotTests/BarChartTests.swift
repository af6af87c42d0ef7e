import NNPlot
import NNText
import Testing

@Suite struct BarChartTests {
  @Test func drawsBarsFromZero() {
    let chart = BarChart(title: "Weights", bars: [.init("a", -1.5), .init("b", 0.25), .init("c", 3), .init("d", 0)])
    #expect(
      chart.text(columns: 50) == """
        Weights
        a  -1.5│████████████▎
        b      │            ██▍ 0.25
        c      │            █████████████████████████ 3
        d      │              0
               └────────────┬────────────────────────

        """)
  }

  @Test func aLogScaleShowsManyMagnitudes() {
    let chart = BarChart(label: "norm", isLogarithmic: true, bars: [.init("1", 1e-4), .init("2", 1e-2), .init("3", 1)])
    #expect(
      chart.text(columns: 30, glyphs: .ascii) == """
        1 |#### 0.0001
        2 |############ 0.01
        3 |#################### 1
          +--------------------
        norm, log scale from 1e-5

        """)
  }

  @Test func whatIsNotFiniteHasNoBar() {
    let text = BarChart(bars: [.init("a", .nan), .init("b", .infinity), .init("c", 1)]).text(columns: 40)
    #expect(text.contains("a │ nan\n") && text.contains("b │ inf\n"))
  }

  static let values: [[Double]] = [
    [], [.nan], [0], [-1], [1e308, -1e308], [.leastNonzeroMagnitude], [1, 1e-300, 0, -1], [.infinity],
  ]

  @Test(arguments: values)
  func fitsWhateverTheValues(values: [Double]) {
    for isLogarithmic in [false, true] {
      let chart = BarChart(
        title: "title", label: "value", isLogarithmic: isLogarithmic,
        bars: values.map { .init("a very long name of a layer", $0) })
      let text = chart.text(columns: 40)
      #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= 40 }, "\(text)")
    }
  }
}
