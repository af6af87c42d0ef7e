/// Part of an earlier session, with prompts and output, pasted at the prompt.
package enum PastedTranscript {
  /// Only the typed statements: lines after `nnsh> ` and the continuation prompts right below them. A text without
  /// prompts is returned unchanged.
  package static func statements(in text: String) -> String {
    let main = ContinuationPrompt.main
    guard text.hasPrefix(main) || text.contains("\n" + main) else { return text }
    var kept: [Substring] = []
    var isInBlock = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix(main) {
        kept.append(line.dropFirst(main.count))
        isInBlock = true
      } else if isInBlock, let typed = afterContinuationPrompt(line) {
        kept.append(typed)
      } else {
        isInBlock = false
      }
    }
    return kept.joined(separator: "\n")
  }

  private static func afterContinuationPrompt(_ line: Substring) -> Substring? {
    for tail in ["…> ", ".> "] {
      let room = ContinuationPrompt.main.count - tail.count
      let rest = line.dropFirst(room)
      if line.count >= ContinuationPrompt.main.count, rest.hasPrefix(tail) { return rest.dropFirst(tail.count) }
    }
    return nil
  }
}

/// Abbreviations at the prompt: `WORD?` for `help WORD`, `?` for `help`, `:q` for `exit`.
package enum PromptShorthand {
  package static func expand(_ line: String) -> String {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
    guard words.count == 1, let word = words.first else { return line }
    if word == ":q" { return "exit" }
    guard word.hasSuffix("?") else { return line }
    let subject = word.dropLast()
    if subject.isEmpty { return "help" }
    let isWord = subject.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
      default: false
      }
    }
    return isWord ? "help \(subject)" : line
  }
}
