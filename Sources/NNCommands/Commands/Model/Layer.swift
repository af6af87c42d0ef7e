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
        is linear until `activation` gives it one.

        `conv2d`, `maxpool2d` and `avgpool2d` take images (`input 28 28 1`: rows, columns, channels), and `flatten` makes \
        a row of features of one, as `layer N` needs it. `padding valid`, the default, has whole windows only. A pooling \
        window moves by its own size unless `stride` says otherwise. `batchnorm` and `layernorm` get an activation by \
        `activation ACT` behind them.

        `layer residual … end` adds what comes out of its layers to what goes into them: both must have one shape. It \
        holds `layer` and `activation`, also in `repeat`, `for` and `if`, and further blocks.
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
          ]),
        Form("maxpool2d", Self.pool("maxpool2d")),
        Form("avgpool2d", Self.pool("avgpool2d")),
        Form("flatten", [.word("flatten")]),
        Form("dropout", [.word("dropout"), .slot(.fraction("probability", "P", called: "probability"))]),
        Form("batchnorm", [.word("batchnorm")]),
        Form("layernorm", [.word("layernorm")]),
        Form("residual", [.word("residual")]),
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
        Example("layer conv2d 8 kernel 3 padding same relu", setup: "input 28 28 1"),
        Example("layer maxpool2d 2", setup: "input 28 28 1"),
        Example("layer residual\n  layer 5 tanh\n  layer 5\nend", setup: "layer 5 tanh"),
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
    guard call.form != "residual" else { return try description.openBlock(at: call.range) }
    guard call.arguments.areKnown else { return description.forgetShapes() }
    try description.add(Self.layer(call), times: call.arguments.integer("times") ?? 1, for: call)
  }

  private static func layer(_ call: Invocation) -> Layer {
    let arguments = call.arguments
    let activation = arguments.activation ?? .linear
    switch call.form {
    case "conv2d":
      return .conv2d(
        arguments.integer("filters") ?? 1, kernel: arguments.integer("kernel") ?? 1,
        stride: arguments.integer("stride") ?? 1,
        padding: arguments.text("padding").flatMap(NeuralNetwork.Padding.init(rawValue:)) ?? .valid, activation)
    case "maxpool2d": return .maxPool2D(arguments.integer("size") ?? 1, stride: arguments.integer("stride"))
    case "avgpool2d": return .averagePool2D(arguments.integer("size") ?? 1, stride: arguments.integer("stride"))
    case "batchnorm": return .batchNorm
    case "layernorm": return .layerNorm
    case "flatten": return .flatten
    case "dropout": return .dropout(arguments.number("probability") ?? 0)
    default: return .dense(arguments.integer("units"), activation, bias: !arguments.has("no_bias"))
    }
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    try session.replan(self, call)
    guard call.form != "residual" else { return }
    session.answerWithShape()
  }
}
