import NNScript
import NNText
import NeuralNetwork

/// What is kept of a training, however it ended.
extension Session {
  /// Keeps the weights whatever happened, then says how it ended.
  func finishTraining(
    _ running: RunningTraining, _ unfinished: UnfinishedTraining, _ ended: Result<TrainingOutcome, Stop>,
    isReached: Bool, signal: Int32?, at range: SourceRange
  ) throws(Stop) {
    let model = running.trainer.model
    let startStep = state.workspace.model?.step ?? 0
    var isReached = isReached
    if case .success(.finished) = ended, let condition = unfinished.goal.condition, !isReached {
      // The last update may have been the one that mattered.
      state.workspace.measures.forget()
      isReached = (try? holds(condition)) ?? false
    }
    let evaluations = finalEvaluations(running)
    let figures = finalFigures(running, evaluations)
    training = nil
    state.workspace.measures.forget()
    state.revision += 1
    if model.step != startStep { keepTrained(model, on: running.data) }
    // An `eval` that follows has nothing left to compute.
    for (part, evaluation) in evaluations {
      state.workspace.measures[evaluationOf: part, state.revision, model.step] = evaluation
    }
    state.lastBatchLoss = running.trainer.batchLoss
    try flushLog(at: range)

    // A training that ended early has a curve and figures too; finishing it replaces them.
    let run = finishedRun(running, unfinished, figures)
    if ended.isWhole || !run.curve.isEmpty { state.runs.add(run) }
    enterTraining(run, unfinished.goal, steps: model.step - startStep, isContinued: state.unfinished != nil, ended)
    var left = unfinished
    left.goal.name = run.name
    state.unfinished = left
    try writeLastCheckpoint(of: model, left, run, ended, on: running.data)
    let outcome = try ended.get()
    if outcome == .interrupted {
      // As `show runs` and `print loss` have it.
      let loss = NumberFormat.display(run.figure("loss") ?? running.trainer.batchLoss ?? .nan)
      log(
        .info,
        Wording(
          en: "interrupted at step \(model.step), loss \(loss); `train more` goes on",
          ko: "스텝 \(model.step)에서 중단됨, 손실 \(loss). `train more`로 이어서 합니다"))
      throw .signal(signal ?? 2)
    }
    state.unfinished = nil
    if let condition = unfinished.goal.condition, !isReached, outcome == .finished {
      let (limit, wanted) = (unfinished.goal.length, sources.text(of: condition.range))
      log(
        .info,
        Wording(
          en: "the limit of \(limit.text) is reached before \(wanted)",
          ko: "조건(\(wanted))이 되기 전에 한도 \(limit.wording)에 이르렀습니다"))
    }
    if case .nonFinite(let step, let loss) = outcome {
      try reportDivergence(step: step, loss: loss, at: range)
    }
    try reportStall(of: run, at: range)
    noteEnd(of: run, outcome)
  }

  /// A training that ended, however it did, leaves a checkpoint; only one that diverged does not: its earlier ones are
  /// what there is to go back to.
  private func writeLastCheckpoint(
    of model: ModelState, _ left: UnfinishedTraining, _ run: Run, _ ended: Result<TrainingOutcome, Stop>,
    on data: PreparedData
  ) throws(Stop) {
    switch ended {
    case .success(.nonFinite): return
    case .success(.finished), .success(.stopped): try writeCheckpoint(of: model, left, finished: run, on: data)
    case .success(.interrupted): try writeCheckpoint(of: model, left, on: data)
    // What failed is what there is to say; a second failure would hide it.
    case .failure: try? writeCheckpoint(of: model, left, on: data)
    }
  }

  private func noteEnd(of run: Run, _ outcome: TrainingOutcome) {
    let accuracy = run.figure("accuracy").map { value in
      Wording(en: ", accuracy \(NumberFormat.display(value))", ko: ", 정확도 \(NumberFormat.display(value))")
    }
    let loss = NumberFormat.display(run.figure("loss") ?? .nan)
    let stopped = outcome == .stopped ? Wording(en: " (stopped)", ko: " (멈춤)") : .nothing
    log(
      .hint,
      Wording(
        en: "\(run.name): step \(run.step), loss \(loss)\(accuracy ?? .nothing)\(stopped)",
        ko: "\(run.name): 스텝 \(run.step), 손실 \(loss)\(accuracy ?? .nothing)\(stopped)"))
  }

