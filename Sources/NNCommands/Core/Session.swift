import NNScript
import NNText
import NeuralNetwork

/// One conversation: the models, data and settings that statements build up, and the way to run statements on them.
///
/// An object that somebody creates, and all that it changes lies in it: tests run many side by side.
package final class Session {
  package let console: any Console
  package let options: SessionOptions
  /// Every statement of the language.
  package static let table = SignatureTable(StandardCommands.all.map(\.signature))
  static let matcher = Matcher(table)
  static let commands = Dictionary(StandardCommands.all.map { ($0.signature.name, $0) }) { first, _ in first }

  let evaluator: Evaluator
  package internal(set) var sources = SourceMap()
  package internal(set) var state = SessionState()
  /// What runs, and what holds while it does.
  var runState: RunState
  /// While a training runs: its engine's weights, step and batch.
  var training: RunningTraining?
  /// How results are written, and where they go.
  var output = OutputState()
  var undoStack = UndoStack()
  /// The statements that made this session, for `save session`.
  var journal = Journal()
  /// Models trained since they were last saved or loaded.
  var unsaved: Set<String> = []
  /// In the session of a sweep's case; nil in all others.
  var caseRecord: CaseRecord?

  package init(console: any Console, options: SessionOptions = SessionOptions()) {
    self.console = console
    self.options = options
    runState = RunState(limits: options.limits)
    evaluator = Evaluator(Self.matcher)
    state.workspace.description.folder = options.folder
    state.workspace.description.sandbox = options.sandbox
    state.workspace.threads = options.threads
    state.workspace.description.memory = MemoryBudget(limit: options.limits.memory)
  }

  /// Parses a text and checks everything that can be known before it runs: names, kinds, shapes.
  ///
  /// - Parameter name: what messages call the text; of a script the path, which its includes are relative to.
  package func read(_ text: [UInt8], name: String, kind: TextKind) -> Reading {
    // Somebody who types for a day must not fill the memory with what he typed.
    if kind == .prompt { sources.keep(only: runState.scripts.union(undoStack.sources).union(state.sources)) }
    defer { if kind != .prompt { runState.scripts = sources.ids } }
    let source = sources.add(Source(name: name, bytes: text, path: kind == .script ? name : nil))
    switch Parser.parse(
      source, in: &sources, Session.table.dialect, isWhole: kind != .prompt, loader: .files(within: options.sandbox))
    {
    case .incomplete(let opener): return .incomplete(opener: opener.text)
    case .failed(let diagnostics): return .failed(diagnostics)
    case .complete(let block):
      let (problems, figures, after) = judge(block, kind: kind)
      guard problems.isEmpty else { return .failed(problems) }
      return .ready(Program(block: block, kind: kind, figures: figures, after: after))
    }
  }

  /// Runs one statement's effect on the session as a whole: if it fails, nothing of it stays.
  func change(_ body: (inout SessionState) throws(Diagnostic) -> Void) throws(Stop) {
    var changed = state
    do { try body(&changed) } catch { throw .failed(error) }
    changed.revision += 1
    changed.workspace.measures.forget()
    state = changed
  }

  /// The whole of a statement that only describes.
  func replan(_ command: some SessionCommand, _ call: Invocation) throws(Stop) {
    try change { (state) throws(Diagnostic) in
      try command.plan(call, on: &state.workspace.description)
    }
  }
}

/// The workspace, asked by a statement: its errors end the statement.
extension Session {
  func inWorkspace<Answer>(_ body: (inout Workspace) throws(Diagnostic) -> Answer) throws(Stop) -> Answer {
    defer { if let notice = state.workspace.takeNotice() { log(.info, notice) } }
    do { return try body(&state.workspace) } catch { throw .failed(error) }
  }

  /// The current model with its weights; of a training that runs, as they are at this step.
  func drawnModel(at range: SourceRange) throws(Stop) -> ModelState {
    if let training { return training.trainer.model }
    return try inWorkspace { (workspace) throws(Diagnostic) in try workspace.initializedModel(at: range) }
  }

  func resolvedNetwork(at range: SourceRange) throws(Stop) -> Network {
    try inWorkspace { (workspace) throws(Diagnostic) in try workspace.network(at: range) }
  }

  func preparedData(for network: Network, at range: SourceRange) throws(Stop) -> PreparedData {
    try inWorkspace { (workspace) throws(Diagnostic) in try workspace.preparedData(for: network, at: range) }
  }

  func engine(for model: ModelState, rows: Int, at range: SourceRange) throws(Stop) -> any Engine {
    try inWorkspace { (workspace) throws(Diagnostic) in try workspace.engine(for: model, rows: rows, at: range) }
  }

  /// The current model, the data made ready for it, and what trains it; not while a training runs.
  func trainer(
    validates: Bool = false, stopsAtNonFinite: Bool? = nil, at range: SourceRange
  ) throws(Stop) -> (Trainer, PreparedData) {
    guard training == nil else { throw .failed(.trainingInTraining(at: range)) }
    return try inWorkspace { (workspace) throws(Diagnostic) in
      let model = try workspace.initializedModel(at: range)
      let data = try workspace.preparedData(for: model.network, at: range)
      return (
        try workspace.trainer(of: model, data, validates: validates, stopsAtNonFinite: stopsAtNonFinite, at: range),
        data
      )
    }
  }

  /// Keeps the current model's weights after an update; those that none has changed are still a draw.
  ///
  /// - Parameter data: it was updated on.
  func keepTrained(_ model: ModelState, on data: PreparedData) {
    let learned = state.workspace.description.model.learned(on: data)
    state.workspace.description.model.markTrained(model.network, learning: learned)
    unsaved.insert(state.workspace.description.current)
    state.workspace.keep(model)
  }

  /// How a file's columns become the current model's inputs: as it learned them, else as in the data.
  func inputColumns(of network: Network, at range: SourceRange) throws(Stop) -> TableColumns {
    if let columns = state.workspace.description.model.learned?.binding.columns { return columns }
    if state.workspace.dataset != nil {
      let dataset = try preparedData(for: network, at: range).dataset
      return dataset.columns ?? TableColumns(numbers: dataset.featureNames)
    }
    return TableColumns(numbers: (1...(network.input?.count ?? 1)).map { "x\($0)" })
  }

  /// How the current model's inputs are scaled; `nil` means not at all.
  func inputScaler(for network: Network, at range: SourceRange) throws(Stop) -> Scaler? {
    if let scaler = state.workspace.description.model.learned?.scaler { return scaler }
    return state.workspace.dataset == nil ? nil : try preparedData(for: network, at: range).scaler
  }
}
