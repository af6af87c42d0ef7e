import NNScript
import NNText

/// `apropos WORD`: statements whose help mentions a word.
struct Apropos: SessionCommand {
  var signature: Signature {
    Signature(
      "apropos", group: .shell, summary: "statements whose help mentions a word",
      forms: [Form("apropos", [.slot(Slot("word", "WORD", .text))])], examples: [Example("apropos gradient")],
      seeAlso: ["help"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let word = call.arguments.text("word") ?? ""
    let found = Session.table.apropos(word)
    guard !found.isEmpty else { return session.write("nothing mentions '\(word)'") }
    session.show(
      Table(
        ["statement", "what it does"],
        rows: found.map {
          [.text($0.statement + ($0.word.map { " \($0)" } ?? "")), .text($0.summary[session.options.language])]
        }))
  }
}
