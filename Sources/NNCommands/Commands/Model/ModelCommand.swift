import NNScript

/// `model NAME`: starts a new, empty model.
struct ModelCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "model", group: .model, summary: "start a new, empty model",
      details: """
        A model is its layers, weights, optimizer state and step count; data and settings belong to the session and \
        hold for every model. A model of that name is replaced. Without `model` the model is called main.
        """,
      forms: [Form("model", [.slot(Slot("name", "NAME", .name(.new)))])],
      examples: [Example("model deep\nlayer 5 tanh times 9"), Example("model $name", setup: "let name = \"small\"")],
      seeAlso: ["use", "layer", "show"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard let name = call.arguments.text("name") else { return description.startUnknownModel() }
    description.startModel(name)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard let name = call.arguments.text("name") else { return }
    let isReplaced = session.state.description.models[name].map { !$0.isEmpty } ?? false
    try session.change { (state) throws(Diagnostic) in
      try plan(call, on: &state.description)
      state.weights[name] = nil
      state.forgetUnfinished()
    }
    if isReplaced && session.console.isInteractive { session.report("model \(name) is replaced by an empty one") }
  }
}
