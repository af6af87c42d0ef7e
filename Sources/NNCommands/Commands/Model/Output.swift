import NNScript
import NeuralNetwork

/// `output [N] ACT`: the last layer.
struct Output: SessionCommand {
  var signature: Signature {
    Signature(
      "output", group: .model, summary: "the last layer",
      details: """
        The number of units is inferred from the targets unless given: two classes fit `output 1 sigmoid` or \
        `output 2 softmax`, K classes fit K units, numbers fit one unit a column. A second `output` replaces the first.
        """,
      forms: [
        Form(
          "output",
          [.optional([.slot(.count("units", called: "number of units"))]), .slot(.activation)])
      ],
      examples: [
        Example("output 1 sigmoid", setup: "data xor\nlayer 3 tanh"),
        Example("output softmax", setup: "data spiral classes 3\nlayer 16 relu"),
        Example("output linear", setup: "data sine\nlayer 16 tanh"),
      ],
      seeAlso: ["layer", "loss", "activation"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.arguments.areKnown, let activation = call.arguments.activation else {
      return description.forgetShapes()
    }
    try description.setOutput(call.arguments.integer("units"), activation, for: call)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    try session.replan(self, call)
    session.answerWithShape()
  }
}
