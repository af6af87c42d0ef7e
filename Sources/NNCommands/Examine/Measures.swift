import NNScript
import NNText
import NeuralNetwork

/// What `loss`, `test.accuracy`, `runs.tanh.loss` … mean.
extension Session {
  package func measure(_ reference: MeasureReference, at range: SourceRange) throws(Stop) -> Value {
    if reference.isBest {
      // At the first check there is no earlier one: NaN makes every comparison false.
      guard let training else { throw .failed(.noBest(reference, at: range)) }
      let best = training.watch.best[reference] ?? .nan
      training.watch.best[reference] = best
      return .number(best)
    }
    if let run = reference.run { return try measure(reference, ofRun: run, at: range) }
    if reference.part == "batch" {
      guard reference.name == "loss", let loss = training?.trainer.batchLoss ?? state.lastBatchLoss else {
        throw .failed(
          Diagnostic(
            .noMeasure,
            reference.name == "loss"
              ? Wording(en: "there is no batch yet: nothing was trained", ko: "아직 배치가 없습니다. 학습한 적이 없습니다")
              : Wording(en: "of a batch only the loss is known", ko: "배치에 대해서는 손실만 알 수 있습니다"),
            at: range))
      }
      return .number(loss)
    }
    switch reference.name {
    case "step": return .number(Double(training?.trainer.step ?? state.workspace.model?.step ?? 0))
    case "epoch": return .number(Double(training?.trainer.epoch ?? state.workspace.model?.progress.epoch ?? 0))
    case "seconds":
      return .number(
        training?.seconds ?? state.runs.last { $0.model == state.workspace.description.current }?.seconds ?? 0)
    case "rate":
      return .number(training?.trainer.rate ?? (state.workspace.description.settings[.optimizer] ?? .standard).rate)
    case "layers": return .number(Double(state.workspace.description.model.network.layers.count))
    case "parameters": return .number(Double(try drawnModel(at: range).layout.count))
    default: return try figure(reference, at: range)
    }
  }

  private func measure(_ reference: MeasureReference, ofRun name: String, at range: SourceRange) throws(Stop) -> Value {
    guard let run = state.runs.first(where: { $0.name == name }) else {
      throw .failed(.noSuchRun(name, among: state.runs.map(\.name), at: range))
    }
    switch reference.name {
    case "step": return .number(Double(run.step))
    case "epoch": return .number(Double(run.epoch))
    case "seconds": return .number(run.seconds)
    case "rate": return .number(run.rate)
    case "layers": return .number(Double(run.layers))
    case "parameters": return .number(Double(run.parameters))
    case "nan": return .boolean(run.isNaN)
    default:
      guard let value = run.figure(reference.name, of: reference.part ?? "train") else {
        throw .failed(
          Diagnostic(
            .noMeasure,
            Wording(
              en: "run '\(name)' has no \(reference.text.split(separator: ".").dropFirst(2).joined(separator: "."))",
              ko: """
                '\(name)' 학습 기록에 없는 값: \
                \(reference.text.split(separator: ".").dropFirst(2).joined(separator: "."))
                """),
            at: range,
            help: Wording(
              en: "it has: \(run.figureNames.joined(separator: " "))",
              ko: "있는 값: \(run.figureNames.joined(separator: " "))")))
      }
      return .number(value)
    }
  }

  /// A measure that needs the model's outputs.
  private func figure(_ reference: MeasureReference, at range: SourceRange) throws(Stop) -> Value {
    let part = reference.part ?? "train"
    let (evaluation, samples) = try evaluation(of: part, at: range)
    if reference.name == "nan" { return .boolean(!evaluation.loss.isFinite) }
    guard let value = Figures.value(reference.name, evaluation, samples, state.workspace.description.decision) else {
      throw .failed(.undefined(reference, hasClasses: state.workspace.description.decision != nil, at: range))
    }
    return .number(value)
  }

  /// What the current weights say to a part of the data.
  func evaluation(of part: String, at range: SourceRange) throws(Stop) -> (Evaluation, Samples) {
    let revision = state.revision
    guard let training else {
      return try inWorkspace { (workspace) throws(Diagnostic) in
        try workspace.evaluation(of: part, revision: revision, at: range)
      }
    }
    guard let samples = training.data[part] else { throw .failed(.noPart(part, at: range)) }
    let step = training.trainer.step
    if let kept = state.workspace.measures[evaluationOf: part, revision, step] { return (kept, samples) }
    let evaluation = training.trainer.evaluate(samples)
    state.workspace.measures[evaluationOf: part, revision, step] = evaluation
    return (evaluation, samples)
  }

  /// What the trained model says to every part there is.
  func finalEvaluations(_ running: RunningTraining) -> [String: Evaluation] {
    var evaluations: [String: Evaluation] = [:]
    for (name, samples) in running.data.parts { evaluations[name] = running.trainer.evaluate(samples) }
    return evaluations
  }