  private func finishedRun(
    _ running: RunningTraining, _ unfinished: UnfinishedTraining, _ figures: [String: [String: Double]]
  ) -> Run {
    Run(
      running.trainer.model, unfinished, name: unfinished.goal.name ?? state.runs.nextName, figures: figures,
      rate: running.trainer.rate,
      rows: Dictionary(uniqueKeysWithValues: running.data.parts.map { ($0.name, $0.samples.rows) }))
  }
}

extension Result<TrainingOutcome, Stop> {
  /// Whether the training came to an end of its own.
  fileprivate var isWhole: Bool {
    if case .success(let outcome) = self { outcome != .interrupted } else { false }
  }
}

extension SessionState {
  /// The current model is another one now: there is nothing left to finish.
  mutating func forgetUnfinished() {
    if unfinished?.model == workspace.description.current { unfinished = nil }
  }
}

/// What the journal says of a training that its own statement would not repeat.
extension Session {
  func enterTraining(
    _ run: Run, _ goal: TrainingGoal, steps: Int, isContinued: Bool, _ ended: Result<TrainingOutcome, Stop>
  ) {
    let folder = state.workspace.description.settings[.checkpoints]?.folder
    switch ended {
    case .success(.finished) where !isContinued, .success(.stopped) where !isContinued:
      guard trainingIsRepeatable(goal) else { break }
      if let folder { state.lost.checkpoints.remove(folder) }
      guard goal.isRepeated || goal.name == nil && state.lost.hasRun else { return }
      var named = goal
      named.name = run.name
      journal.trace?.replaceCurrent(by: [named.statement])
      return
    default: break
    }
    let done = steps > 0 ? stepsDone(steps, of: run, goal) : nothingDone(in: run, ended)
    if let folder, !done.isEmpty { state.lost.checkpoints.insert(folder) }
    journal.trace?.replaceCurrent(by: withoutCheckpoints(done))
  }

  /// Whether the same statement stops at the same step: callbacks do not run where a session is reproduced, and the time is
  /// another one.
  private func trainingIsRepeatable(_ goal: TrainingGoal) -> Bool {
    let settings = state.workspace.description.settings
    let conditions = [goal.condition?.text, settings[.stopCondition]?.text].compactMap { $0 }
    return settings.callbacks.allSatisfy { $0.body.assignedVariables.isEmpty }
      && !conditions.contains { $0.contains("seconds") }
  }

  /// A training that was cut short left no checkpoint at its end, or one from which it continues; the statements that say how
  /// far it came would leave one that is finished, and `resume` would begin there.
  private func withoutCheckpoints(_ lines: [String]) -> [String] {
    guard let checkpoints = state.workspace.description.settings[.checkpoints], !lines.isEmpty else { return lines }
    return ["checkpoint none"] + lines + [checkpoints.text]
  }

  private func stepsDone(_ steps: Int, of run: Run, _ goal: TrainingGoal) -> [String] {
    let training = TrainingGoal(length: Period(steps, .steps), name: run.name).statement
    guard let stop = state.workspace.description.settings[.stopCondition], !trainingIsRepeatable(goal) else {
      return [training]
    }
    return ["stop never", training, sources.text(of: stop.range)]
  }

  /// A run without an update: its first loss was no number.
  private func nothingDone(in run: Run, _ ended: Result<TrainingOutcome, Stop>) -> [String] {
    guard state.runs.contains(where: { $0.name == run.name && $0.step == run.step }) else { return [] }
    // A condition is asked where an epoch begins, and only there.
    guard state.workspace.model?.progress.row ?? 0 == 0 else {
      state.lost.hasRun = true
      return []
    }
    let condition = "step >= 0"
    return ["train until \(condition) limit 1 steps as \(Value.text(run.name).source)"]
  }
}
