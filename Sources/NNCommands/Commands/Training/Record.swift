import NNScript

/// `record every N steps`.
struct Record: SessionCommand {
  var signature: Signature {
    Signature(
      "record", group: .training, summary: "how often loss and accuracy are recorded",
      details: """
        Default: at most 2,000 points a run. The first and the last step are always recorded; step k is measured before \
        the k-th update.
        """,
      forms: [
        Form(
          "every",
          [
            .word("every"), .slot(.count("count", called: "number of steps")),
            .oneOf([[.word("steps")], [.word("step")]]),
          ])
      ],
      examples: [Example("record every 100 steps")], seeAlso: ["save", "plot", "every"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard let count = call.arguments.integer("count") else { return }
    description.settings.recordEvery = count
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }
}
