import NNPlot
import NNScript
import NNText
import NeuralNetwork

/// Charts from runs, drawn where the statement says.
extension Session {
  /// Inside the axes of a chart on a screen that has room for them, and on one that has not.
  private static let chartRows = 15
  private static let fewestChartRows = 6

  /// Into a file by its ending, else on stdout.
  func draw(_ chart: any Chart, to path: String?, at range: SourceRange) throws(Stop) {
    guard let path else {
      let isPlain = output.redirection.isActive || !console.writesTerminal || !console.drawsUnicode
      let columns = output.redirection.isActive ? 80 : console.width
      func text(rows: Int) -> String {
        chart.text(columns: columns, rows: rows, glyphs: isPlain ? .ascii : .braille, style: resultStyle)
      }
      var drawn = text(rows: Self.chartRows)
      if let height = console.height, !output.redirection.isActive {
        // With the prompt below it.
        let excess = DisplayWidth.rows(of: drawn, columns: columns) + 1 - height
        if excess > 0 { drawn = text(rows: max(Self.fewestChartRows, Self.chartRows - excess)) }
      }
      return writeText(drawn)
    }
    if path.hasSuffix(".png") {
      guard let png = chart.png() else { throw .failed(.noPNG(at: range)) }
      try write(png, to: path, at: range)
    } else {
      try write(Array((path.hasSuffix(".csv") ? chart.csv() : chart.svg()).utf8), to: path, at: range)
    }
    note(Wording(en: "\(path) is written", ko: "\(path) 파일을 썼습니다"))
  }

  /// The last run's training part, and the validation part where it was measured.
  func lastRunChart(_ measure: String, isLogarithmic: Bool, at range: SourceRange) throws(Stop) -> LineChart {
    guard let run = state.runs.last else { throw .failed(.noRunToDraw(at: range)) }
    var series = [try series("training", run, measure, at: range)]
    let validation = run.curve.compactMap { point in
      (measure == "loss" ? point.validationLoss : point.validationAccuracy).map { Point(Double(point.step), $0) }
    }
    if !validation.isEmpty { series.append(LineChart.Series("validation", points: validation)) }
    return LineChart(
      title: "\(measure) of \(run.name)", x: .init("step"), y: .init(measure, isLogarithmic: isLogarithmic),
      series: series)
  }

  func runsChart(_ measure: String, isLogarithmic: Bool, at range: SourceRange) throws(Stop) -> LineChart {
    guard !state.runs.isEmpty else { throw .failed(.noRunToDraw(at: range)) }
    var lines: [LineChart.Series] = []
    for run in state.runs { lines.append(try series(run.name, run, measure, at: range)) }
    return LineChart(
      title: "\(measure) of \(lines.count) run\(lines.count == 1 ? "" : "s")", x: .init("step"),
      y: .init(measure, isLogarithmic: isLogarithmic), series: lines)
  }

  private func series(_ name: String, _ run: Run, _ measure: String, at range: SourceRange) throws(Stop)
    -> LineChart.Series
  {
    let points = run.curve.compactMap { point in
      (measure == "loss" ? point.loss : point.accuracy).map { Point(Double(point.step), $0) }
    }
    guard !points.isEmpty else {
      throw .failed(
        Diagnostic(
          .noMeasure,
          Wording(
            en: "run '\(run.name)' has no \(measure): its targets are numbers",
            ko: "'\(run.name)' 학습 기록에는 \(measure) 값이 없습니다. 정답이 수입니다"), at: range, help: Wording(verbatim: "plot loss")))
    }
    return LineChart.Series(name, points: points)
  }
}

extension Diagnostic {
  fileprivate static func noPNG(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .noPicture,
      Wording(
        en: "PNG pictures are drawn by libcairo.so.2, which is not on this machine",
        ko: "PNG 그림은 libcairo.so.2로 그리는데 이 컴퓨터에 없습니다"), at: range,
      help: Wording(
        en: "install it with `apt-get install libcairo2`, or write an .svg",
        ko: "`apt-get install libcairo2`로 설치하거나 .svg 파일로 쓰세요"))
  }

  fileprivate static func noRunToDraw(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .noSuchRun, Wording(en: "there is no run to draw yet", ko: "아직 그릴 학습 기록(run)이 없습니다"), at: range,
      help: Wording(en: "`train 1000 steps` makes one", ko: "`train 1000 steps`처럼 학습하면 생깁니다"))
  }
}
