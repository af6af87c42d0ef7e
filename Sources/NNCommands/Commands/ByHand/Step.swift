import NNScript

/// `step [N]`: forward, backward and update, N times.
struct Step: SessionCommand {
  var signature: Signature {
    Signature(
      "step", group: .training, summary: "training steps by hand: forward, backward and update with their numbers",
      details: "Without N one step. The same as `train N steps`, bit for bit, with every number shown and no run kept.",
      forms: [Form("step", [.optional([.slot(.count("count", called: "number of steps"))])])],
      examples: [Example("step", setup: ByHandExample.setup), Example("step 2", setup: ByHandExample.setup)],
      seeAlso: ["forward", "backward", "update", "train"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planTraining(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    for _ in 0..<(call.arguments.integer("count") ?? 1) {
      try session.checkInterrupts()
      try session.forward(row: nil, at: call.range, rowRange: nil)
      try session.backward(at: call.range)
      try session.update(at: call.range)
    }
  }
}
