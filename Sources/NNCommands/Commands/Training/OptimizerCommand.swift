import NNScript
import NeuralNetwork

/// `optimizer NAME rate R …`; alone it shows the optimizer.
struct OptimizerCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "optimizer", group: .training, summary: "how gradients change the weights",
      details: """
        Default `adam rate 0.001`. The same optimizer with other values keeps its state (moments); another one, `reset` \
        and `load` forget it.
        """,
      forms: [Form("set", [.slot(.optimizer)]), Form("show", [])],
      examples: [
        Example("optimizer sgd rate 0.01"), Example("optimizer adam rate 0.001 beta2 0.99"), Example("optimizer"),
      ],
      seeAlso: ["schedule", "regularize", "clip", "train"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard let optimizer = call.arguments.optimizer else { return }
    description.settings.optimizer = optimizer
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard call.form == "set" else { return session.write(session.state.description.optimizerLine.text) }
    try session.replan(self, call)
  }
}
