import NNScript
import NNText

/// `pause ["text"]`: waits for Enter on a terminal, is nothing in batch.
struct Pause: SessionCommand {
  var signature: Signature {
    Signature(
      "pause", group: .script, summary: Wording(en: "wait for Enter on a terminal", ko: "터미널에서 Enter를 기다립니다"),
      details: Wording(
        en: """
          In a script without a terminal it does nothing; under `nnsh --step`, where every statement waits, it only \
          prints its text.
          """,
        ko: """
          터미널이 아닌 곳에서 도는 스크립트에서는 아무 일도 하지 않습니다. 문장마다 기다리는 \
          `nnsh --step`에서는 글만 출력합니다.
          """),
      forms: [Form("pause", [.optional([.slot(Slot("text", "\"text\"", .text))])])],
      examples: [Example("pause \"Look at the curve, then press Enter\"")], seeAlso: ["note"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    session.console.pause(call.arguments.text("text"))
  }
}
