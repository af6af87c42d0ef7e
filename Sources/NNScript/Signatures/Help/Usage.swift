/// How a statement is written, from its patterns: `layer [dense] N [ACT] [times K] [bias none]`.
extension Signature {
  ///
  /// - Parameter chosen: words that were chosen; such a word takes the place of its slot, with what may follow it.
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

  /// `hidden|all`; with blanks around the bar where an alternative has some itself.
  private static func alternatives(_ ways: [[Pattern]], _ chosen: Set<String>) -> String {
    let lines = ways.map { pieces(of: $0, choosing: chosen).joined(separator: " ") }
    return lines.joined(separator: lines.contains { $0.contains(" ") } ? " | " : "|")
  }

  private static func several(_ slot: Slot) -> String { slot.shown == "…" ? "…" : "\(slot.shown)…" }
}
