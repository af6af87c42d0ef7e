import NNScript
import NNText
import NeuralNetwork

/// What statements mean: the evaluator does control flow, everything else comes here.
extension Session: Host {
  package func willRun(_ statement: Statement) throws(Stop) {
    statementRange = statement.range
    try checkInterrupts()
    redirection.begin(statement.range, isTraining: training != nil)
    traceBegin(statement)
    if options.echoes && kind != .prompt || isTeaching && statement.isTaught && !wasTaught(statement) {
      let lines = sources.text(of: statement.range).split(separator: "\n", omittingEmptySubsequences: false)
      for line in lines { write(">> \(line)") }
      if isTeaching { taught.append(statement.range) }
    }
  }

  /// Whether the lesson has shown the block it stands in: the turns of a loop are not shown again.
  private func wasTaught(_ statement: Statement) -> Bool {
    taught.contains { block in
      block.source == statement.range.source && block != statement.range && block.lower <= statement.range.lower
        && statement.range.upper <= block.upper
    }
  }

  package func perform(_ invocation: Invocation) throws(Stop) {
    guard let command = Self.commands[invocation.signature.name] else { return }
    try command.run(invocation, in: self)
  }

  package func willRepeat() throws(Stop) { try checkInterrupts() }

  package func open(_ invocation: Invocation) throws(Stop) {
    statesBeforeBlocks.append(state)
    do throws(Stop) {
      try perform(invocation)
    } catch {
      abandon(invocation)
      throw error
    }
  }

  package func close(_ invocation: Invocation) throws(Stop) {
    do throws(Stop) {
      if invocation.signature.name == "layer" { try closeResidual(invocation) } else { try closeTable() }
    } catch {
      abandon(invocation)
      throw error
    }
    _ = statesBeforeBlocks.popLast()
  }

  private func closeTable() throws(Stop) {
    guard let draft = state.description.table else { return }
    try change { (state) throws(Diagnostic) in
      try state.description.closeTable()
      state.take(draft.dataset)
    }
    answerWithData()
  }

  private func closeResidual(_ invocation: Invocation) throws(Stop) {
    try change { (state) throws(Diagnostic) in try state.description.closeBlock(at: invocation.range) }
    answerWithBlock()
  }

  package func abandon(_ invocation: Invocation) {
    if let before = statesBeforeBlocks.popLast() { state = before }
  }

  package func print(_ items: [Value]) throws(Stop) {
    write(items.map(\.display).joined(separator: " "))
  }

  package func show(_ value: Value) {
    write(value.display)
  }

  /// What was expected, unless the message says it, and the values that were found instead.
  private func help(_ outcome: Expectation, observed: String) -> Wording {
    var parts: [Wording] = []
    if outcome.message != nil { parts.append(Wording(en: "expected \(outcome.text)", ko: "기대한 것: \(outcome.text)")) }
    if !observed.isEmpty { parts.append(Wording(en: "observed: \(observed)", ko: "실제 값: \(observed)")) }
    return parts.isEmpty ? Wording(en: "it does not hold", ko: "성립하지 않습니다") : parts.joined(separator: "; ")
  }

  package func expect(_ outcome: Expectation) throws(Stop) {
    guard !outcome.holds else { return }
    let observed = outcome.observed.map { "\($0.name) = \($0.value.display)" }.joined(separator: ", ")
    let message =
      outcome.message.map { Wording(verbatim: $0) }
      ?? Wording(en: "expected \(outcome.text)", ko: "기대한 것: \(outcome.text)")
    report([
      Diagnostic(
        .expectationFailed, message, at: outcome.range,
        help: help(outcome, observed: observed))
    ])
    if kind != .prompt { throw .expectation }
    // In a script it would end what goes on here.
    trace?.spellOut()
  }

  package func stop(when condition: Expression, checks: Int, unit: TimeUnit, range: SourceRange) throws(Stop) {
    try change { (state) throws(Diagnostic) in
      state.description.settings.stopCondition = StopCondition(condition: condition, checks: checks, range: range)
    }
  }

  package func every(_ count: Int, unit: TimeUnit, body: Block, range: SourceRange) throws(Stop) {
    trace?.spellOut()
    try change { (state) throws(Diagnostic) in
      // The same statement again, in a loop over models say, is not a second one.
      let text = sources.text(of: range)
      state.description.settings.callbacks.removeAll { sources.text(of: $0.range) == text }
      state.description.settings.callbacks.append(Callback(count: count, unit: unit, body: body, range: range))
    }
  }

  package func train(
    until condition: Expression, limit: Int, unit: TimeUnit, name: String?, range: SourceRange
  ) throws(Stop) {
    try train(
      TrainingGoal(length: Period(limit, .init(unit)), condition: condition, name: name), at: range)
  }
}

extension Statement {
  /// Narration speaks for itself, and what it rests on is no matter for a class.
  fileprivate var isTaught: Bool {
    switch kind {
    case .command(let command): command.name != "note" && command.name != "pause"
    case .expect: false
    default: true
    }
  }
}

extension DiagnosticCode {
  static let expectationFailed = DiagnosticCode(
    "E0605", Wording(en: "expectation failed", ko: "기대와 다름"),
    Wording(
      en: """
        An `expect` did not hold: the line shows the expression and the values it had. In a script the run ends there with \
        status 3, so that a test or a lesson notices; at the prompt it only reports.
        """, ko: "`expect`가 성립하지 않았습니다. 줄에 식과 그때의 값이 나옵니다. 스크립트에서는 시험이나 수업이 알아차리도록 상태 3으로 실행이 끝나고, 프롬프트에서는 알리기만 합니다."))
}
