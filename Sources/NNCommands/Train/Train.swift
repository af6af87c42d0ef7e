import NNScript
import NNText
import NeuralNetwork

/// `train N steps|epochs [as NAME]`, `train`, `train more`; `train until` is the grammar's.
struct Train: SessionCommand {
  var signature: Signature {
    let name: Pattern = .optional([.word("as"), .slot(Slot("name", "NAME", .name(.new)))])
    return Signature(
      "train", group: .training, summary: Wording(en: "train the model", ko: "모델을 학습시킵니다"),
      details: Wording(
        en: """
          A step is one update on one batch; an epoch is one pass over the training part. `train` alone repeats the \
          last request as a new run, `train more` finishes an interrupted one. Unnamed runs are run1, run2 …; a \
          repeated name replaces its run.
          """,
        ko: """
          스텝은 배치 하나로 한 번 갱신하는 것이고, 에포크는 훈련 데이터를 한 바퀴 도는 것입니다. `train`만 \
          쓰면 마지막 학습을 새 학습 기록(run)으로 되풀이하고, `train more`는 중단한 학습을 마칩니다. \
          이름이 없는 학습 기록은 run1, run2 … 이고, 같은 이름을 다시 쓰면 앞의 것을 대신합니다.
          """),
      forms: [
        Form("more", [.word("more")]),
        Form(
          "count",
          [
            .slot(.count("count", called: Wording(en: "number of steps or epochs", ko: "스텝이나 에포크의 수"))), .slot(.unit),
            name,
          ]),
        Form("again", [name]),
      ],
      examples: [
        Example("train 1000 steps", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid"),
        Example("train 20 epochs as first", setup: "data moons\nlayer 8 relu\noutput 1 sigmoid"),
        Example("train until accuracy == 1 limit 5000 steps", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid"),
      ],
      seeAlso: ["optimizer", "loss", "stop", "every", "eval", "plot"],
      grammarUsage: ["train until EXPR limit N UNIT [as NAME]"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    // What there is to finish only the run knows.
    guard call.form != "more" else { return }
    try description.planTraining(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    switch call.form {
    case "more": try session.trainMore(at: call.range)
    case "again":
      guard var goal = session.state.lastGoal else { throw .failed(.nothingToRepeat(at: call.range)) }
      goal.name = call.arguments.text("name")
      goal.isRepeated = true
      try session.train(goal, at: call.range)
    default:
      let unit: Period.Unit = call.arguments.text("unit") == "epochs" ? .epochs : .steps
      let length = Period(call.arguments.integer("count") ?? 1, unit)
      try session.train(TrainingGoal(length: length, name: call.arguments.text("name")), at: call.range)
    }
  }
}

extension Diagnostic {
  fileprivate static func nothingToRepeat(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .nothingToRepeat, Wording(en: "there is no training to repeat yet", ko: "아직 되풀이할 학습이 없습니다"), at: range,
      help: Wording(en: "say how long, for example: train 1000 steps", ko: "얼마나 할지 쓰세요. 예: train 1000 steps"))
  }
}

extension DiagnosticCode {
  static let nothingToRepeat = DiagnosticCode(
    "E0601", Wording(en: "nothing to repeat", ko: "되풀이할 것이 없음"),
    Wording(
      en: "`train` alone repeats the last training, `train more` finishes an interrupted one; here is none.",
      ko: """
        `train`만 쓰면 마지막 학습을 되풀이하고 `train more`는 중단한 학습을 마치는데, 그런 학습이 \
        없습니다.
        """))
}

/// How `train` runs: prepare, continue until the goal or an interrupt, keep what came of it.
extension Session {
  func train(_ goal: TrainingGoal, at range: SourceRange) throws(Stop) {
    guard training == nil else { throw .failed(.trainingInTraining(at: range)) }
    let watch = try conditionWatch(for: goal)
    let (trainer, data) = try trainer(validates: true, at: range)
    let running = RunningTraining(trainer, data: data, earlierSeconds: 0, watch: watch)
    showDefaultsOnce()
    state.lastGoal = goal
    state.unfinished = nil
    let run = running.trainer.begin(request(for: goal, watch))
    try runTraining(
      running, UnfinishedTraining(goal: goal, run: run, model: state.workspace.description.current, seconds: 0),
      at: range)
  }

  /// `train more`.
  func trainMore(at range: SourceRange) throws(Stop) {
    guard training == nil else { throw .failed(.trainingInTraining(at: range)) }
    guard let unfinished = state.unfinished, unfinished.model == state.workspace.description.current else {
      throw .failed(
        Diagnostic(
          .nothingToRepeat, Wording(en: "there is no interrupted training to finish", ko: "이어서 끝낼 중단된 학습이 없습니다"),
          at: range,
          help: Wording(
            en: "Ctrl-C interrupts a training; `train` alone repeats the last one",
            ko: "Ctrl-C를 누르면 학습이 중단됩니다. `train`만 쓰면 마지막 학습을 되풀이합니다")))
    }
    var left = unfinished
    // Conditions and callbacks are those in force now.
    left.watch.best.merge(try conditionWatch(for: left.goal).best) { followed, _ in followed }
    left.run.request = request(for: left.goal, left.watch)
    let (trainer, data) = try trainer(validates: true, at: range)
    let running = RunningTraining(trainer, data: data, earlierSeconds: left.seconds, watch: left.watch)
    try runTraining(running, left, at: range)
  }

  private func request(for goal: TrainingGoal, _ watch: ConditionWatch) -> TrainingRequest {
    let settings = state.workspace.description.settings
    // Checkpoints come after the callbacks: what those did at the same epoch is not done again.
    let checkpoints = settings[.checkpoints].map { [Period($0.epochs, .epochs)] } ?? []
    return TrainingRequest(
      goal.length, checksEpochs: goal.condition != nil || settings[.stopCondition] != nil || !watch.best.isEmpty,
      callbacks: settings.callbacks.map { Period($0.count, .init($0.unit)) } + checkpoints)
  }

  private func runTraining(_ running: RunningTraining, _ unfinished: UnfinishedTraining, at range: SourceRange)
    throws(Stop)
  {
    var run = unfinished.run
    let goal = unfinished.goal
    let end = run.end
    let callbacks = state.workspace.description.settings.callbacks
    training = running
    state.workspace.measures.forget()
    var signal: Int32?
    var reached = false
    var isCheckpointDue = false
    func left() -> UnfinishedTraining {
      UnfinishedTraining(
        goal: goal, run: run, model: unfinished.model, seconds: running.seconds, watch: running.watch)
    }
    var ended: Result<TrainingOutcome, Stop>
    repeat {
      isCheckpointDue = false
      do {
        ended = .success(
          try running.trainer.advance(&run) { (event, trainer) throws(Stop) -> TrainingDirective in
            switch event {
            case .progress:
              console.progress(running.progress(total: goal.condition == nil ? end : nil))
              try checkLimits()
              signal = console.pendingSignal()
              return signal == nil ? .goOn : .interrupt
            case .epoch:
              state.workspace.measures.forget()
              if let condition = goal.condition, try holds(condition) {
                reached = true
                return .stop
              }
              return try stopConditionHolds(running, at: range) ? .stop : .goOn
            case .due(let indices):
              state.workspace.measures.forget()
              for index in indices where index < callbacks.count {
                console.progress(nil)
                try evaluator.run(callbacks[index].body, host: self)
              }
              // The run is whole only where the trainer has handed it back.
              // That of the last step is written as the end.
              isCheckpointDue = indices.contains(callbacks.count) && trainer.step < end
              return isCheckpointDue ? .interrupt : .goOn
            case .recorded(let point):
              running.keep(point.loss)
              try log(point, at: range)
              return .goOn
            }
          })
        if isCheckpointDue { try writeCheckpoint(of: running.trainer.model, left(), on: running.data) }
      } catch {
        ended = .failure(error)
        isCheckpointDue = false
      }
    } while isCheckpointDue
    console.progress(nil)
    try finishTraining(running, left(), ended, isReached: reached, signal: signal, at: range)
  }

  package func train(
    until condition: Expression, limit: Int, unit: TimeUnit, name: String?, range: SourceRange
  ) throws(Stop) {
    try train(
      TrainingGoal(length: Period(limit, .init(unit)), condition: condition, name: name), at: range)
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

extension Diagnostic {
  static func trainingInTraining(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .trainingInTraining, Wording(en: "a training cannot start another", ko: "학습 중에 다른 학습을 시작할 수 없습니다"), at: range)
  }
}

extension DiagnosticCode {
  static let trainingInTraining = DiagnosticCode(
    "E0606", Wording(en: "training inside a training", ko: "학습 안의 학습"),
    Wording(
      en: "An `every` statement looks at the training that runs; it cannot train itself.",
      ko: "`every` 문장은 진행 중인 학습을 살펴보는 것이라서 스스로 학습할 수 없습니다."))
}
