import NNScript

/// `undo` and `redo`, at the prompt.
struct Undo: SessionCommand {
  var redoes: Bool

  var signature: Signature {
    Signature(
      redoes ? "redo" : "undo", group: .shell,
      summary: redoes ? "do again what `undo` took back" : "take back the last entry that changed something",
      details: """
        One entry is taken back whole: a block, a training. Variables, models, weights, data, settings and runs come \
        back; files written do not. A block that fails is taken back by itself, and `redo` brings back what it had done.

        Up to \(UndoStack.limit) entries are kept, as long as the weights and data that only they hold take no more than \
        \(CountText.bytes(UndoStack.byteLimit)); the last entry always is.
        """,
      forms: [Form("step", [])], seeAlso: [redoes ? "undo" : "redo", "history"], place: .promptOnly)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard let entry = redoes ? session.redo() : session.undo() else {
      session.report(redoes ? "nothing to do again" : "nothing to take back")
      return
    }
    session.report("\(redoes ? "done again" : "taken back"): \(entry)")
  }
}
