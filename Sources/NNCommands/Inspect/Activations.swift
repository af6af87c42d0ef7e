import NNScript
import NNText

/// `activations`.
struct Activations: SessionCommand {
  var signature: Signature {
    Signature(
      "activations", group: .looking,
      summary: Wording(en: "what each layer gives, by layer", ko: "층마다 어떤 값을 내놓는지 보여 줍니다"),
      details: Wording(
        en: """
          Mean, deviation and range of each layer's outputs over the training part (of more than 1,000 rows so many, \
          evenly spaced), the share of saturated ones and the dead units. Where the deviation shrinks from layer to \
          layer, the rows grow alike and the signal is lost.
          """,
        ko: """
          훈련 데이터에서 층마다 출력의 평균, 표준편차, 범위와 포화된 출력의 비율, 죽은 유닛의 수를 보여 \
          줍니다(1,000행이 넘으면 고른 간격으로 그만큼만 봅니다). 층을 지날수록 표준편차가 줄어들면 행들이 \
          서로 비슷해지고 신호가 사라집니다.
          """),
      forms: [Form("activations", [])],
      examples: [Example("activations", setup: "data xor\nlayer 5 sigmoid times 4\noutput 1 sigmoid")],
      seeAlso: ["gradients", "histogram", "diagnose"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planPass(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.activations(at: call.range) }
}
