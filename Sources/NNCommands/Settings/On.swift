import NNScript
import NNText

/// `on nan stop`, `on nan continue`.
struct On: SessionCommand {
  var signature: Signature {
    Signature(
      "on", group: .training,
      summary: Wording(en: "what a non-finite loss does to a training", ko: "손실이 유한한 수가 아닐 때 학습을 어떻게 할지 정합니다"),
      details: Wording(
        en: """
          `stop` (default): training ends at the first loss that is NaN or infinite, with a diagnosis; a script ends \
          with status 4. `continue`: it goes on, as most libraries do.
          """,
        ko: """
          `stop`(기본값): 손실이 처음으로 NaN이나 무한대가 되면 학습을 끝내고 진단합니다. 스크립트는 상태 \
          4로 끝납니다. `continue`: 대부분의 라이브러리처럼 계속합니다.
          """),
      forms: [
        Form("stop", [.word("nan"), .word("stop")]), Form("continue", [.word("nan"), .word("continue")]),
      ],
      examples: [Example("on nan continue"), Example("on nan stop")], seeAlso: ["train", "diagnose"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    description.settings.stopsOnNaN = call.form == "stop"
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }
}
