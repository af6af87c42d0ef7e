import NNScript

/// docs/commands.md: every statement, written from the table that parser, checker and `help` read.
package struct CommandsPage: Sendable {
  private let signatures: [Signature]

  package init(_ signatures: [Signature]) { self.signatures = signatures }

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
    for (group, members) in groups {
      lines += ["", "## \(Self.title(group))"]
      for signature in members { lines += section(of: signature) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(of signature: Signature) -> [String] {
    let page = HelpPage(signature)
    var lines = ["", "### \(page.title)", "", Self.sentence(page.summary.english), ""]
    lines += ["```"] + page.usage.map(\.english) + ["```"]
    if !page.slots.isEmpty {
      lines += [""] + page.slots.map { "- `\($0.word)`: \($0.summary.english)" }
    }
    for choice in page.choices {
      lines += ["", "| \(Self.cell(choice.shown)) | \(choice.name.english) |", "|---|---|"]
      lines += choice.entries.map { entry in
        let words = entry.parameters.isEmpty ? entry.word : "\(entry.word) \(entry.parameters)"
        return "| `\(Self.cell(words))` | \(Self.cell(entry.summary.english)) |"
      }
    }
    if !page.details.isEmpty { lines += ["", page.details.english] }
    if !page.examples.isEmpty { lines += ["", "```nnsh"] + page.examples + ["```"] }
    let related = page.seeAlso.map { name in
      signatures.contains { $0.name == name } ? "[`\(name)`](#\(Self.anchor(name)))" : "`\(name)`"
    }
    if !related.isEmpty { lines += ["", "See also " + related.joined(separator: ", ") + "."] }
    return lines
  }

  private static func title(_ group: CommandGroup) -> String { sentence(group.rawValue, ending: "") }

  /// A line of the table begins small and has no full stop; on a page it is a sentence.
  private static func sentence(_ text: String, ending: String = ".") -> String {
    text.prefix(1).uppercased() + text.dropFirst() + ending
  }

  /// How Markdown names the heading of a statement.
  private static func anchor(_ name: String) -> String { name.lowercased() }

  /// A bar would end the cell.
  private static func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
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
