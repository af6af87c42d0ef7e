import NNScript
import NNText

/// `reset [seed N]`: back to step 0 with the weights of the seed in force.
struct Reset: SessionCommand {
  var signature: Signature {
    Signature(
      "reset", group: .model,
      summary: Wording(en: "back to step 0 with freshly drawn weights", ko: "가중치를 새로 뽑고 스텝 0으로 돌아갑니다"),
      details: Wording(
        en: "The weights are those of the seed in force, or of the one given, which stays in force.",
        ko: "가중치는 지금의 시드로 뽑습니다. 여기에 시드를 쓰면 그것으로 뽑고, 그 뒤에도 그 시드를 씁니다."),
      forms: [Form("reset", [.optional([.pair("seed", .seed())])])],
      examples: [
        Example("reset", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 10 steps"), Example("reset seed 4"),
      ],
      seeAlso: ["seed", "init", "undo"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    if !call.arguments.areKnown { description.settings.unknown.insert(.seed) }
    if let seed = call.arguments.integer("seed") { description.settings.giveSeed(seed) }
    description.model.release()
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    try session.change { (state) throws(Diagnostic) in
      try plan(call, on: &state.description)
      state.forgetWeights()
      state.forgetUnfinished()
      try state.description.check(at: call.range)
    }
  }
}
