import NNScript
import NNText
import NeuralNetwork

/// `diagnose`: what is wrong with the model, each finding with its numbers.
struct Diagnose: SessionCommand {
  var signature: Signature {
    Signature(
      "diagnose", group: .looking,
      summary: Wording(en: "what is wrong with the model, with numbers", ko: "모델의 어디가 잘못되었는지 수로 보여 줍니다"),
      details: Wording(
        en: """
          Each finding has a code (`explain G1` says more), its evidence from this network's own numbers, and a cure. \
          It looks at the current weights on the training part, and at the last run. The cure is tried on a copy that \
          begins at step 0 with the seed in force, or, where the weights themselves are ill, as they stand; nothing \
          changes in the session. A training that ends at a NaN is diagnosed of itself.
          """,
        ko: """
          찾아낸 문제마다 코드(`explain G1`이 더 설명합니다), 이 신경망에서 나온 수로 된 근거, 그리고 \
          처방이 있습니다. 지금의 가중치를 훈련 데이터에서 살펴보고, 마지막 학습 기록(run)도 살펴봅니다. \
          처방은 지금의 시드로 스텝 0에서 시작하는 복사본에서 시험해 봅니다. 가중치 자체가 문제이면 지금의 \
          가중치로 시험합니다. 세션은 아무것도 바뀌지 않습니다. 학습이 NaN으로 끝나면 저절로 진단합니다.
          """),
      forms: [Form("diagnose", [])],
      examples: [Example("diagnose", setup: "data xor\nlayer 5 sigmoid times 9\noutput 1 sigmoid\ntrain 100 steps")],
      seeAlso: ["gradients", "explain", "on"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planLook(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let findings = try session.diagnose(at: call.range)
    guard !findings.isEmpty else {
      return session.write(
        Wording(en: "nothing found in these weights and on these rows", ko: "이 가중치와 이 행들에서는 문제를 찾지 못했습니다"))
    }
    try session.write(findings: findings)
  }
}
