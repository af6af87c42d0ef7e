import Glibc
import NNText
import Testing

@testable import NNPlot

/// No picture has a clipped label, overlapping texts, or a shape outside, whatever the data.
@Suite struct LayoutTests {
  /// Every canvas in several sizes.
  private func faults(of chart: some Chart) -> [String] {
    var faults: [String] = []
    let isASCII = !chart.csv().contains { !$0.isASCII }
    func draw(_ canvas: some Canvas, _ name: String) {
      var recording = RecordingCanvas(like: canvas)
      chart.draw(on: &recording)
      faults += recording.faults.map { "\(name): \($0)" }
    }
    for width in [240.0, 400, 760, 1600] { draw(SVGCanvas(width: width, plotHeight: 360), "svg \(width)") }
    for columns in [24, 40, 80, 200] {
      draw(TerminalCanvas(columns: columns, rows: 15, glyphs: .braille, style: .ansi), "\(columns) columns")
      draw(TerminalCanvas(columns: columns, rows: 15, glyphs: .ascii, style: .plain), "\(columns) columns, ascii")
      for glyphs in [TerminalCanvas.Glyphs.ascii, .braille] where columns != 200 {
        let text = chart.text(columns: columns, glyphs: glyphs)
        for line in text.split(separator: "\n") where DisplayWidth.of(line) > columns {
          faults.append("\(columns) columns: too wide: \(line)")
        }
        if glyphs == .ascii, isASCII, !text.utf8.allSatisfy({ $0 < 0x80 }) { faults.append("no ASCII: \(text)") }
      }
    }
    return faults
  }

  private func expectNoFaults(_ chart: some Chart, _ what: String) {
    let faults = faults(of: chart)
    #expect(faults.isEmpty, "\(what): \(faults.prefix(5))")
  }

  /// 2 to 30 random points: spans of 60 decades, offsets far larger than the span, gaps.
  private func values(_ random: inout SmallRandom) -> [Double] {
    let size = pow(10, random.next(in: -30...30))
    let offset = random.next(in: 0...1) < 0.5 ? 0 : pow(10, random.next(in: -30...30))
    return (0..<Int(random.next(in: 2...30))).map { _ in
      random.next(in: 0...1) < 0.1 ? .nan : offset + size * random.next(in: -1...1)
    }
  }

  @Test func ticksOfRandomRanges() {
    var random = SmallRandom(seed: 7)
    for round in 0..<200 {
      let (x, y) = (values(&random), values(&random))
      let chart = LineChart(
        title: "round \(round)", x: .init("step", isLogarithmic: round % 5 == 0),
        y: .init("loss", isLogarithmic: round % 3 == 0),
        series: [.init("a", x: x.map(abs), y: y), .init("", x: x, y: y.reversed())])
      expectNoFaults(chart, "\(x) \(y)")
    }
  }

  static let curves: [(String, [Double])] = [
    ("one point", [0.5]), ("constant", [3, 3, 3]), ("nothing", []), ("nan", [.nan, .nan]), ("a gap", [1, .nan, 2, 3]),
    ("60 decades", [1e-30, 1, 1e30]), ("zeros", [0, 0, 1, 10]), ("infinite", [1, .infinity, 2]),
    ("huge", [1e308, -1e308]), ("one digit apart", [1e15, 1e15 + 1]),
  ]

  @Test(arguments: curves, [1, 2, 12, 40])
  func curvesAndLegends(_ curve: (String, [Double]), _ runs: Int) {
    for isLogarithmic in [false, true] {
      for name in ["run", "a long name of a run that was swept over many settings and seeds", "활성화 함수 시그모이드 실험"] {
        expectNoFaults(
          LineChart(
            title: "loss of \(runs) runs", x: .init("step"), y: .init("loss", isLogarithmic: isLogarithmic),
            series: (0..<runs).map { run in
              .init("\(name) \(run)", x: curve.1.indices.map { Double($0 * 500) }, y: curve.1.map { $0 + Double(run) })
            }), "\(curve.0), \(name)")
      }
    }
  }

