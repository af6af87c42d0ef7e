import NNScript
import NNText

/// `help`, `help WORD`, `help keys`.
struct Help: SessionCommand {
  var signature: Signature {
    Signature(
      "help", group: .shell, summary: "what a word means and how to say it",
      details: "`help` alone lists every statement; `help keys` the keys of the prompt; `WORD?` is `help WORD`.",
      forms: [
        Form("keys", [.word("keys")]), Form("word", [.slot(Slot("word", "WORD", .name(.command)))]), Form("all", []),
      ],
      examples: [Example("help"), Example("help train"), Example("help keys")], seeAlso: ["explain", "show"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    switch call.form {
    case "keys": session.write(HelpText.keys)
    case "all": session.write(HelpText.overview(of: Session.table))
    default:
      let word = call.arguments.text("word") ?? ""
      let topics = Session.table.topics(for: word)
      guard let topic = topics.first(where: { $0.word == nil }) ?? topics.first,
        let signature = Session.table[topic.statement]
      else {
        throw .failed(.noHelp(word, table: Session.table, at: call.arguments.range("word")))
      }
      session.write(HelpPage(signature).text)
    }
  }
}

extension Diagnostic {
  fileprivate static func noHelp(_ word: String, table: SignatureTable, at range: SourceRange?) -> Diagnostic {
    let suggestion = table.suggestion(for: word).map { "; did you mean '\($0)'?" } ?? ""
    return Diagnostic(
      .noHelp, "there is no help on '\(word)'\(suggestion)", at: range, help: "`help` lists every statement")
  }
}

extension DiagnosticCode {
  static let noHelp = DiagnosticCode("E0223", "no help", "`help WORD` knows the statements and the words they take.")
}
