import NNScript
import NNText

/// `stop never`; `stop when EXPR [for N epochs]` is the grammar's.
struct StopTraining: SessionCommand {
  var signature: Signature {
    Signature(
      "stop", group: .training,
      summary: Wording(en: "end a training early when a condition holds", ko: "조건이 맞으면 학습을 일찍 끝냅니다"),
      details: Wording(
        en: """
          Checked before each epoch's first update. `for N epochs` wants it true at N checks in a row. `best.` in \
          front of a measure is its best value at the earlier checks of this run.
          """,
        ko: """
          에포크마다 첫 갱신을 하기 전에 확인합니다. `for N epochs`를 쓰면 N번 잇달아 맞아야 합니다. \
          측정값(measure) 앞의 `best.`은 이번 학습에서 앞서 확인한 값 가운데 가장 좋은 값입니다.
          """),
      forms: [Form("never", [.word("never")])],
      examples: [
        Example("stop when accuracy == 1"), Example("stop when loss >= best.loss for 10 epochs"), Example("stop never"),
      ],
      seeAlso: ["train", "on"], grammarUsage: ["stop when EXPR [for N epochs]"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    description.settings.stopCondition = nil
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }
}
