import NNScript
import NNText

/// `history [N]`, at the prompt.
struct History: SessionCommand {
  var signature: Signature {
    Signature(
      "history", group: .shell, summary: "the entries typed so far",
      forms: [Form("history", [.optional([.slot(.count("count", called: "number of entries"))])])],
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
