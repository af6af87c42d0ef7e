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
    case "keys": session.writePage(HelpText.keys)
    case "all": session.writePage(HelpText.overview(of: Session.table))
    default:
      let word = call.arguments.text("word") ?? ""
      let topics = Session.table.topics(for: word)
      guard let topic = topics.first(where: { $0.word == nil }) ?? topics.first,
        let signature = Session.table[topic.statement]
      else {
        throw .failed(.noHelp(word, table: Session.table, at: call.arguments.range("word")))
      }
      guard topic.word != nil else { return session.writePage(HelpPage(signature).text) }
      // Of an option or a choice: what it is, where it is at home, how that is written.
      for topic in topics {
        let statement = Session.table[topic.statement]
        let forms = statement?.forms.filter { $0.mentions(word) } ?? []
        session.write("\(word) in `\(topic.statement)`" + (topic.summary.isEmpty ? "" : ", \(topic.summary)"))
        for form in forms { session.write("  " + (statement?.usage(of: form, choosing: [word]) ?? "")) }
      }
      session.write("\n`help \(topic.statement)` says more.")
    }
  }
}

extension Diagnostic {
  fileprivate static func noHelp(_ word: String, table: SignatureTable, at range: SourceRange?) -> Diagnostic {
    let near = table.suggestion(for: word)
    return Diagnostic(
      .noHelp, "there is no help on '\(word)'", at: range,
      help: near.map { "did you mean '\($0)'?" } ?? "`help` lists every statement")
  }
}

extension Form {
  /// Whether the word can stand in it, as an option or as a choice.
  fileprivate func mentions(_ word: String) -> Bool { pattern.contains { $0.mentions(word) } }
}

extension Pattern {
  fileprivate func mentions(_ word: String) -> Bool {
    switch self {
    case .word(let text, _): return text == word
    case .slot(let slot), .repeated(let slot, _):
      guard case .choice(let vocabulary) = slot.kind else { return false }
      return vocabulary.entries.contains { $0.word == word || $0.parameters.contains { $0.mentions(word) } }
    case .sequence(let patterns), .optional(let patterns): return patterns.contains { $0.mentions(word) }
    case .oneOf(let ways), .options(let ways): return ways.contains { $0.contains { $0.mentions(word) } }
    }
  }
}

extension DiagnosticCode {
  static let noHelp = DiagnosticCode("E0223", "no help", "`help WORD` knows the statements and the words they take.")
}
