import NNScript
import NNText
import NeuralNetwork

/// How `train` runs: prepare, go on until the goal or an interrupt, keep what came of it.
extension Session {
  func train(_ goal: TrainingGoal, at range: SourceRange) throws(Stop) {
    guard training == nil else { throw .failed(.trainingInTraining(at: range)) }
    let model = try drawnModel(at: range)
    let running = try trainer(for: model, earlierSeconds: 0, at: range)
    showDefaultsOnce()
    state.lastGoal = goal
    let run = running.trainer.begin(request(for: goal))
    try drive(
      running, UnfinishedTraining(goal: goal, run: run, model: state.description.current, seconds: 0), at: range)
  }

  /// `train more`.
  func trainMore(at range: SourceRange) throws(Stop) {
    guard training == nil else { throw .failed(.trainingInTraining(at: range)) }
    guard let unfinished = state.unfinished, unfinished.model == state.description.current else {
      throw .failed(
        Diagnostic(
          .nothingToRepeat, "there is no interrupted training to finish", at: range,
          help: "Ctrl-C interrupts a training; `train` alone repeats the last one"))
    }
    let running = try trainer(for: try drawnModel(at: range), earlierSeconds: unfinished.seconds, at: range)
    try drive(running, unfinished, at: range)
  }

  private func trainer(
    for model: ModelState, earlierSeconds: Double, at range: SourceRange
  ) throws(Stop) -> RunningTraining {
    let data = try preparedData(for: model.network, at: range)
    do {
      let trainer = try Trainer(
        model, train: data.train, validation: data.validation, decision: state.description.decision,
        settings: state.description.trainingSettings)
      return RunningTraining(trainer, data: data, earlierSeconds: earlierSeconds)
    } catch {
      throw .failed(Diagnostic(.shape, error.description, at: range, help: error.help))
    }
  }

  private func request(for goal: TrainingGoal) -> TrainingRequest {
    let settings = state.description.settings
    return TrainingRequest(
      goal.length, checksEpochs: goal.condition != nil || settings.stopCondition != nil,
      callbacks: settings.callbacks.map { Period($0.count, .init($0.unit)) })
  }

  private func drive(_ running: RunningTraining, _ unfinished: UnfinishedTraining, at range: SourceRange) throws(Stop) {
    var run = unfinished.run
    let goal = unfinished.goal
    let end = run.end
    let callbacks = state.description.settings.callbacks
    training = running
    measures.forget()
    var signal: Int32?
    var reached = false
    let ended: Result<TrainingOutcome, Stop>
    do {
      ended = .success(
        try running.trainer.advance(&run) { (event, trainer) throws(Stop) -> TrainingDirective in
          switch event {
          case .progress:
            console.progress(running.progress(total: goal.condition == nil ? end : nil))
            signal = console.pendingSignal()
            return signal == nil ? .goOn : .interrupt
          case .epoch:
            measures.forget()
            if let condition = goal.condition, try holds(condition) {
              reached = true
              return .stop
            }
            return try stopConditionHolds(running) ? .stop : .goOn
          case .due(let indices):
            measures.forget()
            console.progress(nil)
            for index in indices { try evaluator.run(callbacks[index].body, host: self) }
            return .goOn
          case .recorded(let point):
            running.keep(point.loss)
            try log(point, at: range)
            return .goOn
          }
        })
    } catch {
      ended = .failure(error)
    }
    console.progress(nil)
    let left = UnfinishedTraining(goal: goal, run: run, model: unfinished.model, seconds: running.seconds)
    try settle(running, left, ended, isReached: reached, signal: signal, at: range)
  }

  /// Keeps the weights whatever happened, then says how it ended.
  private func settle(
    _ running: RunningTraining, _ unfinished: UnfinishedTraining, _ ended: Result<TrainingOutcome, Stop>,
    isReached: Bool, signal: Int32?, at range: SourceRange
  ) throws(Stop) {
    let model = running.trainer.model
    let startStep = state.model?.step ?? 0
    var isReached = isReached
    if case .success(.finished) = ended, let condition = unfinished.goal.condition, !isReached {
      // The last update may have been the one that mattered.
      measures.forget()
      isReached = (try? holds(condition)) ?? false
    }
    let figures = finalFigures(running)
    training = nil
    measures.forget()
    state.revision += 1
    unsaved.insert(unfinished.model)
    state.description.model.touch(model.network)
    state.keep(model)
    state.lastBatchLoss = running.trainer.batchLoss
    try flushLog(at: range)

    let outcome: TrainingOutcome
    switch ended {
    case .failure(let stop):
      state.unfinished = unfinished
      throw stop
    case .success(let value): outcome = value
    }
    if outcome == .interrupted {
      state.unfinished = unfinished
      interruptedText = "train \(model.step - startStep) steps"
      report(
        "interrupted at step \(model.step), loss \(NumberFormat.display(running.trainer.batchLoss ?? .nan)); `train more` goes on"
      )
      throw .signal(signal ?? 2)
    }
    state.unfinished = nil
    let run = finishedRun(running, unfinished, figures)
    state.addRun(run)
    if let condition = unfinished.goal.condition, !isReached, outcome == .finished {
      report("the limit of \(unfinished.goal.length.text) is reached before \(sources.text(of: condition.range))")
    }
    if case .nonFinite(let step, let loss) = outcome {
      try reportDivergence(step: step, loss: loss, at: range)
    }
    noteEnd(of: run, outcome)
  }

