import NeuralNetwork
import NNScript

/// `row 0 1 gives 1`, inside `data table … end`.
struct Row: SessionCommand {
  var signature: Signature {
    Signature(
      "row", group: .data, summary: "one row of a data table: inputs, then what they give",
      details: """
        Every row of a table has as many inputs and targets as the first. Targets that are words, or only 0 and 1, are \
        classes; other targets are numbers to predict.
        """,
      forms: [
        Form(
          "row",
          [
            .repeated(Slot.real("input", "X", called: "input")), .word("gives"),
            .repeated(Slot("target", "Y", .any)),
          ])
      ],
      examples: [Example("data table\n  row 0 1 gives 1\n  row 1 1 gives 0\nend\nshow data")],
      seeAlso: ["data"], place: .inside("data table"))
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.addRow(call)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    try session.change { (state: inout SessionState) throws(Diagnostic) in try plan(call, on: &state.description) }
  }
}
