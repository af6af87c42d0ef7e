import NNScript
import NeuralNetwork

/// `layer …`: adds a layer, or several alike.
struct LayerCommand: SessionCommand {
  var signature: Signature {
    let count = Slot.count("units", called: "number of units")
    return Signature(
      "layer", group: .model, summary: "add a layer",
      details: """
        The order of the `layer` statements is the architecture. `times K` adds K alike. Without an activation the layer \
        is linear until `activation` gives it one. `layer residual … end` adds its body's output to its input.
        """,
      forms: [
        Form(
          "conv2d",
          [
            .word("conv2d"), .slot(.count("filters", called: "number of filters")),
            .pair("kernel", .count("kernel", "K", called: "kernel size")),
            .options([
              Pattern.group("stride", .count("stride", "S", called: "stride")),
              [.word("padding"), .slot(Slot("padding", "same|valid", .choice(Self.padding)))],
            ]), .optional([.slot(.activation)]),
          ], availability: .notBuilt),
        Form("maxpool2d", Self.pool("maxpool2d"), availability: .notBuilt),
        Form("avgpool2d", Self.pool("avgpool2d"), availability: .notBuilt),
        Form("flatten", [.word("flatten")]),
        Form("dropout", [.word("dropout"), .slot(.fraction("probability", "P", called: "probability"))]),
        Form("batchnorm", [.word("batchnorm")], availability: .notBuilt),
        Form("layernorm", [.word("layernorm")], availability: .notBuilt),
        Form("residual", [.word("residual")], availability: .notBuilt),
        Form(
          "dense",
          [
            .optional([.word("dense")]), .slot(count), .optional([.slot(.activation)]),
            .options([
              Pattern.group("times", .count("times", "K", called: "number of layers")),
              [.word("bias"), .word("none", key: "no_bias")],
            ]),
          ]),
      ],
      examples: [
        Example("layer 5 tanh"), Example("layer 5 leaky_relu alpha 0.2 times 9"),
        Example("layer dense 16 relu bias none"), Example("layer dropout 0.5", setup: "layer 8 relu"),
      ],
      seeAlso: ["output", "activation", "remove", "show"])
  }

  private static let padding = Vocabulary(
    "padding", [.init("same", "as many rows and columns out as in"), .init("valid", "only whole windows")])

  private static func pool(_ word: String) -> [Pattern] {
    [
      .word(word), .slot(.count("size", "K", called: "window size")),
      .options([Pattern.group("stride", .count("stride", "S", called: "stride"))]),
    ]
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.arguments.areKnown else { return description.forgetShapes() }
    let layer: Layer =
      switch call.form {
      case "flatten": .flatten
      case "dropout": .dropout(call.arguments.number("probability") ?? 0)
      default:
        .dense(
          call.arguments.integer("units"), call.arguments.activation ?? .linear, bias: !call.arguments.has("no_bias"))
      }
    try description.add(layer, times: call.arguments.integer("times") ?? 1, for: call)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    try session.replan(self, call)
    session.answerWithShape()
  }
}
