import NNScript
import NNText

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
}
