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
              ? "there is no batch yet: nothing was trained" : "of a batch only the loss is known",
            at: range))
      }
      return .number(loss)
    }
    switch reference.name {
    case "step": return .number(Double(training?.trainer.step ?? state.model?.step ?? 0))
    case "epoch": return .number(Double(training?.trainer.epoch ?? state.model?.progress.epoch ?? 0))
    case "seconds":
      return .number(training?.seconds ?? state.runs.last { $0.model == state.description.current }?.seconds ?? 0)
    case "rate": return .number(training?.trainer.rate ?? (state.description.settings.optimizer ?? .standard).rate)
    case "layers": return .number(Double(state.description.model.network.layers.count))
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
            "run '\(name)' has no \(reference.text.split(separator: ".").dropFirst(2).joined(separator: "."))",
            at: range, help: "it has: \(run.figureNames.joined(separator: " "))"))
      }
      return .number(value)
    }
  }

  /// A measure that needs the model's outputs.
  private func figure(_ reference: MeasureReference, at range: SourceRange) throws(Stop) -> Value {
    let part = reference.part ?? "train"
    let (evaluation, samples) = try evaluation(of: part, at: range)
    if reference.name == "nan" { return .boolean(!evaluation.loss.isFinite) }
    guard let value = Figures.value(reference.name, evaluation, samples, state.description.decision) else {
      throw .failed(.undefined(reference, hasClasses: state.description.decision != nil, at: range))
    }
    return .number(value)
  }

  /// What the current weights say to a part of the data.
  func evaluation(of part: String, at range: SourceRange) throws(Stop) -> (Evaluation, Samples) {
    if let training {
      guard let samples = training.data[part] else { throw .failed(.noPart(part, at: range)) }
      if let kept = measures[evaluationOf: part, state.revision, training.trainer.step] { return (kept, samples) }
      let evaluation = training.trainer.evaluate(samples)
      measures[evaluationOf: part, state.revision, training.trainer.step] = evaluation
      return (evaluation, samples)
    }
    let model = try drawnModel(at: range)
    let data = try preparedData(for: model.network, at: range)
    guard let samples = data[part] else { throw .failed(.noPart(part, at: range)) }
    if let kept = measures[evaluationOf: part, state.revision, model.step] { return (kept, samples) }
    let evaluation = try engine(for: model, rows: samples.rows, at: range).evaluate(samples, rows: nil)
    measures[evaluationOf: part, state.revision, model.step] = evaluation
    return (evaluation, samples)
  }

  /// Rows that pass at a time where nothing is learned: memory must not grow with the data.
  private static let evaluationBatch = 512

  /// An engine that holds the model's weights, for looking rather than training.
  func engine(for model: ModelState, rows: Int, at range: SourceRange) throws(Stop) -> any Engine {
    let settings = state.description.trainingSettings
    let configuration = EngineConfiguration(
      network: model.network, precision: model.precision, loss: settings.loss, optimizer: settings.optimizer,
      regularization: settings.regularization, clipping: settings.clipping,
      batch: min(max(1, rows), Self.evaluationBatch),
      decision: state.description.decision, threads: options.threads)
    do {
      let engine = try EngineFactory.engine(for: configuration)
      engine.load(model)
      return engine
    } catch {
      throw .failed(Diagnostic(.shape, error, at: range))
    }
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
        if let value = Figures.value(figure, evaluation, samples, state.description.decision) {
          figures[name, default: [:]][figure] = value
        }
      }
    }
    return figures
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
      runs.isEmpty ? "a run is made by `train … as NAME`" : "the runs are: \(runs.joined(separator: " "))"
    return Diagnostic(.noSuchRun, "there is no run '\(name)'", at: range, help: near ?? all)
  }

  static func noPart(_ part: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .noMeasure, "the data have no \(part) part", at: range,
      help: part == "validation" ? "split 70 15 15 makes one" : "split 80 20 makes one")
  }

  fileprivate static func noBest(_ reference: MeasureReference, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .noMeasure, "'\(reference.text)' is known only while a training runs", at: range,
      help: "it belongs into `stop when` and `train until`")
  }

  fileprivate static func undefined(_ reference: MeasureReference, hasClasses: Bool, at range: SourceRange)
    -> Diagnostic
  {
    switch reference.name {
    case "auc" where hasClasses:
      Diagnostic(.noMeasure, "auc is not defined: only one class occurs, or an output is nan", at: range)
    case "r2" where !hasClasses:
      Diagnostic(.noMeasure, "r2 is not defined: a target is constant", at: range)
    case "r2":
      Diagnostic(
        .noMeasure, "r2 is a measure of number targets, these are classes", at: range, help: "use accuracy, f1 or auc")
    default:
      Diagnostic(
        .noMeasure, "\(reference.name) needs class targets, these are numbers", at: range, help: "use loss, mae or r2")
    }
  }
}

extension DiagnosticCode {
  static let noMeasure = DiagnosticCode(
    "E0602", "measure without its data",
    """
    The measure cannot be told: the part, the run or the kind of targets it needs is not there. A measure without its \
    data is an error, not 0.
    """)
  static let noSuchRun = DiagnosticCode(
    "E0603", "no such run",
    "A run is what `train … as NAME` leaves; unnamed ones are run1, run2 …. `show runs` lists them.")
}
