import NNScript
import NNText
import NeuralNetwork

/// `predict V…`: what the model says to one row of inputs.
struct Predict: SessionCommand {
  var signature: Signature {
    Signature(
      "predict", group: .training, summary: "what the model says to inputs of your own",
      details: "One number an input; the scaling of the data is applied.",
      forms: [
        Form(
          "csv", [.word("csv"), .repeated(Slot("argument", "…", .any), atLeast: 0)], availability: .notBuilt),
        Form("row", [.repeated(.real("input", "V", called: "input"))]),
      ],
      examples: [Example("predict 0 1", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 100 steps")],
      seeAlso: ["eval", "scale"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let inputs = call.arguments.list("input").compactMap {
      if case .number(let number) = $0 { Float(number) } else { nil }
    }
    session.show(try session.predictionTable(inputs, at: call.range))
  }
}
