import NNScript

/// `every none`; `every N UNIT STATEMENT` is the grammar's.
struct EveryNone: SessionCommand {
  var signature: Signature {
    Signature(
      "every", group: .training, summary: "run a statement again and again during training",
      details: """
        Fires before the update of each step that N divides; with epochs, after every N whole ones. Several hold side by \
        side until `every none`. It may hold `print`, `expect`, `eval`, `show`, `plot`, `note`, `save`, \
        `gradients`, `diagnose`, `let` and `if`. An error in it ends the training there, weights kept.
        """,
      forms: [Form("none", [.word("none")])],
      examples: [
        Example("every 1000 steps print step loss accuracy"), Example("every 10 epochs\n  print epoch loss\nend"),
        Example("every none"),
      ],
      seeAlso: ["train", "record"], grammarUsage: ["every N UNIT STATEMENT", "every N UNIT\n  …\nend"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    description.settings.callbacks = []
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }
}
