import NNScript
import NNText
import NeuralNetwork

/// `eval [train|validation|test]`.
struct Eval: SessionCommand {
  var signature: Signature {
    Signature(
      "eval", group: .training,
      summary: Wording(en: "judge the current weights on a part of the data", ko: "지금의 가중치를 데이터에서 평가합니다"),
      details: Wording(
        en: """
          On a truth table: hypothesis (what the model gives), predicted class and target of each row. Otherwise the \
          measures of the part; without a part, of every part there is.
          """,
        ko: """
          진리표에서는 행마다 가설(예측값, hypothesis), 판단한 클래스, 정답(타깃)을 보여 줍니다. 그 밖에는 \
          그 데이터의 측정값(measure)을 보여 줍니다. 어느 데이터인지 쓰지 않으면 있는 데이터를 모두 보여 \
          줍니다.
          """),
      forms: [
        Form("part", Pattern.dataPart), Form("all", []),
      ],
      examples: [
        Example("eval", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 100 steps"),
        Example("eval test", setup: "data moons\nsplit 80 20\nlayer 8 tanh\noutput 1 sigmoid\ntrain 2 epochs"),
      ],
      seeAlso: ["predict", "compare", "print"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planLook(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let part = call.arguments.dataPart
    if session.state.description.data?.isTable ?? false && session.state.split == nil && part != "validation"
      && part != "test"
    {
      session.show(try session.rowsTable(at: call.range))
      guard !session.mode.isForPrograms else { return }
      let (evaluation, samples) = try session.evaluation(of: "train", at: call.range)
      let accuracy = Figures.value("accuracy", evaluation, samples, session.state.description.decision)
      let loss = NumberFormat.display(evaluation.loss)
      let share = accuracy.map { (share: Double) -> Wording in
        let text = NumberFormat.display(share)
        return Wording(en: ", accuracy \(text)", ko: ", 정확도 \(text)")
      }
      session.write(Wording(en: "loss \(loss)", ko: "손실 \(loss)") + (share ?? .nothing))
      return
    }
    session.show(try session.partsTable(part.map { [$0] }, at: call.range))
  }
}
