import NNText

/// Collects what the forms of a signature expected at the argument where the furthest of them failed.
struct Mismatch {
  let command: Command
  let signature: Signature
  let table: SignatureTable
  let known: [Int: String]

  private(set) var furthest = -1
  private(set) var forms: [Int] = []
  private var words: [String] = []
  private var slots: [Slot] = []
  private var repeated: String?
  private var reserved: Set<String> = []

  init(command: Command, signature: Signature, table: SignatureTable, known: [Int: String]) {
    self.command = command
    self.signature = signature
    self.table = table
    self.known = known
  }

  mutating func add(form: Int, at: Int, _ expectations: [FormRun.Expectation], reserved newReserved: Set<String>) {
    guard at >= furthest else { return }
    if at > furthest {
      furthest = at
      forms = []
      words = []
      slots = []
      repeated = nil
      reserved = []
    }
    forms.append(form)
    reserved.formUnion(newReserved)
    for expectation in expectations {
      switch expectation {
      case .end: break
      case .repeatedOption(let word): repeated = word
      case .place(let place):
        if let slot = place.slot {
          if !slots.contains(where: { $0.key == slot.key && $0.shown == slot.shown }) { slots.append(slot) }
        } else if !words.contains(place.word) {
          words.append(place.word)
        }
      }
    }
  }

  var diagnostic: Diagnostic {
    guard furthest >= 0, furthest < command.arguments.count else { return missing }
    let argument = command.arguments[furthest]
    switch argument.kind {
    case .word(let word): return unfitting(word, argument)
    case .variable, .parenthesis, .interpolated:
      if let word = known[furthest] { return unknown(word, argument, candidates: choices) }
    case .string(let text):
      if slots.count == 1, words.isEmpty, case .choice? = slots.first?.kind {
        return unknown(text, argument, candidates: choices)
      }
    case .number, .dotted: break
    }
    if wantsUnit { return missingUnit(argument.range, found: argument) }
    guard !slots.isEmpty else { return extra(argument) }
    return wrongKind(argument)
  }

  // MARK: - The kinds of mismatch

  private var missing: Diagnostic {
    let last = command.arguments.last?.range ?? command.nameRange
    if wantsUnit { return missingUnit(last, found: nil) }
    return Diagnostic(
      .missingArgument,
      Wording(
        en: "'\(spoken)' is incomplete: expected \(expected)", ko: "'\(spoken)' 문이 덜 끝났습니다. 더 필요한 것: \(expected)"),
      at: last, help: usage)
  }

  private func missingUnit(_ range: SourceRange, found: Argument?) -> Diagnostic {
    let tail = found.map { argument in
      Wording(en: ", found \(Phrase.found(argument))", ko: ". 실제로는 \(Phrase.found(argument))")
    }
    return Diagnostic(
      .missingUnit,
      Wording(
        en: "the count in '\(command.name)' needs a unit, 'steps' or 'epochs'",
        ko: "'\(command.name)'에 쓴 횟수에는 'steps'나 'epochs' 같은 단위가 필요합니다") + (tail ?? .nothing),
      at: range, help: usage)
  }

  private func unfitting(_ word: String, _ argument: Argument) -> Diagnostic {
    if let repeated {
      return Diagnostic(
        .repeatedOption,
        Wording(
          en: "'\(repeated)' is given twice in one '\(command.name)'",
          ko: "'\(command.name)' 하나에 '\(repeated)'\(Particle.object(repeated)) 두 번 썼습니다"),
        at: argument.range, help: usage)
    }
    if reserved.contains(word) {
      if wantsUnit { return missingUnit(argument.range, found: argument) }
      if slots.isEmpty { return words.isEmpty ? extra(argument) : unknown(word, argument, candidates: []) }
      let quote =
        slots.contains { $0.takesWords }
        ? Wording(en: "to use it as a value, put it in quotes: \"\(word)\"\n", ko: "값으로 쓰려면 따옴표로 묶으세요: \"\(word)\"\n")
        : .nothing
      return Diagnostic(
        .wrongArgument,
        Wording(
          en: "expected \(expected) before the option word '\(word)'",
          ko: "옵션 단어 '\(word)' 앞에 올 것: \(expected)"),
        at: argument.range, help: quote + usage)
    }
    if wantsUnit, choices.isEmpty {
      let near = suggestion(for: word, among: TimeUnit.words)
      return Diagnostic(
        .missingUnit,
        Wording(
          en: "the count in '\(command.name)' needs a unit, 'steps' or 'epochs', found '\(word)'",
          ko: "'\(command.name)'에 쓴 횟수에는 'steps'나 'epochs' 같은 단위가 필요한데 '\(word)'\(Particle.subject(word)) 있습니다"),
        at: argument.range, help: near.map { .didYouMean($0) } ?? usage)
    }
    if !choices.isEmpty || (!words.isEmpty && suggestion(for: word, among: words) != nil) {
      return unknown(word, argument, candidates: choices)
    }
    if slots.isEmpty { return words.isEmpty ? extra(argument) : unknown(word, argument, candidates: []) }
    if slots.contains(where: { if case .path = $0.kind { true } else { false } }) {
      return Diagnostic(
        .wrongArgument,
        Wording(
          en: "a file name must be in quotes, found '\(word)'", ko: "파일 이름은 따옴표로 묶습니다. 실제로는 '\(word)'"),
        at: argument.range, help: Wording(en: "write \"\(word)\"\n", ko: "\"\(word)\" 라고 쓰세요\n") + usage)
    }
    return wrongKind(argument)
  }

