import NNScript

/// What an entry at the prompt found, to go back to.
struct Snapshot: Sendable {
  var state: SessionState
  var variables: Variables
  /// The entry's text.
  var entry: String
}

/// The entries that can be taken back, and those that were.
struct UndoStack: Sendable {
  /// Snapshots share storage, but a long session's weights must not pile up without end.
  static let limit = 200
  var past: [Snapshot] = []
  var future: [Snapshot] = []
  /// The entry that runs moved through time: it is no change of its own.
  var hasMoved = false
}

extension Session {
  func checkpoint() -> Snapshot { Snapshot(state: state, variables: evaluator.variables, entry: "") }

  /// Keeps the snapshot if the entry changed anything.
  func remember(_ before: Snapshot, as program: Program) {
    let hasChanged = before.state.revision != state.revision || before.variables != evaluator.variables
    guard hasChanged, let first = program.block.statements.first, let last = program.block.statements.last else {
      return
    }
    var snapshot = before
    snapshot.entry = sources.text(of: first.range.joined(to: last.range))
    undoStack.past.append(snapshot)
    if undoStack.past.count > UndoStack.limit { undoStack.past.removeFirst() }
    undoStack.future = []
  }

  /// Goes back before the last entry that changed something and says which it was; nil if there is none.
  func undo() -> String? { exchange(from: \.past, to: \.future) }

  func redo() -> String? { exchange(from: \.future, to: \.past) }

  private func exchange(
    from source: WritableKeyPath<UndoStack, [Snapshot]>, to target: WritableKeyPath<UndoStack, [Snapshot]>
  ) -> String? {
    guard let snapshot = undoStack[keyPath: source].popLast() else { return nil }
    var current = checkpoint()
    current.entry = snapshot.entry
    undoStack[keyPath: target].append(current)
    state = snapshot.state
    evaluator.variables = snapshot.variables
    measures.forget()
    undoStack.hasMoved = true
    trace = nil
    return snapshot.entry
  }
}
