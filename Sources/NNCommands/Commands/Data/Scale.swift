import NNScript
import NeuralNetwork

/// `scale standard | minmax | by X | none`; alone it shows the scaling.
struct Scale: SessionCommand {
  var signature: Signature {
    Signature(
      "scale", group: .data, summary: "bring the inputs to a common scale",
      details: """
        `standard`: mean 0 and standard deviation 1; `minmax`: 0 to 1; `by X`: times X. Fitted on the training part \
        alone; `predict` applies it.
        """,
      forms: [
        Form("standard", [.word("standard")]), Form("minmax", [.word("minmax")]),
        Form("by", [.pair("by", .real("factor", "X", called: "factor"))]), Form("none", [.word("none")]),
        Form("show", []),
      ],
      examples: [
        Example("scale standard", setup: "data moons"), Example("scale by (1/255)"), Example("scale"),
      ],
      seeAlso: ["data", "split", "predict"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.form != "show", call.arguments.areKnown else { return }
    description.settings.scaling =
      switch call.form {
      case "standard": .standard
      case "minmax": .minmax
      case "by": .by(call.arguments.number("factor") ?? 1)
      default: Scaler.Kind.none
      }
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard call.form != "show" else { return session.write(session.state.description.scaleLine.text) }
    try session.replan(self, call)
  }
}
