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

  /// Statements of later versions that have a grammar of their own, so that no signature refuses them.
  static func problems(in block: Block) -> [Diagnostic] {
    block.statements.flatMap { statement -> [Diagnostic] in
      switch statement.kind {
      case .attempt: [.notBuiltYet("try", at: statement.range)]
      default: statement.kind.blocks.flatMap(problems)
      }
    }
  }

  static let all: [LaterCommand] = [
    LaterCommand("confusion", .training, "which classes are taken for which", anything),
    LaterCommand("try", .training, "train a copy with and without a change", anything),
    LaterCommand("activations", .looking, "what each layer gives, by layer"),
    LaterCommand("histogram", .looking, "how weights, gradients or outputs are spread", anything),
    LaterCommand("check", .looking, "gradients against central differences", anything),
    LaterCommand("lesson", .looking, "a lesson to walk through", anything),
    LaterCommand("export", .files, "write the model for another tool", anything),
    LaterCommand("import", .files, "read a model of another tool", anything),
  ]
}
