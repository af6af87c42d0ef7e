import NNPlot
import NNScript
import NNText
import NeuralNetwork

/// Charts from runs, drawn where the statement says.
extension Session {
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
  fileprivate static func noRunToDraw(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .noSuchRun, Wording(en: "there is no run to draw yet", ko: "아직 그릴 학습 기록(run)이 없습니다"), at: range,
      help: Wording(en: "`train 1000 steps` makes one", ko: "`train 1000 steps`처럼 학습하면 생깁니다"))
  }
}
