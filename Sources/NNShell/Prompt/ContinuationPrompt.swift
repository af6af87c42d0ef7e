import NNText

/// The prompts: the main one, and while a block is open one of the same width that names what is open.
package enum ContinuationPrompt {
  package static let main = "nnsh> "

  /// `for…> `, `rep…> `, `  "…> `.
  package static func text(opener: String, drawsUnicode: Bool) -> String {
    let tail = drawsUnicode ? "…> " : ".> "
    let room = DisplayWidth.of(main) - DisplayWidth.of(tail)
    let word = opener.split(separator: " ").last.map(String.init) ?? opener
    return DisplayWidth.pad(String(word.prefix(room)), to: room, .right) + tail
  }
}
