import NNScript
import NNText
import NeuralNetwork

/// `clip norm X`, `clip value X`, `clip none`.
struct Clip: SessionCommand {
  var signature: Signature {
    Signature(
      "clip", group: .training,
      summary: Wording(en: "limit the gradients before each update", ko: "갱신하기 전에 기울기(gradient)의 크기를 제한합니다"),
      details: Wording(
        en: "`norm X` scales the whole gradient down to norm X; `value X` cuts each entry to −X…X.",
        ko: """
          `norm X`는 전체 기울기(gradient)의 노름이 X를 넘으면 X로 줄이고, `value X`는 성분마다 −X…X로 \
          자릅니다(clipping).
          """),
      forms: [
        Form("norm", [.word("norm"), .slot(.positive("limit", "X", called: Wording(en: "limit", ko: "한계")))]),
        Form("value", [.word("value"), .slot(.positive("limit", "X", called: Wording(en: "limit", ko: "한계")))]),
        Form("none", [.word("none")]),
      ],
      examples: [Example("clip norm 1"), Example("clip none")], seeAlso: ["regularize", "optimizer"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.arguments.areKnown else { return }
    let limit = call.arguments.number("limit") ?? 0
    description.settings.clipping =
      switch call.form {
      case "norm": .norm(limit)
      case "value": .value(limit)
      default: Clipping.none
      }
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }
}
