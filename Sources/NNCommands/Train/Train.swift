import NNScript
import NNText
import NeuralNetwork

/// `train N steps|epochs [as NAME]`, `train`, `train more`; `train until` is the grammar's.
struct Train: SessionCommand {
  var signature: Signature {
    let name: Pattern = .optional([.word("as"), .slot(Slot("name", "NAME", .name(.new)))])
    return Signature(
      "train", group: .training, summary: Wording(en: "train the model", ko: "모델을 학습시킵니다"),
      details: Wording(
        en: """
          A step is one update on one batch; an epoch is one pass over the training part. `train` alone repeats the \
          last request as a new run, `train more` finishes an interrupted one. Unnamed runs are run1, run2 …; a \
          repeated name replaces its run.
          """,
        ko: """
          스텝은 배치 하나로 한 번 갱신하는 것이고, 에포크는 훈련 데이터를 한 바퀴 도는 것입니다. `train`만 \
          쓰면 마지막 학습을 새 학습 기록(run)으로 되풀이하고, `train more`는 중단한 학습을 마칩니다. \
          이름이 없는 학습 기록은 run1, run2 … 이고, 같은 이름을 다시 쓰면 앞의 것을 대신합니다.
          """),
      forms: [
        Form("more", [.word("more")]),
        Form(
          "count",
          [
            .slot(.count("count", called: Wording(en: "number of steps or epochs", ko: "스텝이나 에포크의 수"))), .slot(.unit),
            name,
          ]),
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
      goal.isRepeated = true
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
      .nothingToRepeat, Wording(en: "there is no training to repeat yet", ko: "아직 되풀이할 학습이 없습니다"), at: range,
      help: Wording(en: "say how long, for example: train 1000 steps", ko: "얼마나 할지 쓰세요. 예: train 1000 steps"))
  }
}

extension DiagnosticCode {
  static let nothingToRepeat = DiagnosticCode(
    "E0601", Wording(en: "nothing to repeat", ko: "되풀이할 것이 없음"),
    Wording(
      en: "`train` alone repeats the last training, `train more` finishes an interrupted one; here is none.",
      ko: """
        `train`만 쓰면 마지막 학습을 되풀이하고 `train more`는 중단한 학습을 마치는데, 그런 학습이 \
        없습니다.
        """))
}
