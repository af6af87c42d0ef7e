import NNScript

/// `remove last`: takes the last layer away.
struct Remove: SessionCommand {
  var signature: Signature {
    Signature(
      "remove", group: .model, summary: "take the last layer away",
      details: "A residual block counts as one. The weights of the other layers stay.",
      forms: [Form("last", [.word("last")])],
      examples: [Example("remove last", setup: "layer 5 tanh")], seeAlso: ["layer", "output", "undo"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.removeLast(for: call)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    try session.replan(self, call)
    session.answerWithShape()
  }
}
