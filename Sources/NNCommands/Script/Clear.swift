import NNScript
import NNText

/// `clear`, at the prompt: an empty screen.
struct Clear: SessionCommand {
  var signature: Signature {
    Signature(
      "clear", group: .shell, summary: Wording(en: "clear the screen", ko: "화면을 지웁니다"),
      details: Wording(
        en: "The session stays as it is; Ctrl-L does the same while a line is typed.",
        ko: "세션은 그대로입니다. 한 줄을 입력하는 중에는 Ctrl-L이 같은 일을 합니다."),
      forms: [Form("clear", [])], seeAlso: ["history"], place: .promptOnly)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { session.console.clearScreen() }
}
