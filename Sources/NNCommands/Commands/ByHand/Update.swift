import NNScript

/// `update`: the optimizer follows the gradients of the last `backward`.
struct Update: SessionCommand {
  var signature: Signature {
    Signature(
      "update", group: .training, summary: "one update by hand: the optimizer follows the last `backward`",
      details: """
        Shows each weight, its gradient, what the optimizer remembers, and the new weight. `forward`, `backward`, \
        `update` together equal `train 1 steps`, bit for bit, but make no run.
        """,
      forms: [Form("update", [])],
      examples: [Example("forward\nbackward\nupdate", setup: ByHandExample.setup)],
      seeAlso: ["forward", "backward", "step", "optimizer"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planTraining(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.update(at: call.range) }
}
