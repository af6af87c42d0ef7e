import NNScript
import NeuralNetwork

/// `clip norm X`, `clip value X`, `clip none`.
struct Clip: SessionCommand {
  var signature: Signature {
    Signature(
      "clip", group: .training, summary: "limit the gradients before each update",
      details: "`norm X` scales the whole gradient down to norm X; `value X` cuts each entry to −X…X.",
      forms: [
        Form("norm", [.word("norm"), .slot(.positive("limit", "X", called: "limit"))]),
        Form("value", [.word("value"), .slot(.positive("limit", "X", called: "limit"))]),
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
