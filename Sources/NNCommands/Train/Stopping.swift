import NNScript
import NNText
import NeuralNetwork

/// Stop conditions, and what happens at a loss that is not finite.
extension Session {
  func holds(_ condition: Expression) throws(Stop) -> Bool { try evaluator.condition(condition, host: self) }

  /// One check of `stop when`, before an epoch's first update; then the best values take this check in.
  func stopConditionHolds(_ running: RunningTraining, at range: SourceRange) throws(Stop) -> Bool {
    let stop = state.workspace.description.settings[.stopCondition]
    let holds = if let stop { try holds(stop.condition) } else { false }
    running.watch.checksInARow = holds ? running.watch.checksInARow + 1 : 0
    try noteBest(running, at: stop?.range ?? range)
    return stop.map { running.watch.checksInARow >= $0.checks } ?? false
  }

  /// Every measure that follows `best.` in what this training asks.
  func conditionWatch(for goal: TrainingGoal) throws(Stop) -> ConditionWatch {
    var wanted = BestMeasures()
    if let condition = goal.condition { wanted.visit(condition) }
    if let stop = state.workspace.description.settings[.stopCondition] { wanted.visit(stop.condition) }
    for callback in state.workspace.description.settings.callbacks { wanted.visit(callback.body) }
    var watch = ConditionWatch()
    for (parts, range) in wanted.names {
      // A variable that an `every` sets has no value before: it is followed from its first question on.
      guard let words = try? evaluator.words(parts, at: range), let reference = MeasureReference(words: words) else {
        continue
      }
      watch.best[reference] = .nan
    }
    return watch
  }

  /// Lowest loss and error, highest other measure.
  private func noteBest(_ running: RunningTraining, at range: SourceRange) throws(Stop) {
    for (reference, best) in running.watch.best {
      var current = reference
      current.isBest = false
      guard case .number(let value) = try measure(current, at: range), !value.isNaN else { continue }
      let isLower = reference.name == "loss" || reference.name == "mae"
      running.watch.best[reference] = best.isNaN ? value : isLower ? min(best, value) : max(best, value)
    }
  }
}

extension DiagnosticCode {
  static let diverged = DiagnosticCode(
    "E0607", Wording(en: "training diverged", ko: "발산한 학습"),
    Wording(
      en: """
        The loss became NaN or infinite. Under `on nan stop` the training ends before that update, with its weights kept and \
        a diagnosis of the cause; a script ends with status 4. `on nan continue` goes on, as most libraries do.
        """,
      ko: """
        손실이 NaN이나 무한대가 되었습니다. `on nan stop`이면 그 갱신 전에 학습이 끝나고, 가중치를 그대로 두고 원인을 진단합니다. 스크립트는 상태 4로 끝납니다. `on \
        nan continue`는 대부분의 라이브러리처럼 계속합니다.
        """))
}

/// Finds the measures after `best.` in what a training will ask, so that their values are followed from its first check
/// on, not from the first time somebody looks.
struct BestMeasures {
  private(set) var names: [(parts: [NamePart], range: SourceRange)] = []

  mutating func visit(_ block: Block) {
    for statement in block.statements {
      switch statement.kind {
      case .command(let command): for argument in command.arguments { visit(argument) }
      case .binding(let binding): visit(binding.value)
      case .branch(let branches, _): for branch in branches { visit(branch.condition) }
      case .expect(let condition, let message):
        visit(condition)
        if let message { visit(message) }
      case .print(let items):
        for item in items {
          switch item {
          case .argument(let argument): visit(argument)
          case .call(let call): visit(call)
          }
        }
      case .expression(let expression): visit(expression)
      default: break
      }
      for inner in statement.kind.blocks { visit(inner) }
    }
  }

  mutating func visit(_ expression: Expression) {
    switch expression.kind {
    case .dotted(let parts): note(parts, at: expression.range)
    case .interpolated(let parts): visit(parts)
    case .list(let items): for item in items { visit(item) }
    case .call(_, let arguments): for argument in arguments { visit(argument) }
    case .unary(_, let operand): visit(operand)
    case .binary(_, let left, let right):
      visit(left)
      visit(right)
    case .number, .boolean, .string, .variable, .word: break
    }
  }

  private mutating func visit(_ argument: Argument) {
    switch argument.kind {
    case .dotted(let parts): note(parts, at: argument.range)
    case .interpolated(let parts): visit(parts)
    case .parenthesis(let expression): visit(expression)
    case .number, .string, .word, .variable: break
    }
  }

  private mutating func visit(_ parts: [StringPart]) {
    for case .expression(let expression) in parts { visit(expression) }
  }

  private mutating func note(_ parts: [NamePart], at range: SourceRange) {
    if parts.first == .word("best") { names.append((parts, range)) }
  }
}
