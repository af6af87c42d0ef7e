import NNScript
import NeuralNetwork

/// `forward [row I]`: the first third of a step, with its numbers.
struct Forward: SessionCommand {
  var signature: Signature {
    Signature(
      "forward", group: .training, summary: "one forward pass by hand: sums and activations, layer by layer",
      details: """
        Takes the rows of the next step, or row I alone as `show row` counts. `z` is the sum before the activation, `a` \
        what the layer gives. Numbers have 7 significant digits: a pocket calculator finds the first 5 again. On a \
        terminal Enter goes on to the next layer; a script without a `mode` gets one JSON object a line.
        """,
      forms: [
        Form("forward", [.optional([.word("row"), .slot(.count("row", "I", called: "row number"))])])
      ],
      examples: [
        Example("forward", setup: ByHandExample.setup),
        Example("mode table\nforward row 2", setup: ByHandExample.setup),
      ], seeAlso: ["backward", "update", "step", "explain"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planPass(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    try session.forward(
      row: call.arguments.integer("row"), at: call.range, rowRange: call.arguments.range("row"))
  }
}

/// What the pages of a pass by hand show it on.
enum ByHandExample {
  static let setup = "data xor\nlayer 2 tanh\noutput 1 sigmoid\nseed 1\noptimizer sgd rate 0.5"
}
