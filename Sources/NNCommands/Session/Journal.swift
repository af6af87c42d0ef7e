import NNScript

/// The statements that made a session, for `save session`.
///
/// A statement that ran whole is entered as it was written. Of a block that ended early, and of a training that was cut
/// short, what was done is entered statement by statement, with the values its variables had.
struct Journal: Sendable {
  private(set) var lines: [String] = []

  mutating func enter(_ lines: [String]) { self.lines += lines }
}

/// What a statement at the top level has done so far, simple statement by simple statement.
struct JournalTrace {
  private(set) var lines: [String] = []
  /// Whether ``lines`` say what was done and the statement's own text does not.
  private(set) var isCutShort = false
  private var revision: Int
  /// As the lines so far leave them.
  private var variables: Variables
  /// The statement that runs, and the variables it found.
  private var current: (text: SourceRange, variables: Variables)?
  private var replacement: String?

  init(revision: Int, variables: Variables) {
    self.revision = revision
    self.variables = variables
  }

  mutating func begin(_ statement: Statement, revision: Int, variables: Variables, in sources: SourceMap) {
    finish(revision: revision, in: sources)
    guard statement.kind.isSimple else { return }
    current = (statement.range, variables)
  }

  /// The statement that runs did something else than its text says: `train 40 steps` of a training that was to be longer;
  /// nil: nothing that could be said.
  mutating func replaceCurrent(by text: String?) {
    replacement = text
    if text == nil { current = nil }
    isCutShort = true
  }

  /// The last statement is done, whether it failed or not.
  mutating func end(revision: Int, variables: Variables, in sources: SourceMap) {
    finish(revision: revision, in: sources)
    assign(variables)
  }

  private mutating func finish(revision: Int, in sources: SourceMap) {
    defer {
      self.revision = revision
      current = nil
      replacement = nil
    }
    guard let current, self.revision != revision else { return }
    assign(current.variables)
    lines.append(replacement ?? sources.text(of: current.text))
  }

  /// Brings the variables to the values that a statement found.
  private mutating func assign(_ wanted: Variables) {
    for name in wanted.names where wanted[name] != variables[name] {
      guard name != "_", let value = wanted[name], value.hasSource else { continue }
      lines.append("let \(name) = \(value.source)")
    }
    variables = wanted
  }
}

extension Value {
  /// Whether ``source`` is an expression: a number that is not finite has none.
  fileprivate var hasSource: Bool {
    switch self {
    case .number(let number): number.isFinite
    case .boolean, .text: true
    case .list(let items): items.allSatisfy(\.hasSource)
    }
  }
}

extension Statement.Kind {
  /// Entered as a whole where it ran. Blocks of control flow are not: what they ran is.
  fileprivate var isSimple: Bool {
    switch self {
    case .branch, .loop, .repeated, .whileLoop, .include, .binding, .print, .expect, .expression: false
    default: true
    }
  }
}

extension Session {
  /// One statement, entered into the journal of `save session` if it changed anything.
  func runJournaled(_ statement: Statement) throws(Stop) {
    let (revision, variables) = (state.revision, evaluator.variables)
    trace = JournalTrace(revision: revision, variables: variables)
    var isWhole = false
    defer {
      if var trace, state.revision != revision || evaluator.variables != variables {
        if isWhole && !trace.isCutShort {
          state.journal.enter([text(of: statement)])
        } else {
          trace.end(revision: state.revision, variables: evaluator.variables, in: sources)
          state.journal.enter(trace.lines)
        }
      }
      trace = nil
    }
    try evaluator.run(statement, host: self)
    isWhole = true
  }

  /// A `param` whose value came from the command line is entered with that value.
  private func text(of statement: Statement) -> String {
    guard case .binding(let binding) = statement.kind, binding.isParameter, overrides[binding.name] != nil,
      let value = evaluator.variables[binding.name]
    else { return sources.text(of: statement.range) }
    return "param \(binding.name) = \(value.source)"
  }

  /// A statement inside another begins. The bodies of tables and of `every` belong to the statement around them.
  func traceBegin(_ statement: Statement) {
    guard training == nil, state.description.table == nil else { return }
    trace?.begin(statement, revision: state.revision, variables: evaluator.variables, in: sources)
  }
}
