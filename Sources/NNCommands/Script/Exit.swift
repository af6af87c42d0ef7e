import NNScript
import NNText

/// `exit [CODE]`, also `quit`.
struct Exit: SessionCommand {
  var name = "exit"

  var signature: Signature {
    Signature(
      name, group: .script, summary: Wording(en: "leave, with a status", ko: "종료 상태를 남기고 끝냅니다"),
      details: Wording(
        en: "The status is 0 unless a code from 0 to 255 is given. `exit` and `quit` are the same.",
        ko: "0부터 255까지의 코드를 쓰지 않으면 종료 상태는 0입니다. `exit`와 `quit`는 같습니다."),
      forms: [
        Form(
          "exit",
          [
            .optional([
              .slot(
                Slot(
                  "code", "CODE",
                  .number(NumberRule(Wording(en: "exit status", ko: "종료 상태"), integer: true, in: 0...255))))
            ])
          ])
      ],
      examples: [Example(name), Example("\(name) 0")], seeAlso: ["expect"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    throw .exit(Int32(call.arguments.integer("code") ?? 0))
  }
}
