import NNScript
import NNText

/// `update`: the optimizer follows the gradients of the last `backward`.
struct Update: SessionCommand {
  var signature: Signature {
    Signature(
      "update", group: .training,
      summary: Wording(
        en: "one update by hand: the optimizer follows the last `backward`",
        ko: "손으로 하는 갱신 한 번: 옵티마이저가 마지막 `backward`를 따릅니다"),
      details: Wording(
        en: """
          Shows each weight, its gradient, what the optimizer remembers, and the new weight. `forward`, `backward`, \
          `update` together equal `train 1 steps`, bit for bit, but make no run.
          """,
        ko: """
          가중치마다 기울기(gradient), 옵티마이저가 기억하는 값, 새 가중치를 보여 줍니다. `forward`, \
          `backward`, `update`를 차례로 하면 `train 1 steps`와 비트 하나까지 같지만 학습 기록(run)은 남지 \
          않습니다.
          """),
      forms: [Form("update", [])],
      examples: [Example("forward\nbackward\nupdate", setup: ByHandExample.setup)],
      seeAlso: ["forward", "backward", "step", "optimizer"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planTraining(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.update(at: call.range) }
}
