import NNText

/// The content of `help WORD`; the shell lays it out.
package struct HelpPage: Sendable, Equatable {
  /// A word and its meaning.
  package struct Entry: Sendable, Equatable {
    package var word: String
    /// The parameters that may follow it: `[alpha A]`.
    package var parameters: String
    package var summary: Wording
  }

  package struct Choices: Sendable, Equatable {
    /// Its placeholder in the usage line: `ACT`.
    package var shown: String
    package var name: Wording
    package var entries: [Entry]
  }

  package var title: String
  package var summary: Wording
  package var usage: [Wording]
  /// The slots of the usage lines: `N` is a whole number, at least 1.
  package var slots: [Entry]
  package var choices: [Choices]
  package var details: Wording
  package var examples: [String]
  package var seeAlso: [String]

  package init(_ signature: Signature) {
    title = signature.name
    summary = signature.summary
    details = signature.details
    examples = signature.examples.map(\.text)
    seeAlso = signature.seeAlso
    usage =
      signature.grammarUsage.map { Wording(verbatim: $0) }
      + signature.forms.map { form in
        let usage = Wording(verbatim: signature.usage(of: form))
        return form.availability == .notBuilt ? usage + Wording(verbatim: "   ") + .notBuiltYet : usage
      }
    let patterns = signature.forms.filter { $0.availability == .built }.map(\.pattern)
    slots = NumberLegend(patterns).entries
    choices = []
    var seen: Set<String> = []
    for slot in patterns.flatMap(\.slots) {
      guard case .choice(let vocabulary) = slot.kind, seen.insert(slot.shown + " " + vocabulary.name.english).inserted
      else {
        continue
      }
      choices.append(
        Choices(
          shown: slot.shown, name: vocabulary.name,
          entries: vocabulary.entries.map { entry in
            Entry(
              word: entry.word, parameters: Usage.pieces(of: entry.parameters).joined(separator: " "),
              summary: entry.availability == .notBuilt
                ? [entry.summary, .notBuiltYet].joined(separator: " ") : entry.summary)
          }))
    }
  }

  /// The page as plain text, without a final newline: title, usage, words, details, examples, see also.
  package func text(in language: Language = .english) -> String {
    var lines = ["\(title): \(summary[language])", ""]
    lines += usage.flatMap { Self.indented($0[language]) }
    if !slots.isEmpty { lines += [""] + Self.columns(slots.map { ($0.word, $0.summary[language]) }) }
    for choice in choices {
      lines += ["", "\(choice.shown), \(Phrase.article(choice.name)[language]):"]
      lines += Self.columns(
        choice.entries.map {
          ($0.parameters.isEmpty ? $0.word : "\($0.word) \($0.parameters)", $0.summary[language])
        })
    }
    if !details.isEmpty { lines += [""] + DisplayWidth.wrap(details[language], to: Self.width) }
    if !examples.isEmpty {
      let heading =
        examples.count == 1 ? Wording(en: "example:", ko: "보기:") : Wording(en: "examples:", ko: "보기:")
      lines += ["", heading[language]] + examples.flatMap(Self.indented)
    }
    if !seeAlso.isEmpty {
      lines += ["", Wording(en: "see also: ", ko: "함께 볼 것: ")[language] + seeAlso.joined(separator: ", ")]
    }
    return lines.joined(separator: "\n")
  }

  /// The width of running text; usage lines and examples are not wrapped.
  private static let width = 80

  private static func indented(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
  }

  private static func columns(_ rows: [(String, String)]) -> [String] {
    let width = min(28, rows.map { DisplayWidth.of($0.0) }.max() ?? 0)
    return rows.flatMap { word, summary in
      let size = DisplayWidth.of(word)
      if size > width { return ["  \(word)", String(repeating: " ", count: width + 4) + summary] }
      let padding = String(repeating: " ", count: width - size)
      return ["  \(word)\(padding)  \(summary)"]
    }
  }
}

extension Pattern {
  /// Every slot in order, including those in the parameters of choices.
  package var slots: [Slot] {
    switch self {
    case .word: return []
    case .slot(let slot), .repeated(let slot, _):
      guard case .choice(let vocabulary) = slot.kind else { return [slot] }
      return [slot] + vocabulary.entries.flatMap { $0.parameters.slots }
    case .sequence(let patterns), .optional(let patterns): return patterns.slots
    case .oneOf(let ways), .options(let ways): return ways.flatMap { $0.slots }
    }
  }
}

extension [Pattern] {
  package var slots: [Slot] { flatMap(\.slots) }
}

extension Wording {
  package static let notBuiltYet = Wording(en: "(not implemented yet)", ko: "(아직 없음)")
}

/// The meanings of the numbers in usage lines: `N` is the number of units, `alpha A` of leaky_relu the slope below
/// zero.
struct NumberLegend {
  private struct Number {
    /// Its placeholder in the usage line.
    var shown: String
    /// The option word before it.
    var word: String?
    var meaning: Wording
    /// The choices that take it; empty for a number of the statement itself.
    var choices: [String]
  }

  private var numbers: [Number] = []
  private var hasUnit = false

  init(_ forms: [[Pattern]]) {
    for form in forms { collect(form, choice: nil) }
  }

