import NNScript

/// `on nan stop`, `on nan continue`.
struct On: SessionCommand {
  var signature: Signature {
    Signature(
      "on", group: .training, summary: "what a non-finite loss does to a training",
      details: """
        `stop` (default): training ends at the first loss that is NaN or infinite, with a diagnosis; a script ends with \
        status 4. `continue`: it goes on, as most libraries do.
        """,
      forms: [
        Form("stop", [.word("nan"), .word("stop")]), Form("continue", [.word("nan"), .word("continue")]),
      ],
      examples: [Example("on nan continue"), Example("on nan stop")], seeAlso: ["train", "diagnose"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    description.settings.stopsOnNaN = call.form == "stop"
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }
}
