import NNScript
import NNText
import NeuralNetwork

/// `forward [row I]`: the first third of a step, with its numbers.
struct Forward: SessionCommand {
  var signature: Signature {
    Signature(
      "forward", group: .training,
      summary: Wording(
        en: "one forward pass by hand: sums and activations, layer by layer", ko: "손으로 하는 순전파 한 번: 층마다 가중합과 활성화 값"),
      details: Wording(
        en: """
          Takes the rows of the next step, or row I alone as `show row` counts. `z` is the sum before the activation, \
          `a` what the layer gives. Numbers have 7 significant digits: a pocket calculator finds the first 5 again. \
          On a terminal Enter goes on to the next layer; a script without a `mode` gets one JSON object a line.
          """,
        ko: """
          다음 스텝에 쓸 행들을 넣습니다. `row I`를 쓰면 `show row`가 세는 순서로 I행 하나만 \
          넣습니다. `z`는 활성화 함수에 들어가기 전의 가중합이고 `a`는 층이 내놓는 값입니다. 수는 유효숫자 \
          7자리로 나오며, 계산기로 따라 계산하면 앞의 5자리가 그대로 나옵니다. 터미널에서는 Enter를 누르면 \
          다음 층으로 넘어갑니다. 스크립트에서는 `mode`를 정하지 않으면 한 줄에 JSON 객체 하나씩 나옵니다.
          """),
      forms: [
        Form(
          "forward",
          [.optional([.word("row"), .slot(.count("row", "I", called: Wording(en: "row number", ko: "행 번호")))])])
      ],
      examples: [
        Example("forward", setup: ByHandExample.setup),
        Example("mode table\nforward row 2", setup: ByHandExample.setup),
      ], seeAlso: ["backward", "update", "step", "explain"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planPass(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    try session.forward(
      row: call.arguments.integer("row"), at: call.range, rowRange: call.arguments.range("row"))
  }
}

/// What the pages of a pass by hand show it on.
enum ByHandExample {
  static let setup = "data xor\nlayer 2 tanh\noutput 1 sigmoid\nseed 1\noptimizer sgd rate 0.5"
}