  var entries: [HelpPage.Entry] {
    let labels = numbers.map { number in
      let isAmbiguous = numbers.contains { $0.shown == number.shown && $0.meaning != number.meaning }
      guard let word = number.word, isAmbiguous || !number.choices.isEmpty else { return number.shown }
      return "\(word) \(number.shown)"
    }
    var entries = zip(numbers, labels).map { number, label in
      // `alpha` has different meanings for elu and leaky_relu.
      let isShared = labels.filter { $0 == label }.count > 1 && !number.choices.isEmpty
      let owners = isShared ? " (\(number.choices.joined(separator: ", ")))" : ""
      return HelpPage.Entry(word: label + owners, parameters: "", summary: number.meaning)
    }
    if hasUnit {
      entries.append(
        HelpPage.Entry(
          word: "UNIT", parameters: "", summary: Wording(en: "steps or epochs", ko: "steps(스텝) 또는 epochs(에포크)")))
    }
    return entries
  }

  private mutating func collect(_ patterns: [Pattern], choice: String?) {
    var word: String?
    for pattern in patterns {
      switch pattern {
      case .word(let text, _):
        word = text
        continue
      case .slot(let slot), .repeated(let slot, _): collect(slot, after: word, choice: choice)
      case .sequence(let inner), .optional(let inner): collect(inner, choice: choice)
      case .oneOf(let ways), .options(let ways): for way in ways { collect(way, choice: choice) }
      }
      word = nil
    }
  }

  private mutating func collect(_ slot: Slot, after word: String?, choice: String?) {
    switch slot.kind {
    case .unit: hasUnit = true
    case .number(let rule):
      let meaning = Wording(en: "\(rule.called), \(rule.text)", ko: "\(rule.called), \(rule.text)")
      let isSame = { (number: Number) in
        // `beta1` of lion is not `beta2` of it, though both may be said with the same words.
        number.shown == slot.shown && number.meaning == meaning && number.choices.isEmpty == (choice == nil)
          && (choice == nil || number.word == word)
      }
      guard let index = numbers.firstIndex(where: isSame) else {
        numbers.append(Number(shown: slot.shown, word: word, meaning: meaning, choices: choice.map { [$0] } ?? []))
        return
      }
      if numbers[index].word != word { numbers[index].word = nil }
      if let choice, !numbers[index].choices.contains(choice) { numbers[index].choices.append(choice) }
    case .choice(let vocabulary):
      for entry in vocabulary.entries { collect(entry.parameters, choice: entry.word) }
    case .text, .name, .path, .any, .measure: return
    }
  }
}

/// The syntax of a statement, from its patterns: `layer [dense] N [ACT] [times K] [bias none]`.
extension Signature {
  /// The usage line of a form.
  ///
  /// - Parameter chosen: the chosen words; each replaces its slot and is followed by its parameters.
  package func usage(of form: Form, choosing chosen: Set<String> = []) -> String {
    ([name] + Usage.pieces(of: form.pattern, choosing: chosen)).joined(separator: " ")
  }

  /// One line for each form.
  package var usageLines: [String] { forms.map { usage(of: $0) } }
}

enum Usage {
  static func pieces(of patterns: [Pattern], choosing chosen: Set<String> = []) -> [String] {
    patterns.flatMap { pieces(of: $0, chosen) }
  }

  private static func pieces(of pattern: Pattern, _ chosen: Set<String>) -> [String] {
    switch pattern {
    case .word(let word, _): return [word]
    case .slot(let slot): return pieces(of: slot, chosen)
    case .sequence(let patterns): return pieces(of: patterns, choosing: chosen)
    case .optional(let patterns):
      if patterns.count == 1, case .oneOf(let ways)? = patterns.first { return [bracketed(ways, chosen)] }
      return [bracketed([patterns], chosen)]
    case .oneOf(let ways): return [alternatives(ways, chosen)]
    case .options(let groups): return groups.map { bracketed([$0], chosen) }
    case .repeated(let slot, let atLeast) where atLeast > 0:
      return [String](repeating: slot.shown, count: atLeast - 1) + [several(slot)]
    case .repeated(let slot, _): return ["[\(several(slot))]"]
    }
  }

  private static func pieces(of slot: Slot, _ chosen: Set<String>) -> [String] {
    guard case .choice(let vocabulary) = slot.kind,
      let entry = vocabulary.entries.first(where: { chosen.contains($0.word) && !$0.parameters.isEmpty })
    else { return [slot.shown] }
    return [entry.word] + pieces(of: entry.parameters)
  }

  private static func bracketed(_ ways: [[Pattern]], _ chosen: Set<String>) -> String {
    "[" + alternatives(ways, chosen) + "]"
  }

  /// `hidden|all`; with spaces around the bar if an alternative contains a space.
  private static func alternatives(_ ways: [[Pattern]], _ chosen: Set<String>) -> String {
    let lines = ways.map { pieces(of: $0, choosing: chosen).joined(separator: " ") }
    return lines.joined(separator: lines.contains { $0.contains(" ") } ? " | " : "|")
  }

  private static func several(_ slot: Slot) -> String { slot.shown == "…" ? "…" : "\(slot.shown)…" }
}
