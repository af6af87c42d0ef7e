import NNScript

/// `check gradients`.
struct CheckCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "check", group: .looking, summary: "gradients against central differences",
      details: """
        In float64, over at most 16 rows of the training part and at most 100 numbers of each tensor: the gradient that \
        the backward pass computes, beside (L(w + d) - L(w - d)) / 2d with d = 1e-6.
        """,
      forms: [Form("gradients", [.word("gradients")])],
      examples: [Example("check gradients", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid")],
      seeAlso: ["explain", "gradients", "backward"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planPass(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.checkGradients(at: call.range) }
}
