/// What came from the prompt.
package enum LineEvent: Equatable, Sendable {
  /// A line, or several at once after a paste.
  case line(String)
  /// Ctrl-D, or the end of the input.
  case end
  /// Ctrl-C; what had been typed is gone.
  case interrupt(dropped: String)
  /// SIGTERM or SIGHUP.
  case signal(Int32)
}

/// Where the prompt's lines come from: a line editor, plain input, or a test.
package protocol LineSource: AnyObject {
  /// `pending` is the block typed so far, which completion needs to see.
  func next(prompt: String, pending: String) -> LineEvent
  /// One key that needs no Enter, as a line: the character, empty for Enter and the space bar. Nil where only lines can
  /// be had.
  func key(prompt: String) -> LineEvent?
}

extension LineSource {
  package func key(prompt: String) -> LineEvent? { nil }
}
