import NNScript

/// What an entry at the prompt found, to go back to.
struct Snapshot: Sendable {
  var state: SessionState
  /// What the variables had that the entry changed; nil inside: they were not set.
  var variables: [String: Value?]
  /// The entry's text.
  var entry: String
  /// Memory that only this snapshot holds.
  var bytes: Int
}

/// The entries that can be taken back, and those that were.
///
/// Snapshots share storage with the session and each other until something changes. What does change, the weights of each
/// training above all, must not pile up without end: the oldest entries are forgotten beyond a number and a size.
struct UndoStack: Sendable {
  static let limit = 200
  static let byteLimit = 512 << 20

  private(set) var past: [Snapshot] = []
  private(set) var future: [Snapshot] = []
  private var bytes = 0
  /// The entry that runs moved through time: it is no change of its own.
  var hasMoved = false

  /// An entry changed something; what had been taken back before cannot be done again.
  mutating func add(_ snapshot: Snapshot, byteLimit: Int = byteLimit) {
    past.append(snapshot)
    bytes += snapshot.bytes
    // The last entry can always be taken back.
    let excess = past.indices.dropLast().first { index in
      bytes -= past[index].bytes
      if past.count - index <= Self.limit && bytes + past[index].bytes <= byteLimit {
        bytes += past[index].bytes
        return true
      }
      return false
    }
    past.removeFirst(excess ?? past.count - 1)
    future = []
  }

  /// An entry failed and what it had done was taken back.
  mutating func addTakenBack(_ snapshot: Snapshot) { future = [snapshot] }

  /// Moves the last snapshot of one side to the other, as `present` makes it.
  mutating func move(back: Bool, _ present: (Snapshot) -> Snapshot) -> Snapshot? {
    guard let target = back ? past.popLast() : future.popLast() else { return nil }
    let left = present(target)
    if back {
      bytes -= target.bytes
      future.append(left)
    } else {
      bytes += left.bytes
      past.append(left)
    }
    hasMoved = true
    return target
  }

  /// The texts that going back or forth may need.
  var sources: Set<Int32> { Set((past + future).flatMap(\.state.sources)) }

  mutating func shortenJournals(by count: Int) {
    for index in past.indices { past[index].state.journalLength -= count }
    for index in future.indices { future[index].state.journalLength -= count }
  }
}

extension Session {
  /// Keeps the snapshot of an entry that changed anything.
  func remember(_ before: SessionState, _ variables: [String: Value?], as program: Program) {
    // `$_` is the last answer, and no change of the session.
    let hasChanged =
      before.revision != state.revision
      || variables.contains { name, value in
        name != "_" && !Self.isSame(evaluator.variables[name], value)
      }
    guard hasChanged, let first = program.block.statements.first, let last = program.block.statements.last else {
      return
    }
    undoStack.add(
      snapshot(of: before, variables, sources.text(of: first.range.joined(to: last.range)), leaving: state))
  }

  private static func isSame(_ value: Value?, _ other: Value?) -> Bool {
    switch (value, other) {
    case (nil, nil): true
    case (let value?, let other?): value.isSame(as: other)
    default: false
    }
  }

  private func snapshot(
    of state: SessionState, _ variables: [String: Value?], _ entry: String, leaving next: SessionState
  ) -> Snapshot {
    var state = state
    // Made anew when it is asked for.
    state.prepared = nil
    state.weights = state.weights.compactMapValues(\.withoutDraw)
    return Snapshot(state: state, variables: variables, entry: entry, bytes: state.bytes(apartFrom: next))
  }

  /// Takes back what a block that failed has done so far, and returns what brings it back; nil if it did nothing.
  func takeBack(_ statement: Statement, to before: SessionState) -> Snapshot? {
    let left = state
    let variables = evaluator.variables.exchange(evaluator.variables.former)
    guard left.revision != before.revision || variables.contains(where: { $0.key != "_" }) else { return nil }
    state = before
    measures.forget()
    return snapshot(of: left, variables, sources.text(of: statement.range), leaving: state)
  }

  /// Goes back before the last entry that changed something and says which it was; nil if there is none.
  func undo() -> String? { move(back: true) }

  func redo() -> String? { move(back: false) }

  private func move(back: Bool) -> String? {
    let present = state
    var variables: [String: Value?] = [:]
    let target = undoStack.move(back: back) { target in
      variables = evaluator.variables.exchange(target.variables)
      return snapshot(of: present, variables, target.entry, leaving: target.state)
    }
    guard let target else { return nil }
    state = target.state
    measures.forget()
    trace = nil
    return target.entry
  }
}
