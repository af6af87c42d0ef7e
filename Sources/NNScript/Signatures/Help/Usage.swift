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
    case .oneOf(let ways): [alternatives(ways)]
    case .options(let groups): groups.map { bracketed([$0]) }
    case .repeated(let slot, let atLeast) where atLeast > 0:
      [String](repeating: slot.shown, count: atLeast - 1) + [several(slot)]
    case .repeated(let slot, _): ["[\(several(slot))]"]
    }
  }

  private static func bracketed(_ ways: [[Pattern]]) -> String { "[" + alternatives(ways) + "]" }

  /// `hidden|all`; with blanks around the bar where an alternative has some itself.
  private static func alternatives(_ ways: [[Pattern]]) -> String {
    let lines = ways.map(line)
    return lines.joined(separator: lines.contains { $0.contains(" ") } ? " | " : "|")
  }

  private static func several(_ slot: Slot) -> String { slot.shown == "…" ? "…" : "\(slot.shown)…" }

  private static func line(_ patterns: [Pattern]) -> String { pieces(of: patterns).joined(separator: " ") }
}
