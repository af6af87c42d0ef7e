import NNScript

/// `activations`.
struct Activations: SessionCommand {
  var signature: Signature {
    Signature(
      "activations", group: .looking, summary: "what each layer gives, by layer",
      details: """
        Mean, deviation and range of each layer's outputs over the training part (of more than 1,000 rows so many, evenly \
        spaced), the share of saturated ones and the \
        dead units. Where the deviation shrinks from layer to layer, the rows grow alike and the signal is lost.
        """,
      forms: [Form("activations", [])],
      examples: [Example("activations", setup: "data xor\nlayer 5 sigmoid times 4\noutput 1 sigmoid")],
      seeAlso: ["gradients", "histogram", "diagnose"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planPass(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.activations(at: call.range) }
}
