import NNScript

/// `stop never`; `stop when EXPR [for N epochs]` is the grammar's.
struct StopTraining: SessionCommand {
  var signature: Signature {
    Signature(
      "stop", group: .training, summary: "end a training early when a condition holds",
      details: """
        Checked before each epoch's first update. `for N epochs` wants it true at N checks in a row. `best.` in front of \
        a measure is its best value at the earlier checks of this run.
        """,
      forms: [Form("never", [.word("never")])],
      examples: [
        Example("stop when accuracy == 1"), Example("stop when loss >= best.loss for 10 epochs"), Example("stop never"),
      ],
      seeAlso: ["train", "on"], grammarUsage: ["stop when EXPR [for N epochs]"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    description.settings.stopCondition = nil
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }
}
