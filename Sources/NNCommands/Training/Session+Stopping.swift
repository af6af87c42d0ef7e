import NNScript
import NNText
import NeuralNetwork

/// Stop conditions, and what happens at a loss that is not finite.
extension Session {
  func holds(_ condition: Expression) throws(Stop) -> Bool { try evaluator.condition(condition, host: self) }

  /// One check of `stop when`, before an epoch's first update; then the best values take this check in.
  func stopConditionHolds(_ running: RunningTraining) throws(Stop) -> Bool {
    guard let stop = state.description.settings.stopCondition else {
      try noteBest(running, at: nil)
      return false
    }
    running.checksInARow = try holds(stop.condition) ? running.checksInARow + 1 : 0
    try noteBest(running, at: stop.range)
    return running.checksInARow >= stop.checks
  }

  /// Lowest loss and error, highest other measure.
  private func noteBest(_ running: RunningTraining, at range: SourceRange?) throws(Stop) {
    guard let range = range ?? nil, !running.best.isEmpty else { return }
    for (reference, best) in running.best {
      var current = reference
      current.isBest = false
      guard case .number(let value) = try measure(current, at: range), !value.isNaN else { continue }
      let isLower = reference.name == "loss" || reference.name == "mae"
      running.best[reference] = best.isNaN ? value : isLower ? min(best, value) : max(best, value)
    }
  }

  /// Under `on nan stop`: the diagnosis, and in a script the end with status 4.
  func reportDivergence(step: Int, loss: Double, at range: SourceRange) throws(Stop) {
    report([
      Diagnostic(
        .diverged, "training stopped before the update of step \(step): the loss is \(NumberFormat.display(loss))",
        at: range,
        help: "`on nan continue` lets it go on")
    ])
    for finding in try diagnose(at: range) { report(finding.lines) }
    throw .diverged
  }
}

extension DiagnosticCode {
  static let diverged = DiagnosticCode(
    "E0607", "training diverged",
    """
    The loss became NaN or infinite. Under `on nan stop` the training ends before that update, with its weights kept and \
    a diagnosis of the cause; a script ends with status 4. `on nan continue` goes on, as most libraries do.
    """)
}
