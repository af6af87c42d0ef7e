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
}
