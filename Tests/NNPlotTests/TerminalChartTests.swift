import Glibc
import NNPlot
import NNText
import Testing

@Suite struct TerminalChartTests {
  private func line(_ values: [Double], name: String = "a", y: LineChart.Axis = .init("y")) -> LineChart {
    LineChart(y: y, series: [.init(name, x: values.indices.map(Double.init), y: values)])
  }

  private func lines(_ text: String) -> [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  @Test func drawsARisingLineInBraille() {
    #expect(
      line([3, 4.5, 5], y: .init("y", isLogarithmic: true)).text(columns: 40, rows: 6) == """
        y
        5 ┤                        ⣀⣀⣀⡠⠤⠤⠤⠔⠒⠒⠒⠉⠉
          │                ⣀⠤⠒⠒⠊⠉⠉⠉
        4 ┤            ⣀⠤⠒⠉
          │        ⣀⠤⠒⠉
          │    ⣀⠤⠒⠉
        3 ┤⣀⠤⠒⠉
          └┬─────────────────┬─────────────────┬
           0                 1                 2
        ⠒ a

        """)
  }

  @Test func asciiHasNoOtherCharacter() {
    let chart = LineChart(
      title: "t", x: .init("step"), y: .init("loss"),
      series: [.init("a", x: [0, 1, 2], y: [1, 2, 3]), .init("b", x: [0, 1, 2], y: [3, 2, 1])])
    let text = chart.text(columns: 40, rows: 8, glyphs: .ascii)
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
    #expect(text.contains("* a  o b"))
  }

  @Test func withoutColorCurvesHaveMarks() {
    let chart = LineChart(series: [.init("a", x: [0, 9], y: [0, 9]), .init("b", x: [0, 9], y: [9, 0])])
    let plot = lines(chart.text(columns: 40, rows: 8)).prefix(8).joined()
    #expect(plot.contains("*") && plot.contains("o"))
  }

  @Test func coincidingCurvesAreBothVisible() {
    let chart = LineChart(series: [.init("a", x: [0, 9], y: [1, 1]), .init("b", x: [0, 9], y: [1, 1])])
    let plot = lines(chart.text(columns: 40, rows: 6, glyphs: .ascii)).prefix(6).joined()
    #expect(plot.contains("*o*o"))
  }

  @Test func colorsOnlyWhereRequested() {
    let chart = line([1, 2])
    #expect(!chart.text(columns: 40).contains("\u{1B}"))
    #expect(chart.text(columns: 40, style: .ansi).contains("\u{1B}[36m"))
  }

  @Test func aSeriesOfNaNIsListed() {
    #expect(line([.nan, .nan]).text(columns: 40).contains("a (nan)"))
    #expect(line([]).text(columns: 40).contains("a (empty)"))
    #expect(line([]).text(columns: 40).contains("nothing to draw"))
    #expect(line([1, 2, .nan, .nan]).text(columns: 40).contains("a (nan from 2)"))
    #expect(line([-1, -2], y: .init(isLogarithmic: true)).text(columns: 40).contains("a (not positive)"))
  }

  @Test func aGapIsNotJoined() {
    let row = lines(line([1, 1, .nan, 1, 1]).text(columns: 44, rows: 3))[2]
    let curve = row.drop { $0 != "⠉" && $0 != "⠒" && $0 != "⠤" && $0 != "⣀" }
    #expect(curve.contains("  "))
  }

  @Test func aLoneValueIsMarked() {
    #expect(line([0.5]).text(columns: 40, rows: 5).contains("*"))
    #expect(line([1, .nan, 2, .nan, 3]).text(columns: 40, rows: 9).filter { $0 == "*" }.count == 3)
  }

  @Test func aLogAxisReportsWhatItOmits() {
    let text = line([1, 10, 0, -5, 100], y: .init("y", isLogarithmic: true)).text(columns: 40)
    #expect(text.contains("2 points at or below 0 left out"))
    #expect(!line([1, 10]).text(columns: 40).contains("left out"))
  }

  static let extremes: [[Double]] = [
    [1e308, -1e308], [.greatestFiniteMagnitude, -.greatestFiniteMagnitude], [.leastNonzeroMagnitude, 0],
    [1, 1 + 1e-15], [1e15, 1e15 + 1], [0, 0, 0], [.infinity, 1, -.infinity], [-1e-300, 1e-300], [1e300, 1e-300],
    [.nan], [.leastNonzeroMagnitude, .greatestFiniteMagnitude], [-0.0, 0.0],
  ]

  @Test(arguments: extremes, [20, 40, 80])
  func everyLineFitsWhateverTheValues(values: [Double], columns: Int) {
    for isLogarithmic in [false, true] {
      for glyphs in [TerminalCanvas.Glyphs.braille, .ascii] {
        let chart = line(values, name: "한글 name", y: .init("y", isLogarithmic: isLogarithmic))
        let text = chart.text(columns: columns, rows: 6, glyphs: glyphs)
        #expect(lines(text).allSatisfy { DisplayWidth.of($0) <= max(columns, 24) })
        #expect(lines(text).count >= 8)
      }
      let swapped = LineChart(
        x: .init(isLogarithmic: isLogarithmic), series: [.init("a", x: values, y: values.map { _ in 1 })])
      #expect(lines(swapped.text(columns: columns)).allSatisfy { DisplayWidth.of($0) <= max(columns, 24) })
    }
  }

  @Test func absurdSizesAreClamped() {
    #expect(!line([1, 2]).text(columns: -5, rows: -5).isEmpty)
    #expect(lines(line([1, 2]).text(columns: .max, rows: .max)).allSatisfy { $0.count <= 1000 })
  }

  @Test func longNamesAreCut() {
    let chart = line([1, 2], name: String(repeating: "long ", count: 40))
    #expect(lines(chart.text(columns: 40)).allSatisfy { DisplayWidth.of($0) <= 40 })
    #expect(chart.text(columns: 40).contains("…"))
  }

  @Test(arguments: [40, 80, 120])
  func labelsOfTheXAxisStandApart(columns: Int) throws {
    for upper in [1.0, 7, 99, 20_000, 1e6, 123_456_789] {
      let chart = LineChart(series: [.init("", x: [0, upper], y: [0, 1])])
      let labels = try #require(lines(chart.text(columns: columns, rows: 5)).dropLast().last)
      let numbers = labels.split(separator: " ")
      #expect(numbers.count >= 2)
      #expect(numbers.allSatisfy { Double($0) != nil }, "\(labels)")
    }
  }

  @Test func twentySeriesOfTwoThousandPointsAreQuick() {
    let chart = LineChart(
      series: (0..<20).map { series in
        .init("s\(series)", points: (0..<2000).map { Point(Double($0), Double(($0 &* 7919 &+ series) % 1000)) })
      })
    let time = ContinuousClock().measure {
      #expect(lines(chart.text(columns: 80)).allSatisfy { DisplayWidth.of($0) <= 80 })
      #expect(chart.svg().utf8.count < 1_000_000)
    }
    if getenv("NNSH_SANITIZER") == nil { #expect(time < .seconds(10)) }
  }
}
