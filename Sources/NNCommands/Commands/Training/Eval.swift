import NNScript
import NNText
import NeuralNetwork

/// `eval [train|validation|test]`.
struct Eval: SessionCommand {
  var signature: Signature {
    Signature(
      "eval", group: .training, summary: "judge the current weights on a part of the data",
      details: """
        On a truth table: hypothesis (what the model gives), predicted class and target of each row. Otherwise the \
        measures of the part; without a part, of every part there is.
        """,
      forms: [
        Form("part", Pattern.dataPart), Form("all", []),
      ],
      examples: [
        Example("eval", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 100 steps"),
        Example("eval test", setup: "data moons\nsplit 80 20\nlayer 8 tanh\noutput 1 sigmoid\ntrain 2 epochs"),
      ],
      seeAlso: ["predict", "compare", "print"])
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
      session.write(
        "loss \(NumberFormat.display(evaluation.loss))"
          + (accuracy.map { ", accuracy \(NumberFormat.display($0))" } ?? ""))
      return
    }
    session.show(try session.partsTable(part.map { [$0] }, at: call.range))
  }
}
