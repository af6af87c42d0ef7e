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
      examples: [Example("help"), Example("help train"), Example("help keys")], seeAlso: ["explain", "show"],
      traits: .explains)
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
        session.print(
          Wording(en: "\(word) in `\(topic.statement)`\(summary)", ko: "`\(topic.statement)`에 쓰는 \(word)\(summary)"))
        for form in forms { session.print("  " + (statement?.usage(of: form, choosing: [word]) ?? "")) }
      }
      session.print(
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
  /// Whether the word can be in it, as an option or as a choice.
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

/// The texts of `help`, from the signatures.
enum HelpText {
  /// Every statement by group, one line each.
  static func overview(of table: SignatureTable, in language: Language) -> String {
    var lines: [String] = []
    let width = table.signatures.map(\.name.count).max() ?? 0
    for group in CommandGroup.allCases {
      let signatures = table.signatures.filter { $0.group == group }
      guard !signatures.isEmpty else { continue }
      if !lines.isEmpty { lines.append("") }
      lines.append(group.title[language])
      lines += signatures.map {
        let summary = $0.isBuilt ? $0.summary : [$0.summary, .notBuiltYet].joined(separator: " ")
        return "  \(DisplayWidth.pad($0.name, to: width))  \(summary[language])"
      }
    }
    let more = Wording(
      en: "`help WORD` explains one, `help keys` the keys of the prompt.",
      ko: "`help 단어`는 한 문장을 설명하고, `help keys`는 프롬프트의 키를 보여 줍니다.")
    return (lines + ["", more[language]]).joined(separator: "\n")
  }

  static let keys = Wording(
    en: """
      Tab             complete the word, or list what fits
      Up, Down        earlier and later entries that begin with what is typed
      Ctrl-R          search the history
      Ctrl-A, Ctrl-E  to the start, to the end of the line
      Ctrl-W, Ctrl-U  delete the word, the line before the cursor
      Ctrl-L          clear the screen
      Ctrl-C          drop the line or block; while training: stop at the next batch, weights kept
      Ctrl-D          leave, on an empty line; in a block drop the block
      Ctrl-Z          stop nnsh; `fg` in the shell that started it goes on
      Keys follow readline's own settings in ~/.inputrc (`$if nnsh` holds for nnsh alone).
      """,
    ko: """
      Tab             단어를 완성하거나, 쓸 수 있는 단어를 늘어놓습니다
      Up, Down        입력한 글자로 시작하는 이전 입력과 다음 입력
      Ctrl-R          이전 입력에서 찾기
      Ctrl-A, Ctrl-E  줄의 처음으로, 줄의 끝으로
      Ctrl-W, Ctrl-U  커서 앞의 단어, 커서 앞의 줄을 지우기
      Ctrl-L          화면 지우기
      Ctrl-C          줄이나 블록을 버립니다. 학습 중에는 다음 배치에서 멈추고
                      가중치는 남깁니다
      Ctrl-D          빈 줄에서는 끝내고, 블록 안에서는 블록을 버립니다
      Ctrl-Z          nnsh를 멈춰 둡니다. 시작한 셸에서 `fg`를 쓰면 이어집니다
      키는 ~/.inputrc에 있는 readline 설정을 따릅니다(`$if nnsh`는 nnsh에만 쓰입니다).
      """)
}

extension Signature {
  /// Whether some form works today.
  package var isBuilt: Bool { forms.isEmpty || forms.contains { $0.availability == .built } || !grammarUsage.isEmpty }
}

/// `apropos WORD`: statements whose help mentions a word.
struct Apropos: SessionCommand {
  var signature: Signature {
    Signature(
      "apropos", group: .shell,
      summary: Wording(en: "statements whose help mentions a word", ko: "도움말에 그 단어가 나오는 문장들을 찾습니다"),
      forms: [Form("apropos", [.slot(Slot("word", "WORD", .text))])], examples: [Example("apropos gradient")],
      seeAlso: ["help"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let word = call.arguments.text("word") ?? ""
    let found = Session.table.apropos(word)
    guard !found.isEmpty else {
      return session.print(Wording(en: "nothing mentions '\(word)'", ko: "'\(word)': 도움말 어디에도 나오지 않습니다"))
    }
    session.print(
      Table(
        ["statement", "what it does"],
        rows: found.map {
          [.text($0.statement + ($0.word.map { " \($0)" } ?? "")), .text($0.summary[session.options.language])]
        }))
  }
}
