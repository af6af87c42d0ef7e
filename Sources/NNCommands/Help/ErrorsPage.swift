import NNScript

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