  private func noteEnd(of run: Run, _ outcome: TrainingOutcome) {
    let accuracy = run.figure("accuracy").map { ", accuracy \(NumberFormat.display($0))" } ?? ""
    let loss = run.figure("loss") ?? .nan
    note(
      "\(run.name): step \(run.step), loss \(NumberFormat.display(loss))\(accuracy)\(outcome == .stopped ? " (stopped)" : "")"
    )
  }

  private func finishedRun(
    _ running: RunningTraining, _ unfinished: UnfinishedTraining, _ figures: [String: [String: Double]]
  ) -> Run {
    let model = running.trainer.model
    let loss = figures["train"]?["loss"] ?? .nan
    return Run(
      name: unfinished.goal.name ?? state.nextRunName, model: unfinished.model, step: model.step,
      epoch: running.trainer.epoch, curve: unfinished.run.curve,
      lastFinite: unfinished.run.lastFinite, isNaN: unfinished.run.firstNonFinite != nil || !loss.isFinite,
      seconds: running.seconds,
      parameters: model.layout.count, layers: model.network.layers.count, rate: running.trainer.rate, figures: figures)
  }

  /// Every setting the user did not give, once, before the first training.
  private func showDefaultsOnce() {
    guard !state.settingsAreShown else { return }
    state.settingsAreShown = true
    for line in state.description.settingLines where !line.isGiven { report(line.text) }
  }
}

extension SessionState {
  /// `run1`, `run2` …: the first that is free.
  var nextRunName: String {
    var number = 1
    while runs.contains(where: { $0.name == "run\(number)" }) { number += 1 }
    return "run\(number)"
  }

  mutating func addRun(_ run: Run) {
    runs.removeAll { $0.name == run.name }
    runs.append(run)
    if !description.runs.contains(run.name) { description.runs.append(run.name) }
  }
}

extension RunningTraining {
  func keep(_ loss: Double) {
    if recent.count == 64 { recent.removeFirst() }
    recent.append(loss)
  }

  func progress(total: Int?) -> Progress {
    Progress(step: trainer.step, total: total, loss: trainer.batchLoss ?? .nan, recent: recent, seconds: seconds)
  }
}

extension Description {
  /// How accuracy is judged; nil where targets are numbers.
  var decision: Decision? {
    guard let data, data.hasClasses, let units = try? resolved?.shapes().last?.count else { return nil }
    return .standard(units: units, loss: loss, output: model.network.outputActivation)
  }

  var trainingSettings: TrainingSettings {
    TrainingSettings(
      loss: loss, optimizer: settings.optimizer ?? .standard, schedule: settings.schedule ?? .constant,
      regularization: settings.regularization ?? .none, clipping: settings.clipping ?? .none, batch: batch,
      seed: settings.seed, stopsAtNonFinite: settings.stopsOnNaN ?? true, recordEvery: settings.recordEvery)
  }

  /// What the checker knows of a `train`: it would run, and there will be a run.
  mutating func planTraining(name: String?, at range: SourceRange) throws(Diagnostic) {
    if model.isUnknown { return }
    guard !model.isEmpty || hasUnknownModels else { throw .noLayers(model: current, at: range) }
    guard data != nil || isDataUnknown else { throw .missingData(at: range) }
    try check(at: range, judgesLoss: true)
    if let network = resolved { model.touch(network) }
    runs.append(name ?? "run\(runs.count + 1)")
  }
}

extension Diagnostic {
  fileprivate static func trainingInTraining(at range: SourceRange) -> Diagnostic {
    Diagnostic(.trainingInTraining, "a training cannot start another", at: range)
  }
}

extension DiagnosticCode {
  static let trainingInTraining = DiagnosticCode(
    "E0606", "training inside a training",
    "An `every` statement looks at the training that runs; it cannot train itself.")
}
