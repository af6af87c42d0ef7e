import NNScript

/// `freeze K [to L]` and `unfreeze K [to L]`.
struct Freeze: SessionCommand {
  var freezes: Bool

  var signature: Signature {
    Signature(
      freezes ? "freeze" : "unfreeze", group: .model,
      summary: freezes ? "keep layers as they are while others train" : "let frozen layers train again",
      details: "K is the row of `show model`.",
      forms: [Form("layers", [.slot(.layer("first")), .optional([.pair("to", .layer("last", "L"))])])],
      examples: [
        Example(freezes ? "freeze 1" : "unfreeze 1 to 2", setup: "layer 4 tanh times 3")
      ],
      seeAlso: [freezes ? "unfreeze" : "freeze", "show", "set"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.arguments.areKnown, !description.model.isUnknown, let layers = try description.layers(of: call) else {
      return
    }
    description.freeze(layers, freezes)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }
}
