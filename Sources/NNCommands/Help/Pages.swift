import NNScript

/// docs/commands.md: every statement, written from the table that parser, checker and `help` read.
package struct CommandsPage: Sendable {
  private let signatures: [Signature]
  /// What more than one statement chooses from, each told once, by its name.
  private let vocabularies: [SharedVocabulary]

  package init(_ signatures: [Signature]) {
    self.signatures = signatures
    vocabularies = SharedVocabulary.all(in: signatures)
  }

  /// The whole page, in Markdown.
  package var text: String {
    let groups = CommandGroup.allCases.map { group in (group, signatures.filter { $0.group == group }) }
      .filter { !$0.1.isEmpty }
    var lines = [
      "# Statements", "",
      "Written by nnsh itself; `scripts/check` holds it against the binary. The rules that hold for all statements are in",
      "[language.md](language.md), the errors in [errors.md](errors.md).", "",
    ]
    for (group, members) in groups {
      let names = members.map { "[`\($0.name)`](#\(Self.anchor($0.name)))" }
      lines.append("- **\(Self.title(group))**: \(names.joined(separator: " "))")
    }
    let shared = vocabularies.map { "[\($0.title)](#\(Self.anchor($0.title)))" }
    lines.append("- **Words that several statements take**: \(shared.joined(separator: " "))")
    for (group, members) in groups {
      lines += ["", "## \(Self.title(group))"]
      for signature in members { lines += section(of: signature) }
    }
    lines += ["", "## Words that several statements take"]
    for vocabulary in vocabularies {
      lines += ["", "### \(Self.sentence(vocabulary.title, ending: ""))"]
      if !vocabulary.slots.isEmpty { lines += [""] + vocabulary.slots.map(Self.item) }
      lines += Self.table(vocabulary.choices)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(of signature: Signature) -> [String] {
    let page = HelpPage(signature)
    var lines = ["", "### \(page.title)", "", Self.sentence(page.summary.english), ""]
    lines += ["```"] + page.usage.map(\.english) + ["```"]
    let shared = page.choices.compactMap { choice in vocabularies.first { $0.choices.entries == choice.entries } }
    var items = page.slots.filter { slot in !shared.contains { $0.slots.contains(slot) } }.map(Self.item)
    items += zip(page.choices.filter { choice in shared.contains { $0.choices.entries == choice.entries } }, shared).map
    {
      "- `\($0.shown)`: see the [\($1.title)](#\(Self.anchor($1.title)))"
    }
    if !items.isEmpty { lines += [""] + items }
    for choice in page.choices where !shared.contains(where: { $0.choices.entries == choice.entries }) {
      lines += Self.table(choice)
    }
    if !page.details.isEmpty { lines += ["", page.details.english] }
    if !page.examples.isEmpty { lines += ["", "```nnsh"] + page.examples + ["```"] }
    let related = page.seeAlso.map { name in
      signatures.contains { $0.name == name } ? "[`\(name)`](#\(Self.anchor(name)))" : "`\(name)`"
    }
    if !related.isEmpty { lines += ["", "See also " + related.joined(separator: ", ") + "."] }
    return lines
  }

  private static func item(_ slot: HelpPage.Entry) -> String { "- `\(slot.word)`: \(slot.summary.english)" }

  private static func table(_ choices: HelpPage.Choices) -> [String] {
    ["", "| \(cell(choices.shown)) | \(choices.name.english) |", "|---|---|"]
      + choices.entries.map { entry in
        let words = entry.parameters.isEmpty ? entry.word : "\(entry.word) \(entry.parameters)"
        return "| `\(cell(words))` | \(cell(entry.summary.english)) |"
      }
  }

  private static func title(_ group: CommandGroup) -> String { sentence(group.rawValue, ending: "") }

  /// A line of the table begins small and has no full stop; on a page it is a sentence.
  private static func sentence(_ text: String, ending: String = ".") -> String {
    text.prefix(1).uppercased() + text.dropFirst() + ending
  }

  /// How Markdown names the heading of a statement.
  private static func anchor(_ name: String) -> String {
    name.lowercased().split(separator: " ").joined(separator: "-")
  }

  /// A bar would end the cell.
  private static func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}

/// A vocabulary that more than one statement takes, with what its parameters are.
private struct SharedVocabulary: Sendable {
  var title: String
  var choices: HelpPage.Choices
  var slots: [HelpPage.Entry]

  static func all(in signatures: [Signature]) -> [SharedVocabulary] {
    var counts: [(choices: HelpPage.Choices, count: Int)] = []
    for choices in signatures.flatMap({ HelpPage($0).choices }) {
      if let index = counts.firstIndex(where: { $0.choices.entries == choices.entries }) {
        counts[index].count += 1
      } else {
        counts.append((choices, 1))
      }
    }
    return counts.filter { $0.count > 1 }.map { choices, _ in
      SharedVocabulary(
        title: "list of " + plural(choices.name.english), choices: choices, slots: slots(of: choices, in: signatures))
    }
  }

  private static func plural(_ noun: String) -> String { noun + (noun.hasSuffix("s") ? "es" : "s") }

  /// The legend of the vocabulary alone.
  private static func slots(of choices: HelpPage.Choices, in signatures: [Signature]) -> [HelpPage.Entry] {
    for slot in signatures.flatMap(\.forms).flatMap(\.pattern.slots) {
      guard case .choice(let vocabulary) = slot.kind, vocabulary.name == choices.name, slot.shown == choices.shown
      else { continue }
      let alone = HelpPage(
        Signature("", group: .model, summary: choices.name, forms: [Form("", [.slot(slot)])]))
      if alone.choices.first?.entries == choices.entries { return alone.slots }
    }
    return []
  }
}

/// docs/errors.md: every code with the text of `explain E0203`.
package struct ErrorsPage: Sendable {
  private let codes: [DiagnosticCode]

  package init(_ codes: [DiagnosticCode]) { self.codes = codes.sorted { $0.id < $1.id } }

  /// The whole page, in Markdown.
  package var text: String {
    var lines = [
      "# Errors", "",
      "Written by nnsh itself; `scripts/check` holds it against the binary. `explain E0203` shows the same at the prompt.",
      "A code keeps its meaning for ever; the words of a message may change.",
    ]
    var family: Substring?
    for code in codes {
      let current = code.id.prefix(3)
      if current != family {
        family = current
        lines += ["", "## \(current)xx: \(Self.subject(of: current))"]
      }
      lines += ["", "### \(code.id): \(code.title.english)", "", code.explanation.english]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func subject(of family: Substring) -> String {
    switch family {
    case "E00": "running and files"
    case "E01": "text and syntax"
    case "E02": "names and signatures"
    case "E03": "expressions and kinds"
    case "E04": "models and shapes"
    case "E05": "data"
    case "E06": "training"
    case "E07": "files written and read"
    case "E09": "not built yet"
    default: "others"
    }
  }
}
