import NNScript
import NNText
import NeuralNetwork

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
}
