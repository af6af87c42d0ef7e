import NNScript

extension GrammarStatement {
  static let attempt = GrammarStatement(
    signature: Signature(
      "try", group: .training, summary: "train a copy with and without a change, and print both",
      details: """
        STATEMENT is one of activation, init, loss, optimizer, schedule, regularize, clip, batch, seed, scale. Two copies \
        begin at step 0 with the seed in force, one of them with the change; both train N steps. Nothing changes in the \
        session. One seed is one case: `sweep` tells more.
        """,
      examples: [
        Example(
          "try activation tanh on hidden for 200 steps",
          setup: "data xor\nlayer 5 sigmoid times 3\noutput 1 sigmoid\noptimizer sgd rate 0.5"),
        Example("try optimizer adam rate 0.01 for 100 steps", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid"),
      ], seeAlso: ["sweep", "diagnose", "train"], grammarUsage: ["try STATEMENT for N steps"]))
}
