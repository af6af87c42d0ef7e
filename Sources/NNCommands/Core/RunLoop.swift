import NNScript
import NNText
import NeuralNetwork

/// What runs, and what holds while it does.
struct RunState {
  /// What messages call it, and what only one kind of text may say.
  var kind = TextKind.script
  /// The texts of files and `-c`, which may still be running.
  var scripts: Set<Int32> = []
  /// The statement that runs, or ran last.
  var statement: SourceRange?
  /// The session before each block that is open, outer ones first, to go back to if its body fails.
  var statesBeforeBlocks: [SessionState] = []
  /// Under `--keep-going`: what the first statement that failed would have ended the run with.
  var firstFailure: Outcome?
  /// `NAME=VALUE` of the command line, of the params' kinds.
  var overrides: [String: Value] = [:]
  /// Under `--check`, where nothing runs.
  var checkedState: CheckedState?
  /// Somebody was told that cases share a seed.
  var hasToldSharedSeed = false
  private(set) var limitWatch: LimitWatch

  init(limits: Limits) { limitWatch = LimitWatch(limits) }

  /// Which limit of the run was passed, and where; `nil` while there is room.
  mutating func passedLimit() -> (what: Wording, help: Wording, range: SourceRange)? {
    guard let statement, let passed = limitWatch.passed() else { return nil }
    return (passed.what, passed.help, statement)
  }
}

/// The way of a statement: an entry or script, its statements one by one, each timed and entered into the journal, the
/// evaluator's control flow, and back here with values in place of expressions (``Host``), to the command.
extension Session {
  /// Runs what was read. Everything there is to say has been said when it returns.
  package func run(_ program: Program) -> Outcome {
    runState.kind = program.kind
    guard runState.kind == .prompt else {
      return runAll(program.block) { statement throws(Stop) in try run(statement) }
    }
    let before = state
    undoStack.hasMoved = false
    // What the variables were before the entry.
    var variables: [String: Value?] = [:]
    var failed: (block: Statement, before: SessionState)?
    let outcome = runAll(program.block) { statement throws(Stop) in
      let stateBefore = state
      evaluator.variables.mark()
      defer { variables.merge(evaluator.variables.former) { first, _ in first } }
      do throws(Stop) {
        try run(statement)
      } catch {
        if case .failed = error, statement.kind.isControlFlow { failed = (statement, stateBefore) }
        throw error
      }
    }
    let takenBack = failed.flatMap { takeBack($0.block, to: $0.before) }
    if !undoStack.hasMoved { remember(before, variables, as: program) }
    if let takenBack {
      undoStack.addTakenBack(takenBack)
      log(
        .hint,
        Wording(
          en: "the block is taken back; `redo` brings back what it had done",
          ko: "블록을 되돌렸습니다. `redo`로 블록이 한 일을 다시 되살릴 수 있습니다"))
    }
    compactJournal()
    return outcome
  }

  /// Runs the statements until one fails, which is reported.
  private func runAll(_ block: Block, _ run: (Statement) throws(Stop) -> Void) -> Outcome {
    runState.firstFailure = nil
    do {
      for statement in block.statements { try run(statement) }
      return runState.firstFailure ?? .done
    } catch {
      return end(error)
    }
  }

  /// One statement; an included text is its statements one by one.
  private func run(_ statement: Statement) throws(Stop) {
    if case .include(_, let body) = statement.kind {
      try willRun(statement)
      for inner in body.statements { try run(inner) }
      return
    }
    do {
      try timed { () throws(Stop) in
        try runJournaled(statement)
        try checkRedirection(at: statement.range)
      }
    } catch {
      guard options.keepsGoing, runState.kind != .prompt, error.isFailure else { throw error }
      let outcome = end(error)
      runState.firstFailure = runState.firstFailure ?? outcome
    }
  }

  /// Reports why a script stopped and says it as an outcome.
  private func end(_ stop: Stop) -> Outcome {
    switch stop {
    case .failed(let diagnostics):
      report(diagnostics)
      return .failed
    case .expectation: return .expectationFailed
    case .diverged: return .diverged
    case .exit(let code): return .exit(code)
    case .signal(let number): return .signal(number)
    }
  }

  /// Runs a statement at the top level, and says what it took where that is wanted.
  private func timed(_ body: () throws(Stop) -> Void) throws(Stop) {
    guard output.isTiming else { return try body() }
    let (clock, processor) = (Stopwatch(), Stopwatch(.processor))
    defer {
      if output.isTiming {
        let (wall, computing) = (Self.seconds(clock), Self.seconds(processor))
        log(.info, Wording(en: "time: \(wall) s, computing \(computing) s", ko: "시간: \(wall)초, 계산: \(computing)초"))
      }
    }
    try body()
  }

