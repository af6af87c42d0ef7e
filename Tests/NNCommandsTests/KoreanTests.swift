import NNScript
import NNText
import Testing

@testable import NNCommands
@testable import NeuralNetwork

/// What `--lang ko` says of the statements is Korean throughout: help pages, codes, completion.
@Suite struct KoreanTests {
  static let signatures = Session.table.signatures

  /// A name of something: Hangul, always.
  private static func isKorean(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }
  }

  /// English words side by side, outside of what is code or quoted. Formulas and lists of words have none.
  private static func holdsEnglish(_ text: String, run length: Int) -> Bool {
    var words = 0
    for part in text.replacing(/`[^`]*`|"[^"]*"/, with: "·").split(separator: " ", omittingEmptySubsequences: false) {
      words = part.wholeMatch(of: /[(]?[a-z]{2,}/.ignoresCase()) != nil ? words + 1 : 0
      if words == length { return true }
    }
    return false
  }

  /// Said in Korean, or the same in every language.
  private static func isSaid(_ text: String) -> Bool {
    holdsEnglish(text, run: 4) == false && (isKorean(text) || !holdsEnglish(text, run: 2))
  }

  @Test func formulasHaveNoEnglishWords() {
    for formula in Activation.Kind.allCases.flatMap({
      [Activation($0).definition.formula, Activation($0).definition.derivative]
    })
      + Loss.Kind.allCases.flatMap({ [Loss($0).definition.formula, Loss($0).definition.derivative] })
    {
      let text = Wording(formula: formula)
      #expect(text.english == formula)
      for word in [" if ", "else", "equal to"] { #expect(!text.korean.contains(word), "\(text.korean)") }
    }
    #expect(Wording(formula: "f'(x) = 1 if x > 0, else 0").korean == "f'(x) = x > 0이면 1, 아니면 0")
  }

  @Test(arguments: signatures)
  func everyStatementIsExplained(_ signature: Signature) {
    let page = HelpPage(signature)
    #expect(Self.isKorean(page.summary.korean), "\(page.title)")
    #expect(page.details.isEmpty || Self.isKorean(page.details.korean), "\(page.title)")
    #expect(
      page.details.english.split(separator: "\n\n").count == page.details.korean.split(separator: "\n\n").count,
      "\(page.title): as many paragraphs")
    for slot in page.slots { #expect(Self.isKorean(slot.summary.korean), "\(page.title): \(slot.word)") }
    for choice in page.choices {
      #expect(Self.isKorean(choice.name.korean), "\(page.title): \(choice.shown)")
      for entry in choice.entries {
        #expect(Self.isSaid(entry.summary.korean), "\(page.title): \(entry.word): \(entry.summary.korean)")
      }
    }
  }

  /// The page as it is read: what is not written in the language of statements is Korean.
  @Test(arguments: signatures)
  func everyPageIsKorean(_ signature: Signature) {
    let page = HelpPage(signature)
    let code = Set((page.usage.map(\.korean) + page.examples).flatMap { $0.split(separator: "\n") }.map { "  \($0)" })
    for line in page.text(in: .korean).split(separator: "\n").map(String.init) where !code.contains(line) {
      #expect(!Self.holdsEnglish(line, run: 4), "\(line)")
      #expect(DisplayWidth.of(line) <= 100, "\(line)")
    }
    for line in DisplayWidth.wrap(page.details.korean, to: 80) {
      #expect(DisplayWidth.of(line) <= 80, "\(line)")
      #expect(line.prefixMatch(of: /(은|는|이|가|을|를|의|와|과|로|에)( |$)/) == nil, "a particle of its own: \(line)")
    }
  }

  @Test(arguments: ErrorCatalogue.codes)
  func everyCodeIsExplained(_ code: DiagnosticCode) {
    #expect(Self.isKorean(code.title.korean) && !code.title.korean.hasSuffix("."), "\(code.id)")
    #expect(Self.isKorean(code.explanation.korean), "\(code.id)")
    let shown = Conversation { $0.language = .korean }.output("explain \(code.id)")
    #expect(shown.hasPrefix("\(code.id): \(code.title.korean)\n"))
    #expect(!Self.holdsEnglish(shown, run: 4), "\(shown)")
  }

  @Test func theListOfStatementsIsKorean() {
    let conversation = Conversation { $0.language = .korean }
    let lines = conversation.output("help").split(separator: "\n")
    for signature in Self.signatures {
      #expect(lines.contains { $0.hasPrefix("  \(signature.name) ") && $0.hasSuffix(signature.summary.korean) })
    }
    for line in lines {
      #expect(Self.isKorean(String(line)), "\(line)")
      #expect(DisplayWidth.of(line) <= 80, "\(line)")
    }
  }

  @Test func theKeysAreKorean() {
    let shown = Conversation { $0.language = .korean }.output("help keys")
    for line in shown.split(separator: "\n") {
      #expect(Self.isKorean(String(line)), "\(line)")
      #expect(DisplayWidth.of(line) <= 80, "\(line)")
    }
    let keys = { (text: String) in text.matches(of: /Ctrl-[A-Z]|Tab|Up|Down/).map { String($0.0) } }
    #expect(keys(shown) == keys(HelpText.keys.english))
  }

  @Test func aWordIsFoundInBothLanguages() {
    let conversation = Conversation { $0.language = .korean }
    for word in ["gradient", "기울기", "학습률"] {
      let rows = conversation.output("apropos \"\(word)\"").split(separator: "\n").dropFirst(2)
      #expect(!rows.isEmpty, "\(word)")
      for row in rows { #expect(Self.isSaid(String(row)), "\(row)") }
    }
    #expect(Self.isKorean(conversation.output("apropos xyzzy")))
    #expect(Self.isKorean(conversation.output("help rate")))
    #expect(conversation.errors("help xyzzy") == [] && conversation.reported.contains("E0223"))
  }

  /// What the Tab key says of the words that fit, at every statement and behind its first words.
  @Test func completionsAreKorean() {
    let session = Conversation { $0.language = .korean }.session
    var places = ["", "$", "print ", "let a = ", "for n ", "for n from 1 ", "for n from 1 to 2 ", "sweep n in 1 2 "]
    places += ["if loss ", "train until loss < 1 ", "stop when loss < 1 ", "every ", "try init all he "]
    places += ["sweep n in 1\nend ", "if true\nelse ", "print test.", "print runs."]
    places += Self.signatures.map { "\($0.name) " }
    places += Self.signatures.flatMap { signature in
      signature.forms.compactMap { form in
        if case .word(let word, _)? = form.pattern.first { "\(signature.name) \(word) " } else { nil }
      }
    }
    var told = 0
    for place in places {
      for candidate in session.completion(of: place).candidates where !candidate.summary.isEmpty {
        told += 1
        #expect(Self.isSaid(candidate.summary.korean), "'\(place)': \(candidate.text): \(candidate.summary.korean)")
      }
    }
    #expect(told > 300)
  }
}
