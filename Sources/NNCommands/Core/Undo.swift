import NNScript
import NNText

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
  /// The entry that runs moved through time: it is not a change of its own.
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
    state.workspace = state.workspace.withoutCaches
    return Snapshot(state: state, variables: variables, entry: entry, bytes: state.bytes(apartFrom: next))
  }

  /// Takes back what a block that failed has done so far, and returns what brings it back; `nil` if it did nothing.
  func takeBack(_ statement: Statement, to before: SessionState) -> Snapshot? {
    let left = state
    let variables = evaluator.variables.exchange(evaluator.variables.former)
    guard left.revision != before.revision || variables.contains(where: { $0.key != "_" }) else { return nil }
    state = before
    state.workspace.measures.forget()
    return snapshot(of: left, variables, sources.text(of: statement.range), leaving: state)
  }

  /// Goes back before the last entry that changed something and says which it was; `nil` if there is none.
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
    state.workspace.measures.forget()
    journal.trace = nil
    return target.entry
  }
}

/// `undo` and `redo`, at the prompt.
struct Undo: SessionCommand {
  var redoes: Bool

  var signature: Signature {
    Signature(
      redoes ? "redo" : "undo", group: .shell,
      summary: redoes
        ? Wording(en: "do again what `undo` took back", ko: "`undo`로 되돌린 것을 다시 합니다")
        : Wording(en: "take back the last entry that changed something", ko: "무엇인가를 바꾼 마지막 입력을 되돌립니다"),
      details: Wording(
        en: """
          One entry is taken back whole: a block, a training. Variables, models, weights, data, settings and runs \
          come back; files written do not. A block that fails is taken back by itself, and `redo` brings back what it \
          had done.

          Up to \(UndoStack.limit) entries are kept, as long as the weights and data that only they hold take no more \
          than \(CountText.bytes(UndoStack.byteLimit)); the last entry always is.
          """,
        ko: """
          입력 하나를 통째로 되돌립니다. 블록도 학습도 하나로 칩니다. 변수, 모델, 가중치, 데이터, 설정, 학습 \
          기록(run)은 돌아오지만, 파일에 쓴 것은 되돌리지 못합니다. 실패한 블록은 저절로 되돌려지며, `redo`를 \
          쓰면 그 블록이 한 일을 되살립니다.

          입력은 \(UndoStack.limit)개까지 기억합니다. 되돌리기만을 위해 남겨 둔 가중치와 데이터가 \
          \(CountText.bytes(UndoStack.byteLimit))를 넘으면 오래된 것부터 잊지만, 마지막 입력은 언제나 \
          기억합니다.
          """),
      forms: [Form("step", [])], seeAlso: [redoes ? "undo" : "redo", "history"], place: .promptOnly)
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    // What was before, or was taken back, is not in the description.
    description.startUnknownModel()
    description.setUnknownData()
    description.settings.setAllUnknown()
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard let entry = redoes ? session.redo() : session.undo() else {
      session.log(
        .info,
        redoes
          ? Wording(en: "nothing to do again", ko: "다시 할 것이 없습니다")
          : Wording(en: "nothing to take back", ko: "되돌릴 것이 없습니다"))
      return
    }
    session.log(
      .info,
      redoes
        ? Wording(en: "done again: \(entry)", ko: "다시 했습니다: \(entry)")
        : Wording(en: "taken back: \(entry)", ko: "되돌렸습니다: \(entry)"))
  }
}

/// `history [N]`, at the prompt.
struct History: SessionCommand {
  var signature: Signature {
    Signature(
      "history", group: .shell, summary: Wording(en: "the entries typed so far", ko: "지금까지 입력한 것들"),
      forms: [
        Form("history", [.optional([.slot(.count("count", called: Wording(en: "number of entries", ko: "보여 줄 개수")))])])
      ],
      seeAlso: ["undo", "save"], place: .promptOnly)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let entries = session.console.history
    let shown = entries.suffix(call.arguments.integer("count") ?? entries.count)
    var text = ""
    for (number, entry) in zip(shown.indices, shown) {
      let lines = entry.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() {
        text += (index == 0 ? DisplayWidth.pad("\(number + 1)", to: 5, .right) : "     ") + "  \(line)\n"
      }
    }
    session.writePage(text)
  }
}
