import NNScript
import NNText

/// `freeze K [to L]` and `unfreeze K [to L]`.
struct Freeze: SessionCommand {
  var freezes: Bool

  var signature: Signature {
    Signature(
      freezes ? "freeze" : "unfreeze", group: .model,
      summary: freezes
        ? Wording(en: "keep layers as they are while others train", ko: "다른 층이 학습하는 동안 이 층들을 얼려 둡니다")
        : Wording(en: "let frozen layers train again", ko: "얼려 둔 층이 다시 학습하게 합니다"),
      details: Wording(en: "K is the row of `show model`.", ko: "K는 `show model`의 행 번호입니다."),
      forms: [Form("layers", [.slot(.layer("first")), .optional([.pair("to", .layer("last", "L"))])])],
      examples: [
        Example(freezes ? "freeze 1" : "unfreeze 1 to 2", setup: "layer 4 tanh times 3")
      ],
      seeAlso: [freezes ? "unfreeze" : "freeze", "show", "set"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.arguments.areKnown, !description.model.isUnknown, let layers = try description.layers(of: call) else {
      return
    }
    description.freeze(layers, freezes)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }

  package func effect(of command: Command, on model: String?) -> JournalEffect {
    .layers(.other, of: model)
  }
}

/// `remove last`: takes the last layer away.
struct Remove: SessionCommand {
  var signature: Signature {
    Signature(
      "remove", group: .model, summary: Wording(en: "take the last layer away", ko: "마지막 층을 없앱니다"),
      details: Wording(
        en: "A residual block counts as one. The weights of the other layers stay.",
        ko: "잔차 블록은 한 층으로 칩니다. 다른 층의 가중치는 그대로입니다."),
      forms: [Form("last", [.word("last")])],
      examples: [Example("remove last", setup: "layer 5 tanh")], seeAlso: ["layer", "output", "undo"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.removeLast(for: call)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    try session.replan(self, call)
    session.answerWithShape()
  }

  package func effect(of command: Command, on model: String?) -> JournalEffect {
    .layers(.removesLast, of: model)
  }
}

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
    if !call.arguments.areKnown { description.settings.setUnknown(Setting.seed) }
    if let seed = call.arguments.integer("seed") { description.settings[.seed] = UInt64(seed) }
    description.model.markUntrained()
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    try session.change { (state) throws(Diagnostic) in
      try plan(call, on: &state.workspace.description)
      state.workspace.forgetWeights()
      state.forgetUnfinished()
      try state.workspace.description.check(at: call.range)
    }
  }
}