  /// The error of a word that is neither an option word nor a choice here.
  private func unknown(_ word: String, _ argument: Argument, candidates: [String]) -> Diagnostic {
    let near = suggestion(for: word, among: candidates + words)
    let names = unique(slots.compactMap { if case .choice(let vocabulary) = $0.kind { vocabulary.name } else { nil } })
    // For `he normal`, the first word is the choice.
    let choice = near?.split(separator: " ").first.map(String.init)
    if !names.isEmpty, choice.map({ candidates.contains($0) }) ?? true {
      let all = candidates.count <= 24 ? .oneOf(candidates + words) : usage
      let (kinds, quoted) = (Phrase.alternatives(names), Phrase.quoted(word))
      return Diagnostic(
        .unknownChoice, Wording(en: "unknown \(kinds) \(quoted)", ko: "알 수 없는 \(kinds)입니다: \(quoted)"),
        at: argument.range, help: near.map { .didYouMean($0) } ?? all)
    }
    return Diagnostic(
      .unknownOption,
      Wording(
        en: "'\(spoken)' has no option \(Phrase.quoted(word)) here",
        ko: "'\(spoken)'의 이 자리에는 \(Phrase.quoted(word)) 옵션이 없습니다"),
      at: argument.range, help: (near.map { .didYouMean($0) + Wording(verbatim: "\n") } ?? .nothing) + usage)
  }

  private func extra(_ argument: Argument) -> Diagnostic {
    let found = Phrase.found(argument)
    guard !words.isEmpty else {
      return Diagnostic(
        .extraArgument,
        Wording(
          en: "'\(spoken)' takes no more arguments, found \(found)", ko: "'\(spoken)' 문에는 더 쓸 것이 없습니다. 남은 것: \(found)"),
        at: argument.range, help: usage)
    }
    let note: Wording? =
      switch argument.kind {
      case .variable, .parenthesis:
        Wording(
          en: "a variable or an expression cannot replace an option word\n",
          ko: "변수나 식은 옵션 단어를 대신할 수 없습니다\n")
      default: nil
      }
    return Diagnostic(
      note == nil ? .extraArgument : .wrongArgument,
      Wording(en: "expected \(expected), found \(found)", ko: "여기에 올 것: \(expected). 입력한 것: \(found)"),
      at: argument.range, help: (note ?? .nothing) + usage)
  }

  private func wrongKind(_ argument: Argument) -> Diagnostic {
    Diagnostic(
      .wrongArgument,
      Wording(
        en: "'\(command.name)' expected \(expected), found \(Phrase.found(argument))",
        ko: "'\(command.name)'에 올 것: \(expected). 입력한 것: \(Phrase.found(argument))"),
      at: argument.range, help: usage)
  }

  // MARK: - Words for messages

  private var wantsUnit: Bool { slots.contains { if case .unit = $0.kind { true } else { false } } }

  private var choices: [String] {
    unique(
      slots.flatMap { slot -> [String] in
        if case .choice(let vocabulary) = slot.kind { vocabulary.entries.map(\.word) } else { [] }
      })
  }

  private var expected: Wording {
    let items = unique(slots.map(\.wanted) + words.map { Wording(verbatim: "'\($0)'") })
    guard !items.isEmpty else { return Wording(en: "the end of the statement", ko: "문장의 끝") }
    guard items.count > 8 else { return Phrase.alternatives(items) }
    return items.prefix(7).joined(separator: ", ") + Wording(verbatim: " …")
  }

  /// The statement with the word that selects its form: `layer conv2d`.
  private var spoken: String {
    guard furthest > 0, forms.count == 1, case .word(let word, _)? = signature.forms[forms[0]].pattern.first else {
      return command.name
    }
    return "\(command.name) \(word)"
  }

  private var usage: Wording {
    guard forms.count <= 3 else { return .seeHelp(command.name) }
    let chosen = Set(command.arguments.prefix(max(0, furthest)).compactMap(\.literalText))
    return forms.map { form in
      let usage = signature.usage(of: signature.forms[form], choosing: chosen)
      return Wording(en: "usage: \(usage)", ko: "쓰는 법: \(usage)")
    }.joined(separator: "\n")
  }

  private func suggestion(for word: String, among candidates: [String]) -> String? {
    if let known = SignatureTable.synonym(of: word, among: candidates, in: table.synonyms) { return known }
    return Spelling.suggestion(for: word, among: candidates)
  }

  private func unique<Item: Hashable>(_ items: [Item]) -> [Item] {
    var seen: Set<Item> = []
    return items.filter { seen.insert($0).inserted }
  }
}

extension Slot {
  /// Whether a bare word that is not an option word can fill the slot.
  fileprivate var takesWords: Bool {
    switch kind {
    case .text, .name, .any: true
    case .number, .path, .choice, .unit, .measure: false
    }
  }
}
