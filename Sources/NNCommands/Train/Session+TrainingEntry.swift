import NNScript
import NNText
import NeuralNetwork

/// What the journal says of a training that its own statement would not repeat.
extension Session {
  func enterTraining(
    _ run: Run, _ goal: TrainingGoal, steps: Int, isContinued: Bool, _ ended: Result<TrainingOutcome, Stop>
  ) {
    switch ended {
    case .success(.finished) where !isContinued, .success(.stopped) where !isContinued:
      guard trainingIsRepeatable(goal) else { break }
      guard goal.isRepeated || goal.name == nil && state.hasLostRun else { return }
      var named = goal
      named.name = run.name
      trace?.replaceCurrent(by: [named.statement])
      return
    default: break
    }
    trace?.replaceCurrent(by: steps > 0 ? stepsDone(steps, of: run, goal) : nothingDone(in: run, ended))
  }

  /// Whether the same statement stops at the same step: callbacks do not run where a session is reproduced, and the time is
  /// another one.
  private func trainingIsRepeatable(_ goal: TrainingGoal) -> Bool {
    let settings = state.description.settings
    let conditions = [goal.condition?.text, settings.stopCondition?.text].compactMap { $0 }
    return settings.callbacks.allSatisfy { $0.body.assignedVariables.isEmpty }
      && !conditions.contains { $0.contains("seconds") }
  }

  private func stepsDone(_ steps: Int, of run: Run, _ goal: TrainingGoal) -> [String] {
    let training = TrainingGoal(length: Period(steps, .steps), name: run.name).statement
    guard let stop = state.description.settings.stopCondition, !trainingIsRepeatable(goal) else { return [training] }
    return ["stop never", training, sources.text(of: stop.range)]
  }

  /// A run without an update: its first loss was no number.
  private func nothingDone(in run: Run, _ ended: Result<TrainingOutcome, Stop>) -> [String] {
    guard state.runs.contains(where: { $0.name == run.name && $0.step == run.step }) else { return [] }
    // A condition is asked where an epoch begins, and only there.
    guard state.model?.progress.row ?? 0 == 0 else {
      state.hasLostRun = true
      return []
    }
    let condition = "step >= 0"
    return ["train until \(condition) limit 1 steps as \(Value.text(run.name).source)"]
  }
}
