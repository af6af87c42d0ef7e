import NNScript
import NNText

/// `histogram weights|gradients|outputs K`.
struct Histogram: SessionCommand {
  var signature: Signature {
    let net = "data xor\nlayer 5 tanh times 3\noutput 1 sigmoid"
    return Signature(
      "histogram", group: .looking,
      summary: Wording(
        en: "how weights, gradients or outputs are spread", ko: "가중치, 기울기(gradient), 출력이 어떻게 퍼져 있는지 보여 줍니다"),
      details: Wording(
        en: "A bar a range of values, of layer K over the training part. K is a row of `show model`.",
        ko: """
          K층의 값을 훈련 데이터에서 구해, 값의 구간마다 막대 하나로 그립니다. K는 `show model`의 행 \
          번호입니다.
          """),
      forms: ["weights", "gradients", "outputs"].map { Form($0, [.word($0), .slot(.layer())]) },
      examples: [
        Example("histogram weights 1", setup: net), Example("histogram gradients 2", setup: net),
        Example("histogram outputs 3", setup: net),
      ], seeAlso: ["activations", "gradients", "plot"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planPass(at: call.range)
    guard let layer = call.arguments.integer("layer") else { return }
    try description.planLayer(
      layer, needsWeights: call.form != "outputs", at: call.arguments.range("layer") ?? call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    try session.histogram(
      call.form, layer: call.arguments.integer("layer") ?? 1, at: call.arguments.range("layer") ?? call.range)
  }
}
