import NNScript

/// Statements of language.md that are known words and not built yet: the checker answers E0900, nothing runs.
///
/// An entry leaves this list when its command gets a file of its own.
struct LaterCommand: SessionCommand {
  var signature: Signature

  func run(_ call: Invocation, in session: Session) throws(Stop) {}

  private init(
    _ name: String, _ group: CommandGroup, _ summary: String, _ pattern: [Pattern] = [], usage: [String] = []
  ) {
    signature = Signature(
      name, group: group, summary: summary, forms: [Form("later", pattern, availability: .notBuilt)],
      grammarUsage: usage)
  }

  private static let anything: [Pattern] = [.repeated(Slot("argument", "…", .any), atLeast: 0)]

  static let all: [LaterCommand] = [
    LaterCommand("import", .files, "read a model of another tool", anything)
  ]
}
