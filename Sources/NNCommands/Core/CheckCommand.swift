import NNScript
import NNText

/// `check gradients`.
struct CheckCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "check", group: .looking,
      summary: Wording(en: "gradients against central differences", ko: "기울기(gradient)를 중앙 차분과 비교합니다"),
      details: Wording(
        en: """
          In float64, over at most 16 rows of the training part and at most 100 numbers of each tensor: the gradient \
          that the backward pass computes, beside (L(w + d) - L(w - d)) / 2d with d = 1e-6.
          """,
        ko: """
          float64로, 훈련 데이터의 최대 16행과 텐서마다 최대 100개의 수에 대해, 역전파로 계산한 \
          기울기(gradient) 옆에 (L(w + d) - L(w - d)) / 2d를 보여 줍니다. d = 1e-6입니다.
          """),
      forms: [Form("gradients", [.word("gradients")])],
      examples: [Example("check gradients", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid")],
      seeAlso: ["explain", "gradients", "backward"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planPass(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.checkGradients(at: call.range) }
}
