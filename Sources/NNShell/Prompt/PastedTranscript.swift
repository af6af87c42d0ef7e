/// A piece of an earlier session, prompts and output and all, pasted back at the prompt.
package enum PastedTranscript {
  /// Only what was typed: lines behind `nnsh> ` and the continuation prompts right after them. A text without
  /// prompts is returned as it is.
  package static func statements(in text: String) -> String {
    let main = ContinuationPrompt.main
    guard text.hasPrefix(main) || text.contains("\n" + main) else { return text }
    var kept: [Substring] = []
    var isInBlock = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix(main) {
        kept.append(line.dropFirst(main.count))
        isInBlock = true
      } else if isInBlock, let typed = behindContinuationPrompt(line) {
        kept.append(typed)
      } else {
        isInBlock = false
      }
    }
    return kept.joined(separator: "\n")
  }

  private static func behindContinuationPrompt(_ line: Substring) -> Substring? {
    for tail in ["…> ", ".> "] {
      let room = ContinuationPrompt.main.count - tail.count
      let rest = line.dropFirst(room)
      if line.count >= ContinuationPrompt.main.count, rest.hasPrefix(tail) { return rest.dropFirst(tail.count) }
    }
    return nil
  }
}
