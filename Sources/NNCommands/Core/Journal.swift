import NNScript

/// The statements that made a session, for `save session`.
///
/// A statement that ran whole is entered as it was written. Of a block that ended early, and of a training that was cut
/// short, what was done is entered statement by statement, with the values its variables had.
///
/// A state knows only how many lines made it (``SessionState/journalLength``), so that the many states of `undo` share
/// one journal; lines after that length are of a future that was taken back.
struct Journal: Sendable {
  private(set) var lines: [String] = []
  /// What the statement that runs has done so far.
  var trace: JournalTrace?
  /// How long it may get before lines that no longer matter are looked for.
  private var room = 512

  /// Enters lines after the first `length`, and returns the new length.
  mutating func enter(_ new: [String], after length: Int) -> Int {
    lines.removeSubrange(length...)
    lines += new
    return lines.count
  }

  /// How many lines less there are, after those that no longer matter are gone from the first `length`: the lines that
  /// every state there is has in common. Now and then only; nil else.
  mutating func compact(upTo length: Int) -> Int? {
    guard lines.count > room else { return nil }
    let kept = JournalCompactor.of(Array(lines[..<length]), keepsAnswer: true)
    defer { room = max(512, 2 * lines.count) }
    guard kept.count < length else { return nil }
    lines.replaceSubrange(..<length, with: kept)
    return length - kept.count
  }
}

/// What a statement at the top level has done so far, simple statement by simple statement.
struct JournalTrace: Sendable {
  private(set) var lines: [String] = []
  /// Whether ``lines`` say what was done and the statement's own text does not.
  private(set) var isCutShort = false
  private var revision: Int
  /// Variables whose values the lines so far do not say.
  private var changed: Set<String> = []
  /// The statement that runs, and what those variables were when it began.
  private var current: (text: SourceRange, variables: [(name: String, value: Value)])?
  private var replacement: [String]?

  init(revision: Int) { self.revision = revision }

  mutating func begin(_ statement: Statement, revision: Int, variables: inout Variables, in sources: SourceMap) {
    // A block that is entered as it was written brings its body along.
    if let current, current.text.holds(statement.range) { return }
    finish(revision: revision, in: sources)
    guard statement.kind.isSimple else { return }
    current = (statement.range, values(&variables))
  }

  /// The statement that runs did something else than its text says: `train 40 steps` of a training that was to be longer;
  /// no lines: nothing that could be said.
  mutating func replaceCurrent(by lines: [String]) {
    replacement = lines
    isCutShort = true
  }

  /// The text would do something else if it were run again.
  mutating func spellOut() { isCutShort = true }

  /// The last statement is done, whether it failed or not.
  mutating func end(revision: Int, variables: inout Variables, in sources: SourceMap) {
    finish(revision: revision, in: sources)
    assign(values(&variables))
  }

  private mutating func finish(revision: Int, in sources: SourceMap) {
    defer {
      self.revision = revision
      current = nil
      replacement = nil
    }
    guard let current, self.revision != revision else { return }
    assign(current.variables)
    lines += replacement ?? [sources.text(of: current.text)]
  }

  /// What the variables are whose values are not said yet.
  private mutating func values(_ variables: inout Variables) -> [(name: String, value: Value)] {
    changed.formUnion(variables.takeChanged())
    return changed.compactMap { name in variables[name].map { (name, $0) } }
  }

  private mutating func assign(_ values: [(name: String, value: Value)]) {
    for (name, value) in values.sorted(by: { $0.name < $1.name }) where value.hasSource {
      lines.append(name == "_" ? "(\(value.source))" : "let \(name) = \(value.source)")
    }
    changed.subtract(values.map(\.name))
  }
}

extension Value {
  /// Whether ``source`` is an expression: a number that is not finite has none.
  var hasSource: Bool {
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
  func enter(_ lines: [String]) {
    state.journalLength = journal.enter(lines, after: state.journalLength)
    let common = undoStack.past.reduce(state.journalLength) { min($0, $1.state.journalLength) }
    // An entry that runs is not on the stack yet.
    if runState.kind != .prompt, let removed = journal.compact(upTo: common) { state.journalLength -= removed }
  }

  /// Between two entries of the prompt.
  func compactJournal() {
    let states = undoStack.past + undoStack.future
    let common = states.reduce(state.journalLength) { min($0, $1.state.journalLength) }
    guard let removed = journal.compact(upTo: common) else { return }
    state.journalLength -= removed
    undoStack.shortenJournals(by: removed)
  }

  /// A statement inside another begins. The bodies of tables and of `every` belong to the statement around them.
  func traceBegin(_ statement: Statement) {
    guard training == nil, state.workspace.description.table == nil else { return }
    journal.trace?.begin(statement, revision: state.revision, variables: &evaluator.variables, in: sources)
  }
}
