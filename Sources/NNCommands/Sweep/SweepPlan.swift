import NNScript
import NNText

/// All that the cases of a sweep have in common, and how one of them runs.
struct SweepPlan: Sendable {
  let cases: SweepCases
  let body: Block
  /// The session as the sweep found it: each case begins with a copy.
  let state: SessionState
  let journal: Journal
  let variables: Variables
  let sources: SourceMap
  let options: SessionOptions
  let kind: TextKind
  let mode: Table.Format
  let isModeGiven: Bool
  let look: CaseConsole.Look
  let casesAtOnce: Int
  let cancellation = Cancellation()

  init(_ cases: SweepCases, body: Block, of session: Session, threads: Int) {
    self.cases = cases
    self.body = body
    var state = session.state
    // Like `log`, which stays with the session: all cases would write the same files.
    state.workspace.description.settings[.checkpoints] = nil
    self.state = state
    journal = session.journal
    variables = session.evaluator.variables
    sources = session.sources
    var options = session.options
    options.threads = 1
    options.keepsGoing = false
    // The session itself watches its limits while the cases run.
    options.limits = Limits()
    if session.runState.kind == .prompt { options.echoes = false }
    self.options = options
    // At the prompt `expect` only reports; in a case it ends it.
    kind = session.runState.kind == .prompt ? .command : session.runState.kind
    mode = session.output.mode
    isModeGiven = session.output.isModeGiven
    look = CaseConsole.Look(of: session)
    casesAtOnce = threads
  }

  /// Runs a case on a session of its own; `nil` if it was cancelled.
  ///
  /// - Parameter note: told how much of a training is done, from 0 to 1.
  func run(_ index: Int, noting note: @escaping (Double) -> Void) -> CaseOutcome? {
    let console = CaseConsole(look: look, cancellation: cancellation, note: note)
    let session = Session(console: console, options: options)
    let record = CaseRecord()
    session.beginCase(of: self, index, record)
    var row = SweepRow(values: Array(cases[index]))
    var hasFigures = true
    do throws(Stop) {
      for statement in body.statements { try session.runJournaled(statement) }
    } catch {
      switch error {
      case .signal: return nil
      case .failed(let problems):
        // Nobody knows what figures would be of: a model that was trained before the sweep, say.
        row.error = problems.first
        hasFigures = false
      case .expectation: row.error = record.told.last
      case .diverged:
        row.error = record.told.last
        row.isNaN = true
      case .exit: break
      }
    }
    if hasFigures { session.fill(&row, with: record.columns, at: body.range) }
    guard cancellation.signal == nil else { return nil }
    return CaseOutcome(row: row, said: console.said, files: record.files)
  }

  /// `act relu, seed 3`: how messages name a case.
  func label(of index: Int) -> String {
    zip(cases.axes, cases[index]).map { "\($0) \($1.display)" }.joined(separator: ", ")
  }
}

/// What a case leaves.
struct CaseOutcome: Sendable {
  var row: SweepRow
  var said: [CaseConsole.Said]
  var files: CaseFiles
}

extension Session {
  fileprivate func beginCase(of plan: SweepPlan, _ index: Int, _ record: CaseRecord) {
    caseRecord = record
    state = plan.state
    state.workspace.measures.forget()
    state.workspace.threads = options.threads
    state.workspace.copies = plan.casesAtOnce
    sources = plan.sources
    runState.kind = plan.kind
    output.mode = plan.mode
    output.isModeGiven = plan.isModeGiven
    evaluator.variables = plan.variables
    var lines: [String] = []
    for (name, value) in zip(plan.cases.axes, plan.cases[index]) {
      evaluator.variables[name] = value
      if value.hasSource { lines.append("let \(name) = \(value.source)") }
    }
    // So that `save session` in the body saves this case.
    journal = plan.journal
    state.journalLength = journal.enter(lines, after: state.journalLength)
  }

  /// The figures at the end of a case.
  fileprivate func fill(
    _ row: inout SweepRow, with columns: [(name: String, expression: Expression)], at range: SourceRange
  ) {
    row.loss = figure("loss", at: range)
    row.accuracy = figure("accuracy", at: range)
    if let loss = row.loss, !loss.isFinite { row.isNaN = true }
    for column in columns {
      do {
        row.measured.append((column.name, try evaluator.evaluate(column.expression, host: self)))
      } catch {
        // What ended the case says more than what could not be measured for it.
        if case .failed(let problems) = error { row.error = row.error ?? problems.first }
      }
    }
  }

  /// `nil` where the measure makes no sense: nothing was trained, or targets are numbers.
  private func figure(_ name: String, at range: SourceRange) -> Double? {
    if case .number(let number)? = try? measure(MeasureReference(name: name), at: range) { number } else { nil }
  }

  /// `measure NAME…`: noted, and evaluated when the case ends.
  package func collect(_ columns: [(name: String, expression: Expression)], range: SourceRange) throws(Stop) {
    // These are kept of every case.
    let standard: Set<String> = ["loss", "accuracy", "nan"]
    for column in columns where !standard.contains(column.name) {
      caseRecord?.columns.removeAll { $0.name == column.name }
      caseRecord?.columns.append(column)
    }
  }
}

extension Block {
  /// From the first statement to the last; of an empty block nothing.
  fileprivate var range: SourceRange {
    guard let first = statements.first, let last = statements.last else {
      return SourceRange(source: 0, lower: 0, upper: 0)
    }
    return first.range.joined(to: last.range)
  }
}
