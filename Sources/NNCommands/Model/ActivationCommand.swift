import NNScript
import NNText
import NeuralNetwork

/// `activation ACT [on K | K to L | hidden]`.
struct ActivationCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "activation", group: .model, summary: Wording(en: "give layers an activation", ko: "층의 활성화 함수를 정합니다"),
      details: Wording(
        en: """
          Without `on` it is the layer added last; `on 2`, `on 2 to 5` and `on hidden` (all but the output) choose \
          layers. Weights stay; optimizer state is forgotten.
          """,
        ko: """
          `on`이 없으면 마지막에 추가한 층입니다. `on 2`, `on 2 to 5`, `on hidden`(출력층을 뺀 모든 층)으로 \
          층을 고릅니다. 가중치는 그대로이고, 옵티마이저 상태는 지워집니다.
          """),
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
        .emptyBlock,
        Wording(
          en: "the residual block holds no layer yet that could have an activation",
          ko: "이 잔차 블록에는 아직 활성화 함수를 정할 층이 없습니다"), at: call.range,
        help: Wording(en: "put it behind a `layer`, or in front of the block", ko: "`layer` 뒤나 블록 앞에 쓰세요"))
    }
    let layers = try description.layers(of: call) ?? (call.arguments.has("hidden") ? 1...count : count...count)
    try description.setActivation(activation, on: layers, for: call)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }
}