  /// The measures a finished run keeps: every one that is defined, for every part there is.
  func finalFigures(_ running: RunningTraining, _ evaluations: [String: Evaluation]) -> [String: [String: Double]] {
    var figures: [String: [String: Double]] = [:]
    for (name, samples) in running.data.parts {
      guard let evaluation = evaluations[name] else { continue }
      for figure in Figures.names {
        if let value = Figures.value(figure, evaluation, samples, state.workspace.description.decision) {
          figures[name, default: [:]][figure] = value
        }
      }
    }
    return figures
  }

  /// The part to judge where none is named: what was set aside for it, else what there is.
  func judgedPart(_ named: String?, at range: SourceRange) throws(Stop) -> String {
    if let named { return named }
    let parts = try preparedData(for: try resolvedNetwork(at: range), at: range).parts
    return parts.contains { $0.name == "test" } ? "test" : "train"
  }
}

extension Run {
  /// `loss accuracy test.loss …`, in the order of the measures.
  fileprivate var figureNames: [String] {
    ["train", "validation", "test"].flatMap { part in
      Figures.names.filter { figures[part]?[$0] != nil }.map { part == "train" ? $0 : "\(part).\($0)" }
    }
  }
}

extension Diagnostic {
  static func noSuchRun(_ name: String, among runs: [String], at range: SourceRange?) -> Diagnostic {
    let near = Spelling.suggestion(for: name, among: runs).map { Wording.didYouMean($0) }
    let all: Wording =
      runs.isEmpty
      ? Wording(en: "a run is made by `train … as NAME`", ko: "학습 기록(run)은 `train … as 이름`으로 만듭니다")
      : Wording(en: "the runs are: \(runs.joined(separator: " "))", ko: "있는 학습 기록: \(runs.joined(separator: " "))")
    return Diagnostic(
      .noSuchRun, Wording(en: "there is no run '\(name)'", ko: "'\(name)' 학습 기록(run)이 없습니다"), at: range,
      help: near ?? all)
  }

  static func noPart(_ part: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .noMeasure, Wording(en: "the data have no \(part) part", ko: "데이터에 \(part) 부분이 없습니다"), at: range,
      help: part == "validation"
        ? Wording(en: "split 70 15 15 makes one", ko: "split 70 15 15 처럼 나누면 생깁니다")
        : Wording(en: "split 80 20 makes one", ko: "split 80 20 처럼 나누면 생깁니다"))
  }

  fileprivate static func noBest(_ reference: MeasureReference, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .noMeasure,
      Wording(
        en: "'\(reference.text)' is known only while a training runs", ko: "'\(reference.text)' 값은 학습하는 동안에만 알 수 있습니다"),
      at: range,
      help: Wording(en: "it belongs into `stop when` and `train until`", ko: "`stop when`과 `train until`에 쓰는 값입니다"))
  }

  fileprivate static func undefined(_ reference: MeasureReference, hasClasses: Bool, at range: SourceRange)
    -> Diagnostic
  {
    switch reference.name {
    case "auc" where hasClasses:
      Diagnostic(
        .noMeasure,
        Wording(
          en: "auc is not defined: only one class occurs, or an output is nan",
          ko: "auc를 정할 수 없습니다. 클래스가 하나만 나오거나 출력에 nan이 있습니다"), at: range)
    case "r2" where !hasClasses:
      Diagnostic(
        .noMeasure, Wording(en: "r2 is not defined: a target is constant", ko: "r2를 정할 수 없습니다. 정답이 모두 같습니다"), at: range)
    case "r2":
      Diagnostic(
        .noMeasure,
        Wording(en: "r2 is a measure of number targets, these are classes", ko: "r2는 정답이 수일 때 쓰는데 정답이 클래스입니다"),
        at: range, help: Wording(en: "use accuracy, f1 or auc", ko: "accuracy, f1, auc를 쓰세요"))
    default:
      Diagnostic(
        .noMeasure,
        Wording(
          en: "\(reference.name) needs class targets, these are numbers",
          ko: "\(reference.name) 값은 정답이 클래스일 때 쓰는데 정답이 수입니다"), at: range,
        help: Wording(
          en: "use loss, mae or r2; \(TargetError.classesOfNumbers)",
          ko: "loss, mae, r2를 쓰세요. \(TargetError.classesOfNumbers)"))
    }
  }
}

extension DiagnosticCode {
  static let noMeasure = DiagnosticCode(
    "E0602", Wording(en: "measure without its data", ko: "데이터가 없는 측정값"),
    Wording(
      en: """
        The measure cannot be told: the part, the run or the kind of targets it needs is not there. A measure without its \
        data is an error, not 0.
        """, ko: "측정값(measure)을 구할 수 없습니다. 그것에 필요한 데이터의 부분, 학습 기록, 정답의 종류가 없습니다. 데이터가 없는 측정값은 0이 아니라 오류입니다."))
  static let noSuchRun = DiagnosticCode(
    "E0603", Wording(en: "no such run", ko: "없는 학습 기록"),
    Wording(
      en: "A run is what `train … as NAME` leaves; unnamed ones are run1, run2 …. `show runs` lists them.",
      ko: "학습 기록(run)은 `train … as 이름`이 남기는 것입니다. 이름을 주지 않으면 run1, run2 …가 됩니다. `show runs`로 볼 수 있습니다."))
}
