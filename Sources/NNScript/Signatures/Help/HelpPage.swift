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
    slots = []
    choices = []
    var seen: Set<String> = []
    for slot in signature.forms.filter({ $0.availability == .built }).flatMap({ $0.pattern.slots }) {
      switch slot.kind {
      case .choice(let vocabulary):
        guard seen.insert("choice " + slot.shown + vocabulary.name).inserted else { continue }
        choices.append(
          Choices(
            shown: slot.shown, name: vocabulary.name,
            entries: vocabulary.entries.map { entry in
              Entry(
                word: entry.word, parameters: Usage.pieces(of: entry.parameters).joined(separator: " "),
                summary: entry.summary + (entry.availability == .notBuilt ? " (not built yet)" : ""))
            }))
      case .number(let rule):
        guard seen.insert(slot.shown + rule.called).inserted else { continue }
        slots.append(Entry(word: slot.shown, parameters: "", summary: "\(rule.called), \(rule.text)"))
      case .text, .name, .path, .unit, .any, .measure: continue
      }
    }
  }

  /// The page as plain text: title, usage, words, details, examples, see also.
  package var text: String {
    var lines = ["\(title): \(summary)", ""]
    lines += usage.map { "  \($0)" }
    if !slots.isEmpty { lines += [""] + Self.columns(slots.map { ($0.word, $0.summary) }) }
    for choice in choices {
      lines += ["", "\(choice.shown), \(Phrase.article(choice.name)):"]
      lines += Self.columns(
        choice.entries.map { ($0.parameters.isEmpty ? $0.word : "\($0.word) \($0.parameters)", $0.summary) })
    }
    if !details.isEmpty { lines += ["", details] }
    if !examples.isEmpty {
      lines += ["", examples.count == 1 ? "example:" : "examples:"]
      for example in examples {
        lines += example.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
      }
    }
    if !seeAlso.isEmpty { lines += ["", "see also: " + seeAlso.joined(separator: ", ")] }
    return lines.joined(separator: "\n")
  }

  private static func columns(_ rows: [(String, String)]) -> [String] {
    let width = min(28, rows.map { DisplayWidth.of($0.0) }.max() ?? 0)
    return rows.map { word, summary in
      let padding = String(repeating: " ", count: max(0, width - DisplayWidth.of(word)))
      return "  \(word)\(padding)  \(summary)"
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
