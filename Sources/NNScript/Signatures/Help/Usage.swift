/// How a statement is written, from its patterns: `layer [dense] N [ACT] [times K] [bias none]`.
extension Signature {
  package func usage(of form: Form) -> String {
    ([name] + Usage.pieces(of: form.pattern)).joined(separator: " ")
  }

  /// One line for each form.
  package var usageLines: [String] { forms.map { usage(of: $0) } }
}

enum Usage {
  static func pieces(of patterns: [Pattern]) -> [String] { patterns.flatMap { pieces(of: $0) } }

  private static func pieces(of pattern: Pattern) -> [String] {
    switch pattern {
    case .word(let word, _): [word]
    case .slot(let slot): [slot.shown]
    case .sequence(let patterns): pieces(of: patterns)
    case .optional(let patterns):
      if patterns.count == 1, case .oneOf(let ways)? = patterns.first {
        [bracketed(ways)]
      } else {
        [bracketed([patterns])]
      }
    case .oneOf(let ways): [ways.map(line).joined(separator: "|")]
    case .options(let groups): groups.map { bracketed([$0]) }
    case .repeated(let slot, let atLeast) where atLeast > 0:
      [String](repeating: slot.shown, count: atLeast - 1) + ["\(slot.shown)…"]
    case .repeated(let slot, _): ["[\(slot.shown)…]"]
    }
  }

  private static func bracketed(_ ways: [[Pattern]]) -> String { "[" + ways.map(line).joined(separator: "|") + "]" }

  private static func line(_ patterns: [Pattern]) -> String { pieces(of: patterns).joined(separator: " ") }
}
