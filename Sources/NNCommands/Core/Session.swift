import NNScript
import NNText
import NeuralNetwork

/// One conversation: the models, data and settings that statements build up, and the way to run statements on them.
///
/// A value somebody creates; nothing is global, so tests run many side by side.
package final class Session {
  package let console: any Console
  package let options: SessionOptions
  /// Every statement of the language.
  package static let table = SignatureTable(StandardCommands.all.map(\.signature))
  static let matcher = Matcher(table)
  static let commands = Dictionary(StandardCommands.all.map { ($0.signature.name, $0) }) { first, _ in first }

  package internal(set) var sources = SourceMap()
  /// The texts of files and `-c`, which may still be running.
  private var scriptSources: Set<Int32> = []
  package internal(set) var state = SessionState()
  let evaluator: Evaluator
  /// How tables are printed.
  var mode = Table.Format.table
  /// Whether `mode` was said: a pass by hand speaks to programs where nobody sits there and nobody said otherwise.
  var isModeGiven = false
  /// While a lesson runs: its statements are shown before they run.
  var isTeaching = false
  /// The statements it has shown.
  var taught: [SourceRange] = []
  var redirection = Redirection()
  var lastTable: Table?
  /// `timer on`.
  var isTiming = false
  /// Where recorded steps go, with what is to be written there so far.
  var log: LogFile?
  /// What runs, for messages and for what only one kind of text may say.
  var kind = TextKind.script
  var undoStack = UndoStack()
  /// The statements that made this session, for `save session`.
  var journal = Journal()
  /// `NAME=VALUE` of the command line, of the params' kinds.
  var overrides: [String: Value] = [:]
  /// Measures of the current weights, kept until they change.
  var measures = MeasureCache()
  /// Under `--check`, where nothing runs.
  var foresight: Foresight?
  /// Under `--keep-going`: what the first statement that failed would have ended the run with.
  private var firstFailure: Outcome?
  /// What the statement that runs has done so far, for the journal.
  var trace: JournalTrace?
  /// The session before each block that is open, outer ones first, to go back to if its body fails.
  var statesBeforeBlocks: [SessionState] = []
  /// Models trained since they were last saved or loaded.
  var unsaved: Set<String> = []
  /// The statement that runs, or ran last.
  var statementRange: SourceRange?
  var limitWatch: LimitWatch
  /// While a training runs: its engine's weights, step and batch.
  var training: RunningTraining?
  /// What the session of a sweep's case leaves to whoever runs the sweep; nil in all others.
  var caseRecord: CaseRecord?
  /// Somebody was told that cases share a seed.
  var hasToldSharedSeed = false

  package init(console: any Console, options: SessionOptions = SessionOptions()) {
    self.console = console
    self.options = options
    limitWatch = LimitWatch(options.limits)
    evaluator = Evaluator(Self.matcher)
    state.description.folder = options.folder
    state.description.sandbox = options.sandbox
    state.description.memory = MemoryBudget(limit: options.limits.memory)
  }

  /// Parses a text and checks everything that can be known before it runs: names, kinds, shapes.
  ///
  /// - Parameter name: what messages call the text; of a script the path, which its includes are relative to.
  package func read(_ text: [UInt8], name: String, kind: TextKind) -> Reading {
    // Somebody who types for a day must not fill the memory with what he typed.
    if kind == .prompt { sources.keep(only: scriptSources.union(undoStack.sources).union(state.sources)) }
    defer { if kind != .prompt { scriptSources = sources.ids } }
    let source = sources.add(Source(name: name, bytes: text, path: kind == .script ? name : nil))
    switch Parser.parse(source, in: &sources, isWhole: kind != .prompt, loader: .files(within: options.sandbox)) {
    case .incomplete(let opener): return .incomplete(opener: opener.text)
    case .failed(let diagnostics): return .failed(diagnostics)
    case .complete(let block):
      let (problems, figures, after) = judge(block, kind: kind)
      guard problems.isEmpty else { return .failed(problems) }
      return .ready(Program(block: block, kind: kind, figures: figures, after: after))
    }
  }

  /// Runs what was read. Everything there is to say has been said when it returns.
  package func run(_ program: Program) -> Outcome {
    kind = program.kind
    guard kind == .prompt else { return runAll(program.block) { statement throws(Stop) in try run(statement) } }
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
      note(
        Wording(
          en: "the block is taken back; `redo` brings back what it had done",
          ko: "블록을 되돌렸습니다. `redo`로 블록이 한 일을 다시 되살릴 수 있습니다"))
    }
    compactJournal()
    return outcome
  }

  /// Runs the statements until one fails, which is reported.
  private func runAll(_ block: Block, _ run: (Statement) throws(Stop) -> Void) -> Outcome {
    firstFailure = nil
    do {
      for statement in block.statements { try run(statement) }
      return firstFailure ?? .done
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
      guard options.keepsGoing, kind != .prompt, error.isFailure else { throw error }
      let outcome = end(error)
      firstFailure = firstFailure ?? outcome
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

  /// Runs one statement's effect on the session as a whole: if it fails, nothing of it stays.
  func change(_ body: (inout SessionState) throws(Diagnostic) -> Void) throws(Stop) {
    var changed = state
    do { try body(&changed) } catch { throw .failed(error) }
    changed.revision += 1
    state = changed
    measures.forget()
  }

  /// The whole of a statement that only describes.
  func replan(_ command: some SessionCommand, _ call: Invocation) throws(Stop) {
    try change { (state) throws(Diagnostic) in
      try command.plan(call, on: &state.description)
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
  /// Whether `--keep-going` goes on after it.
  fileprivate var isFailure: Bool {
    switch self {
    case .failed, .expectation, .diverged: true
    case .exit, .signal: false
    }
  }
}
