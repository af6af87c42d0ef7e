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
      seeAlso: ["layer", "explain", "plot"], traits: .isCompared)
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

  package func effect(of command: Command, on model: String?) -> JournalEffect {
    .layers(.other, of: model)
  }
}

/// `output [N] ACT`: the last layer.
struct Output: SessionCommand {
  var signature: Signature {
    Signature(
      "output", group: .model, summary: Wording(en: "the last layer", ko: "마지막 층(출력층)"),
      details: Wording(
        en: """
          The number of units is inferred from the targets unless given: two classes fit `output 1 sigmoid` or \
          `output 2 softmax`, K classes fit K units, numbers fit one unit a column. A second `output` replaces the \
          first.
          """,
        ko: """
          유닛 수를 쓰지 않으면 정답(타깃)을 보고 정합니다. 클래스가 둘이면 `output 1 sigmoid`나 `output 2 \
          softmax`, 클래스가 K개이면 유닛 K개, 정답이 수이면 열마다 유닛 하나가 맞습니다. `output`을 다시 \
          쓰면 앞의 것을 대신합니다.
          """),
      forms: [
        Form(
          "output",
          [.optional([.slot(.count("units", called: Wording(en: "number of units", ko: "유닛 수")))]), .slot(.activation)])
      ],
      examples: [
        Example("output 1 sigmoid", setup: "data xor\nlayer 3 tanh"),
        Example("output softmax", setup: "data spiral classes 3\nlayer 16 relu"),
        Example("output linear", setup: "data sine\nlayer 16 tanh"),
      ],
      seeAlso: ["layer", "loss", "activation"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.arguments.areKnown, let activation = call.arguments.activation else {
      return description.forgetShapes()
    }
    try description.setOutput(call.arguments.integer("units"), activation, for: call)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    try session.replan(self, call)
    session.answerWithShape()
  }

  package func effect(of command: Command, on model: String?) -> JournalEffect {
    .layers(.replacesOutput, of: model)
  }
}
