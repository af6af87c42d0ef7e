import NNScript

/// `batch N [ordered]`, `batch full`; alone it shows the setting.
struct Batch: SessionCommand {
  var signature: Signature {
    Signature(
      "batch", group: .data, summary: "how many rows an update looks at",
      details: """
        Default: full (all rows at once) for truth tables and `data table`, else 32 rows, shuffled anew each epoch; \
        `ordered` keeps the order of the data.
        """,
      forms: [
        Form("full", [.word("full")]),
        Form("size", [.slot(.count("size", called: "batch size")), .options([[.word("ordered")]])]),
        Form("show", []),
      ],
      examples: [Example("batch 16"), Example("batch 8 ordered"), Example("batch full"), Example("batch")],
      seeAlso: ["train", "data"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.form != "show", call.arguments.areKnown else { return }
    description.settings.batch =
      call.form == "full"
      ? .full : .rows(call.arguments.integer("size") ?? 1, isOrdered: call.arguments.has("ordered"))
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard call.form != "show" else { return session.write(session.state.description.batchLine.text) }
    try session.replan(self, call)
  }
}
