import NNScript
import NNText

/// `note "text"`: narration on stdout.
struct Note: SessionCommand {
  var signature: Signature {
    Signature(
      "note", group: .script, summary: Wording(en: "print a line of narration", ko: "설명 한 줄을 출력합니다"),
      forms: [Form("note", [.slot(Slot("text", "\"text\"", .text))])],
      examples: [Example("note \"Ten layers, and nothing moves.\"")], seeAlso: ["pause", "print"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    session.tell(call.arguments.text("text") ?? "")
  }
}
