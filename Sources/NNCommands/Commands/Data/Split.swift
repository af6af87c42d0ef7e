import NNScript
import NeuralNetwork

/// `split A B [C] [stratified] [seed N]`.
struct SplitCommand: SessionCommand {
  var signature: Signature {
    let share = { (key: String, shown: String) in
      Slot(key, shown, .number(NumberRule("share", in: 0...100, includesLower: false)))
    }
    return Signature(
      "split", group: .data, summary: "set rows aside for testing",
      details: """
        `split 80 20` makes train and test, `split 70 15 15` train, validation and test; the shares add to 100 (or to 1). \
        If the data bring a test part, `split A B` makes train and validation of the rest. `stratified` keeps the share \
        of each class.
        """,
      forms: [
        Form(
          "split",
          [
            .slot(share("a", "A")), .slot(share("b", "B")), .optional([.slot(share("c", "C"))]),
            .options([[.word("stratified")], Pattern.group("seed", .seed())]),
          ])
      ],
      examples: [
        Example("split 80 20", setup: "data spiral"), Example("split 70 15 15 stratified seed 3", setup: "data moons"),
      ],
      seeAlso: ["data", "scale", "eval"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.arguments.areKnown else { return }
    try description.setSplit(call)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    try session.change { (state) throws(Diagnostic) in
      try plan(call, on: &state.description)
      try state.drawSplit(at: call.range)
    }
  }
}
