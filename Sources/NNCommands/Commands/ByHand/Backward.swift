import NNScript

/// `backward`: the gradients of the last `forward`.
struct Backward: SessionCommand {
  var signature: Signature {
    Signature(
      "backward", group: .training, summary: "one backward pass by hand: the gradients of the last `forward`",
      details: """
        From the last layer to the first: dL/da, dL/dz = dL/da f'(z), and the gradient of every weight, summed over the \
        rows. A training, or a change of the model since `forward`, is an error.
        """,
      forms: [Form("backward", [])],
      examples: [Example("forward\nbackward", setup: ByHandExample.setup)],
      seeAlso: ["forward", "update", "explain", "gradients"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planPass(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.backward(at: call.range) }
}
