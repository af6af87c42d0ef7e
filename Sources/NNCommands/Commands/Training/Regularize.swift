import NNScript
import NeuralNetwork

/// `regularize [l1 X] [l2 X]` or `none`.
struct Regularize: SessionCommand {
  var signature: Signature {
    Signature(
      "regularize", group: .training, summary: "penalise large weights",
      details: "Adds l1·Σ|w| and l2·Σw² of the weights (not the biases) to what training makes small.",
      forms: [
        Form("none", [.word("none")]),
        Form(
          "set",
          [
            .options([
              Pattern.group("l1", .nonNegative("l1", "X", called: "l1 strength")),
              Pattern.group("l2", .nonNegative("l2", "X", called: "l2 strength")),
            ])
          ]),
      ],
      examples: [Example("regularize l2 0.001"), Example("regularize none")], seeAlso: ["clip", "optimizer"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    if call.form == "set" && call.arguments.items.isEmpty {
      throw Diagnostic(
        .nothingToSet, "`regularize` needs l1, l2 or none", at: call.range, help: "for example: regularize l2 0.001")
    }
    guard call.arguments.areKnown else { return }
    description.settings.regularization = Regularization(
      l1: call.arguments.number("l1") ?? 0, l2: call.arguments.number("l2") ?? 0)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }
}

extension DiagnosticCode {
  static let nothingToSet = DiagnosticCode(
    "E0604", "nothing to set", "The statement names a setting but gives it no value.")
}
