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
  /// For `save session`: what it sets, changes and needs.
  ///
  /// - Parameter model: that it works on; `nil` where only a run knows.
  func effect(of command: Command, on model: String?) -> JournalEffect
  /// The end of the block that a form of it opens: the plan, and the run.
  func planEnd(of call: Invocation, on description: inout Description) throws(Diagnostic)
  func end(_ call: Invocation, in session: Session) throws(Stop)
}

extension SessionCommand {
  package func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {}
  package func effect(of command: Command, on model: String?) -> JournalEffect { .unknown }
  package func planEnd(of call: Invocation, on description: inout Description) throws(Diagnostic) {}
  package func end(_ call: Invocation, in session: Session) throws(Stop) {}
}

/// A statement the grammar itself knows (`for`, `print`): only its help page lives here.
package struct GrammarStatement: SessionCommand {
  package var signature: Signature

  package func run(_ call: Invocation, in session: Session) throws(Stop) {}
}

/// Every statement of the language, in the order of `help` and docs/commands.md. A new command joins here.
package enum StandardCommands {
  package static let all: [any SessionCommand] =
    script + data + model + training + looking + files + shell

  private static let script: [any SessionCommand] = [
    GrammarStatement.letBinding, GrammarStatement.parameter, GrammarStatement.branch, GrammarStatement.loop,
    GrammarStatement.repetition, GrammarStatement.whileLoop, GrammarStatement.include, GrammarStatement.print,
    GrammarStatement.expect, Note(), Pause(), Exit(), Exit(name: "quit"),
  ]

  private static let data: [any SessionCommand] = [DataCommand(), Row(), SplitCommand(), Scale(), Batch()]

  private static let model: [any SessionCommand] = [
    ModelCommand(), Use(), Input(), LayerCommand(), Output(), ActivationCommand(), Init(), Seed(), Reset(),
    Freeze(freezes: true), Freeze(freezes: false), SetCommand(), Remove(), PrecisionCommand(),
  ]

  private static let training: [any SessionCommand] = [
    LossCommand(), OptimizerCommand(), ScheduleCommand(), Regularize(), Clip(), StopTraining(), On(), Train(),
    EveryNone(), Record(), Forward(), Backward(), Update(), Step(), Eval(), Confusion(), Predict(),
    GrammarStatement.attempt,
    GrammarStatement.sweep, GrammarStatement.measure, Compare(),
  ]

  private static let looking: [any SessionCommand] = [
    Show(), Gradients(), Diagnose(), Plot(), Explain(), CheckCommand(), Activations(), Histogram(), LessonCommand(),
  ]

  private static let files: [any SessionCommand] = [
    Save(), Load(), Export(), Import(), CheckpointCommand(), Resume(), Log(),
  ]

  private static let shell: [any SessionCommand] = [
    Help(), Apropos(), History(), Undo(redoes: false), Undo(redoes: true), ModeCommand(),
    Redirect(), Redirect(isOnce: true), Last(), TimerCommand(), Clear(),
  ]
}
