import NNScript
import NeuralNetwork

/// `activation ACT [on K | K to L | hidden]`.
struct ActivationCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "activation", group: .model, summary: "give layers an activation",
      details: """
        Without `on` it is the layer added last; `on 2`, `on 2 to 5` and `on hidden` (all but the output) choose layers. \
        Weights stay; optimizer state is forgotten.
        """,
      forms: [
        Form(
          "activation",
          [
            .slot(.activation),
            .optional([
              .word("on", key: "on"),
              .oneOf([[.word("hidden")], [.slot(.layer("first")), .optional([.pair("to", .layer("last", "L"))])]]),
            ]),
          ])
      ],
      examples: [
        Example("activation tanh", setup: "layer 5"),
        Example("activation leaky_relu alpha 0.2 on hidden", setup: "data xor\nlayer 5 relu times 3\noutput 1 sigmoid"),
        Example("activation relu on 2 to 3", setup: "layer 5 tanh times 3"),
      ],
      seeAlso: ["layer", "explain", "plot"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard !description.model.isUnknown else { return }
    guard call.arguments.areKnown, let activation = call.arguments.activation else {
      return description.forgetShapes()
    }
    let count = call.arguments.has("hidden") ? description.model.hiddenCount : description.model.network.layers.count
    guard count > 0 else { throw .noLayers(model: description.current, at: call.range) }
    if !call.arguments.has("on"), let start = description.model.openBlocks.last, start == count {
      throw Diagnostic(
        .emptyBlock, "the residual block holds no layer yet that could have an activation", at: call.range,
        help: "put it behind a `layer`, or in front of the block")
    }
    let layers = try description.layers(of: call) ?? (call.arguments.has("hidden") ? 1...count : count...count)
    try description.setActivation(activation, on: layers, for: call)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }
}
