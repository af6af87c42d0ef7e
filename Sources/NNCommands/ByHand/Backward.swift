import NNScript
import NNText

/// `backward`: the gradients of the last `forward`.
struct Backward: SessionCommand {
  var signature: Signature {
    Signature(
      "backward", group: .training,
      summary: Wording(
        en: "one backward pass by hand: the gradients of the last `forward`",
        ko: "손으로 하는 역전파 한 번: 마지막 `forward`의 기울기(gradient)"),
      details: Wording(
        en: """
          From the last layer to the first: dL/da, dL/dz = dL/da f'(z), and the gradient of every weight, summed over \
          the rows. A training, or a change of the model since `forward`, is an error.
          """,
        ko: """
          마지막 층에서 첫 층으로 거슬러 올라갑니다: dL/da, dL/dz = dL/da f'(z), 그리고 가중치마다 모든 행에 \
          걸쳐 더한 기울기(gradient). `forward` 뒤에 학습을 했거나 모델을 바꾸었으면 오류입니다.
          """),
      forms: [Form("backward", [])],
      examples: [Example("forward\nbackward", setup: ByHandExample.setup)],
      seeAlso: ["forward", "update", "explain", "gradients"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planPass(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.backward(at: call.range) }
}
