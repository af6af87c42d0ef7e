import NNText

/// A page of `help WORD`, as data: the shell lays it out.
package struct HelpPage: Sendable, Equatable {
  /// A word to choose and what it means.
  package struct Entry: Sendable, Equatable {
    package var word: String
    /// What may follow it: `[alpha A]`.
    package var parameters: String
    package var summary: String
  }

  package struct Choices: Sendable, Equatable {
    /// How the usage line writes it: `ACT`.
    package var shown: String
    package var name: String
    package var entries: [Entry]
  }

  package var title: String
  package var summary: String
  package var usage: [String]
  /// What the slots of the usage lines take: `N` a whole number, at least 1.
  package var slots: [Entry]
  package var choices: [Choices]
  package var details: String
  package var examples: [String]
  package var seeAlso: [String]

  package init(_ signature: Signature) {
    title = signature.name
    summary = signature.summary
    details = signature.details
    examples = signature.examples.map(\.text)
    seeAlso = signature.seeAlso
    usage =
      signature.grammarUsage
      + signature.forms.map { form in
        signature.usage(of: form) + (form.availability == .notBuilt ? "   (not built yet)" : "")
      }
    let patterns = signature.forms.filter { $0.availability == .built }.map(\.pattern)
    slots = NumberLegend(patterns).entries
    choices = []
    var seen: Set<String> = []
    for slot in patterns.flatMap(\.slots) {
      guard case .choice(let vocabulary) = slot.kind, seen.insert(slot.shown + " " + vocabulary.name).inserted else {
        continue
      }
      choices.append(
        Choices(
          shown: slot.shown, name: vocabulary.name,
          entries: vocabulary.entries.map { entry in
            Entry(
              word: entry.word, parameters: Usage.pieces(of: entry.parameters).joined(separator: " "),
              summary: entry.summary + (entry.availability == .notBuilt ? " (not built yet)" : ""))
          }))
    }
  }

  /// The page as plain text, without a final newline: title, usage, words, details, examples, see also.
  package var text: String {
    var lines = ["\(title): \(summary)", ""]
    lines += usage.flatMap(Self.indented)
    if !slots.isEmpty { lines += [""] + Self.columns(slots.map { ($0.word, $0.summary) }) }
    for choice in choices {
      lines += ["", "\(choice.shown), \(Phrase.article(choice.name)):"]
      lines += Self.columns(
        choice.entries.map { ($0.parameters.isEmpty ? $0.word : "\($0.word) \($0.parameters)", $0.summary) })
    }
    if !details.isEmpty { lines += [""] + DisplayWidth.wrap(details, to: Self.width) }
    if !examples.isEmpty {
      lines += ["", examples.count == 1 ? "example:" : "examples:"] + examples.flatMap(Self.indented)
    }
    if !seeAlso.isEmpty { lines += ["", "see also: " + seeAlso.joined(separator: ", ")] }
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
