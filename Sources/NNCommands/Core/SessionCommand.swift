import NNScript

/// One statement of the language: what it looks like, what it changes before anything runs, and what it does.
///
/// Adding a command is adding a file with one of these and a line in ``StandardCommands``.
package protocol SessionCommand: Sendable {
  var signature: Signature { get }
  /// The part that is known without running: changes the description and refuses what does not fit.
  /// The checker calls it on a sketch, ``run(_:in:)`` on the session's own description.
  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic)
  func run(_ call: Invocation, in session: Session) throws(Stop)
}

extension SessionCommand {
  package func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {}
}

/// A statement the grammar itself knows (`for`, `print`): only its help page lives here.
package struct GrammarStatement: SessionCommand {
  package var signature: Signature

  package func run(_ call: Invocation, in session: Session) throws(Stop) {}
}
