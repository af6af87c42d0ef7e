import NNScript
import NeuralNetwork

/// `init weights|bias|all SCHEME`.
struct Init: SessionCommand {
  var signature: Signature {
    Signature(
      "init", group: .model, summary: "how weights and biases begin",
      details: """
        Default: He for the ReLU family, else Glorot uniform; biases 0. Weights not yet trained are drawn anew; a trained \
        model keeps its weights until `reset`.
        """,
      forms: [
        Form(
          "init",
          [
            .oneOf([[.word("weights")], [.word("bias")], [.word("all")]]),
            .slot(.initializer),
          ])
      ],
      examples: [
        Example("init all normal 0 1"), Example("init weights glorot normal"), Example("init bias constant 0.1"),
      ],
      seeAlso: ["seed", "reset", "layer"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard let initializer = call.arguments.initializer else { return }
    if !call.arguments.has("bias") { description.settings.weightInitializer = initializer }
    if !call.arguments.has("weights") { description.settings.biasInitializer = initializer }
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.redraw(self, call) }
}
