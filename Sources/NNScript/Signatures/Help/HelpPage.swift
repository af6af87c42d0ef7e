import NNText

/// A page of `help WORD`, as data: the shell lays it out.
package struct HelpPage: Sendable, Equatable {
  /// A word to choose and what it means.
  package struct Entry: Sendable, Equatable {
    package var word: String
    /// What may follow it: `[alpha A]`.
    package var parameters: String
    package var summary: Wording
  }

  package struct Choices: Sendable, Equatable {
    /// How the usage line writes it: `ACT`.
    package var shown: String
    package var name: Wording
    package var entries: [Entry]
  }

  package var title: String
  package var summary: Wording
  package var usage: [Wording]
  /// What the slots of the usage lines take: `N` a whole number, at least 1.
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

  /// Of running text; usage lines and examples keep theirs.
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
  /// Every slot, also of the parameters of choices, in order.
  var slots: [Slot] {
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
  var slots: [Slot] { flatMap(\.slots) }
}

extension Wording {
  package static let notBuiltYet = Wording(en: "(not built yet)", ko: "(아직 없음)")
}