  @Test func boundaries() {
    for (low, high) in [(-1.5, 2.5), (0, 1e-12), (1e6, 1e6 + 1), (-1e30, 1e30)] {
      expectNoFaults(
        LineChart(
          title: "what the model decides where", x: .init("sepal length in centimetres"), y: .init("x2"),
          series: [
            .init("class setosa", points: [Point(low, low), Point(high, high)], isScattered: true),
            .init("class versicolor", points: [Point(high, low)], isScattered: true),
          ],
          field: .init(columns: 4, x: low...high, y: low...high, cells: (0..<16).map { ($0 % 2, Double($0) / 16) })),
        "\(low) to \(high)")
    }
  }

  @Test func bars() {
    let sizes: [[Double]] = [
      [], [0], [1e-5, 3e-4, 0, 0.02, 0.28], [1e-30, 1e30], [-1, 2, 0.001], [.nan, 1, .infinity], [1e308, -1e308],
    ]
    for values in sizes {
      for isLogarithmic in [false, true] {
        for name in ["1 sigmoid", "a layer whose name does not end before the column does, 층", ""] {
          expectNoFaults(
            BarChart(
              title: "gradient norm by layer", label: "gradient norm", isLogarithmic: isLogarithmic,
              bars: values.map { .init(name, $0) }), "\(values)")
        }
      }
    }
  }

  @Test(arguments: [1, 2, 10, 784])
  func matrices(_ columns: Int) {
    for names in ["", "a class with a long name ", "고양이 "] {
      for scale in [MatrixChart.Scale.counts, .signed] {
        for rows in [1, 10, 40] {
          let columnNames = (0..<columns).map { "\(names)\($0)" }
          func value(_ row: Int, _ column: Int) -> Double {
            let size = Double(row * column % 7)
            return scale == .signed && column % 2 == 1 ? -0.123 * size : 100 * size
          }
          expectNoFaults(
            MatrixChart(
              title: "test part: 10,000 rows, accuracy 0.8931", rowLabel: "class", columnLabel: "taken for",
              rowNames: (0..<rows).map { "\(names)\($0)" }, columnNames: columnNames, scale: scale,
              values: (0..<rows).map { row in (0..<columns).map { value(row, $0) } }),
            "\(columns) columns, \(rows) rows, \(names)")
        }
      }
    }
  }

  @Test(arguments: [[2, 2, 1], [784, 128, 10], [1, 1], [2, 5, 5, 5, 5, 5, 5, 5, 5, 5, 1]])
  func networks(_ units: [Int]) {
    var layers = [NetworkChart.Layer("input", units: units[0])]
    for (before, own) in zip(units, units.dropFirst()) {
      let weights = (0..<own).map { unit in (0..<before).map { sin(Double(unit * 31 + $0)) } }
      layers.append(.init("leaky_relu", units: own, weights: weights))
    }
    expectNoFaults(NetworkChart(title: "model main at step 20,001", layers: layers), "\(units)")
    for index in 1..<layers.count { layers[index].weights = layers[index].weights.map { $0.map { _ in .nan } } }
    expectNoFaults(NetworkChart(title: "model main", layers: layers), "\(units), nan")
  }

  @Test(arguments: [1, 3, 100])
  func images(_ count: Int) {
    for (side, name) in [(8, "row"), (28, "ankle boot"), (64, "티셔츠와 상의")] {
      for isSigned in [false, true] {
        func pixel(_ index: Int, of picture: Int) -> Double {
          let size = Double(index * (picture + 1) % 11) / 10
          return isSigned && index % 2 == 0 ? -size : size
        }
        expectNoFaults(
          ImagesChart(
            title: "the first \(count) rows of fashion_mnist", isSigned: isSigned,
            pictures: (0..<count).map { picture in
              ImagesChart.Picture(
                "\(name) \(picture)", width: side, pixels: (0..<side * side).map { pixel($0, of: picture) })
            }), "\(count) pictures of \(side)")
      }
    }
  }
}

/// The same numbers every time.
private struct SmallRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next(in range: ClosedRange<Double>) -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let share = Double(state >> 11) / Double(UInt64(1) << 53)
    return range.lowerBound + (range.upperBound - range.lowerBound) * share
  }
}
