/// What a session already knows when a text is checked. Empty for a script of its own.
package struct CheckContext: Sendable {
  /// Variables that are set.
  package var variables: Set<String>
  /// Models and runs there are; `main` always is.
  /// Nil if there may be any.
  package var names: Set<String>?
  /// At the prompt `undo`, `redo`, `history` and `clear` are allowed.
  package var isPrompt: Bool

  package init(variables: Set<String> = [], names: Set<String>? = [], isPrompt: Bool = false) {
    self.variables = variables
    self.names = names
    self.isPrompt = isPrompt
  }

  /// What a session will know when the text has run.
  package func after(_ block: Block, with matcher: Matcher) -> CheckContext {
    CheckContext(
      variables: variables.union(block.assignedVariables),
      names: names.flatMap { NameCollector.names(in: block, matcher: matcher, known: $0) }, isPrompt: isPrompt)
  }
}
