import NNScript
import NNText

/// `help`, `help WORD`, `help keys`.
struct Help: SessionCommand {
  var signature: Signature {
    Signature(
      "help", group: .shell, summary: Wording(en: "what a word means and how to say it", ko: "단어의 뜻과 쓰는 법"),
      details: Wording(
        en: "`help` alone lists every statement; `help keys` the keys of the prompt; `WORD?` is `help WORD`.",
        ko: """
          `help`만 쓰면 모든 문장을, `help keys`는 프롬프트에서 쓰는 키를 보여 줍니다. `WORD?`는 `help \
          WORD`와 같습니다.
          """),
      forms: [
        Form("keys", [.word("keys")]), Form("word", [.slot(Slot("word", "WORD", .name(.command)))]), Form("all", []),
      ],
      examples: [Example("help"), Example("help train"), Example("help keys")], seeAlso: ["explain", "show"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    switch call.form {
    case "keys": session.writePage(HelpText.keys[session.options.language])
    case "all": session.writePage(HelpText.overview(of: Session.table, in: session.options.language))
    default:
      let word = call.arguments.text("word") ?? ""
      let topics = Session.table.topics(for: word)
      guard let topic = topics.first(where: { $0.word == nil }) ?? topics.first,
        let signature = Session.table[topic.statement]
      else {
        throw .failed(.noHelp(word, table: Session.table, at: call.arguments.range("word")))
      }
      guard topic.word != nil else { return session.writePage(HelpPage(signature).text(in: session.options.language)) }
      // Of an option or a choice: what it is, where it is at home, how that is written.
      for topic in topics {
        let statement = Session.table[topic.statement]
        let forms = statement?.forms.filter { $0.mentions(word) } ?? []
        let summary = topic.summary.isEmpty ? .nothing : Wording(verbatim: ", ") + topic.summary
        session.write(
          Wording(en: "\(word) in `\(topic.statement)`\(summary)", ko: "`\(topic.statement)`에 쓰는 \(word)\(summary)"))
        for form in forms { session.write("  " + (statement?.usage(of: form, choosing: [word]) ?? "")) }
      }
      session.write(
        Wording(en: "\n`help \(topic.statement)` says more.", ko: "\n자세한 설명은 `help \(topic.statement)`에 있습니다."))
    }
  }
}

extension Diagnostic {
  fileprivate static func noHelp(_ word: String, table: SignatureTable, at range: SourceRange?) -> Diagnostic {
    let near = table.suggestion(for: word)
    return Diagnostic(
      .noHelp, Wording(en: "there is no help on '\(word)'", ko: "'\(word)'에 대한 도움말이 없습니다"), at: range,
      help: near.map { .didYouMean($0) }
        ?? Wording(en: "`help` lists every statement", ko: "`help`는 모든 문장을 보여 줍니다"))
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
  static let noHelp = DiagnosticCode(
    "E0223", Wording(en: "no help", ko: "없는 도움말"),
    Wording(en: "`help WORD` knows the statements and the words they take.", ko: "`help WORD`는 문장과 문장에 쓰는 단어를 설명합니다."))
}
