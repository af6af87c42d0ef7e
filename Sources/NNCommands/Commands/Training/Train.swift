import NNScript
import NeuralNetwork

/// `train N steps|epochs [as NAME]`, `train`, `train more`; `train until` is the grammar's.
struct Train: SessionCommand {
  var signature: Signature {
    let name: Pattern = .optional([.word("as"), .slot(Slot("name", "NAME", .name(.new)))])
    return Signature(
      "train", group: .training, summary: "train the model",
      details: """
        A step is one update on one batch; an epoch is one pass over the training part. `train` alone repeats the last \
        request as a new run, `train more` finishes an interrupted one. Unnamed runs are run1, run2 …; a repeated name \
        replaces its run.
        """,
      forms: [
        Form("more", [.word("more")]),
        Form("count", [.slot(.count("count", called: "number of steps or epochs")), .slot(.unit), name]),
        Form("again", [name]),
      ],
      examples: [
        Example("train 1000 steps", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid"),
        Example("train 20 epochs as first", setup: "data moons\nlayer 8 relu\noutput 1 sigmoid"),
        Example("train until accuracy == 1 limit 5000 steps", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid"),
      ],
      seeAlso: ["optimizer", "loss", "stop", "every", "eval", "plot"],
      grammarUsage: ["train until EXPR limit N UNIT [as NAME]"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    // What there is to finish only the run knows.
    guard call.form != "more" else { return }
    try description.planTraining(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    switch call.form {
    case "more": try session.trainMore(at: call.range)
    case "again":
      guard var goal = session.state.lastGoal else { throw .failed(.nothingToRepeat(at: call.range)) }
      goal.name = call.arguments.text("name")
      try session.train(goal, at: call.range)
    default:
      let unit: Period.Unit = call.arguments.text("unit") == "epochs" ? .epochs : .steps
      let length = Period(call.arguments.integer("count") ?? 1, unit)
      try session.train(TrainingGoal(length: length, name: call.arguments.text("name")), at: call.range)
    }
  }
}

extension Diagnostic {
  fileprivate static func nothingToRepeat(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .nothingToRepeat, "there is no training to repeat yet", at: range,
      help: "say how long, for example: train 1000 steps")
  }
}

extension DiagnosticCode {
  static let nothingToRepeat = DiagnosticCode(
    "E0601", "nothing to repeat",
    "`train` alone repeats the last training, `train more` finishes an interrupted one; here is none.")
}