  private static func seconds(_ watch: Stopwatch) -> String { NumberFormat.fixed(watch.seconds, places: 3) }

  /// One statement, entered into the journal of `save session` if it changed anything.
  func runJournaled(_ statement: Statement) throws(Stop) {
    let (revision, version) = (state.revision, evaluator.variables.version)
    let answer = evaluator.variables["_"]
    _ = evaluator.variables.takeChanged()
    journal.trace = JournalTrace(revision: revision)
    // What time it took, and a run that nothing restores, another session will not find.
    if state.lost.hasRun || sources.text(of: statement.range).contains("seconds") { journal.trace?.spellOut() }
    var isWhole = false
    defer {
      if var trace = journal.trace, state.revision != revision || evaluator.variables.version != version {
        if case .expression = statement.kind {
          // The answer alone is no change; who asks for it brings it along.
        } else if isWhole && !trace.isCutShort {
          let text = text(of: statement)
          let needed = text.contains("$_") ? answer.flatMap { $0.hasSource ? "(\($0.source))" : nil } : nil
          enter([needed, text].compactMap { $0 })
        } else {
          trace.end(revision: state.revision, variables: &evaluator.variables, in: sources)
          enter(trace.lines)
        }
      }
      journal.trace = nil
    }
    try evaluator.run(statement, host: self)
    isWhole = true
  }

  /// A `param` whose value came from the command line is entered with that value.
  private func text(of statement: Statement) -> String {
    guard case .binding(let binding) = statement.kind, binding.isParameter, runState.overrides[binding.name] != nil,
      let value = evaluator.variables[binding.name]
    else { return sources.text(of: statement.range) }
    return "param \(binding.name) = \(value.source)"
  }
}

/// What statements mean: the evaluator does control flow, everything else comes here.
extension Session: Host {
  package func willRun(_ statement: Statement) throws(Stop) {
    runState.statement = statement.range
    try checkInterrupts()
    output.redirection.begin(statement.range, isTraining: training != nil)
    traceBegin(statement)
    if options.echoes && runState.kind != .prompt || output.isTeaching && statement.isTaught && !wasTaught(statement) {
      let lines = sources.text(of: statement.range).split(separator: "\n", omittingEmptySubsequences: false)
      for line in lines { print(">> \(line)") }
      if output.isTeaching { output.taught.append(statement.range) }
    }
  }

  /// Whether the lesson has shown the block it is in: the turns of a loop are not shown again.
  private func wasTaught(_ statement: Statement) -> Bool {
    output.taught.contains { block in
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
    runState.statesBeforeBlocks.append(state)
    do throws(Stop) {
      try perform(invocation)
    } catch {
      abandon(invocation)
      throw error
    }
  }

  package func close(_ invocation: Invocation) throws(Stop) {
    do throws(Stop) {
      try Self.commands[invocation.signature.name]?.end(invocation, in: self)
    } catch {
      abandon(invocation)
      throw error
    }
    _ = runState.statesBeforeBlocks.popLast()
  }

  package func abandon(_ invocation: Invocation) {
    if let before = runState.statesBeforeBlocks.popLast() { state = before }
  }

  package func print(_ items: [Value]) throws(Stop) {
    print(items.map(\.display).joined(separator: " "))
  }

  package func show(_ value: Value) {
    print(value.display)
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
    if runState.kind != .prompt { throw .expectation }
    // In a script it would end what continues here.
    journal.trace?.spellOut()
  }

  package func stop(when condition: Expression, checks: Int, unit: TimeUnit, range: SourceRange) throws(Stop) {
    try change { (state) throws(Diagnostic) in
      state.workspace.description.settings[.stopCondition] = StopCondition(
        condition: condition, checks: checks, range: range)
    }
  }

  package func every(_ count: Int, unit: TimeUnit, body: Block, range: SourceRange) throws(Stop) {
    journal.trace?.spellOut()
    try change { (state) throws(Diagnostic) in
      // The same statement again, in a loop over models say, is not a second one.
      let text = sources.text(of: range)
      state.workspace.description.settings.callbacks.removeAll { sources.text(of: $0.range) == text }
      state.workspace.description.settings.callbacks.append(
        Callback(count: count, unit: unit, body: body, range: range))
    }
  }
}

extension Statement.Kind {
  /// A block that runs statements of its own.
  fileprivate var isControlFlow: Bool {
    switch self {
    case .branch, .loop, .repeated, .whileLoop, .include: true
    default: false
    }
  }
}

extension Stop {
  /// Whether `--keep-going` continues after it.
  fileprivate var isFailure: Bool {
    switch self {
    case .failed, .expectation, .diverged: true
    case .exit, .signal: false
    }
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
