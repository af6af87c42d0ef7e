import NNScript
import NNText

/// `history [N]`, at the prompt.
struct History: SessionCommand {
  var signature: Signature {
    Signature(
      "history", group: .shell, summary: Wording(en: "the entries typed so far", ko: "지금까지 입력한 것들"),
      forms: [
        Form("history", [.optional([.slot(.count("count", called: Wording(en: "number of entries", ko: "보여 줄 개수")))])])
      ],
      seeAlso: ["undo", "save"], place: .promptOnly)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let entries = session.console.history
    let shown = entries.suffix(call.arguments.integer("count") ?? entries.count)
    var text = ""
    for (number, entry) in zip(shown.indices, shown) {
      let lines = entry.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() {
        text += (index == 0 ? DisplayWidth.pad("\(number + 1)", to: 5, .right) : "     ") + "  \(line)\n"
      }
    }
    session.writePage(text)
  }
}
