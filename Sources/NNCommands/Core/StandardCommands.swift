import NNScript

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
