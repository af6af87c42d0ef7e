import NNScript
import NeuralNetwork

/// `loss …`; alone it shows the loss.
struct LossCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "loss", group: .training, summary: "what training makes small",
      details: """
        Default from the output: sigmoid → bce, softmax → cross_entropy, else mse. `bce` works on logits and is stable; \
        `bce naive` is −(y·log h + (1−y)·log(1−h)) as it stands in books, an exhibit: it turns NaN when h is exactly 0 or 1.
        """,
      forms: [Form("set", [.slot(.loss)]), Form("show", [])],
      examples: [Example("loss bce"), Example("loss bce naive"), Example("loss huber delta 0.5"), Example("loss")],
      seeAlso: ["output", "optimizer", "train"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.arguments.areKnown else { return description.settings.isLossUnknown = true }
    guard let loss = call.arguments.loss else { return }
    var changed = description
    changed.settings.loss = loss
    changed.settings.isLossUnknown = false
    try changed.check(at: call.arguments.range("loss") ?? call.range, judgesLoss: true)
    description = changed
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard call.form == "set" else { return session.write(session.state.description.lossLine.text) }
    try session.replan(self, call)
  }
}
