import NNScript
import NNText
import NeuralNetwork

/// `optimizer NAME rate R …`; alone it shows the optimizer.
struct OptimizerCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "optimizer", group: .training,
      summary: Wording(en: "how gradients change the weights", ko: "기울기(gradient)로 가중치를 어떻게 바꿀지 정합니다"),
      details: Wording(
        en: """
          Default `adam rate 0.001`. The same optimizer with other values keeps its state (moments); another one, \
          `reset` and `load` forget it.
          """,
        ko: """
          기본값은 `adam rate 0.001`입니다. 같은 옵티마이저에 값만 바꾸면 그 상태(모멘트)를 그대로 두고, \
          다른 옵티마이저로 바꾸거나 `reset`이나 `load`를 하면 상태를 지웁니다.
          """),
      forms: [Form("set", [.slot(.optimizer)]), Form("show", [])],
      examples: [
        Example("optimizer sgd rate 0.01"), Example("optimizer adam rate 0.001 beta2 0.99"), Example("optimizer"),
      ],
      seeAlso: ["schedule", "regularize", "clip", "train"], traits: .isCompared)
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.form == "set" else { return }
    guard call.arguments.areKnown, let optimizer = call.arguments.optimizer else {
      description.settings.setUnknown(Setting.optimizer)
      return
    }
    description.settings[.optimizer] = optimizer
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard call.form == "set" else {
      return session.print(session.state.workspace.description.answer(Setting.optimizer))
    }
    try session.replan(self, call)
  }

  package func effect(of command: Command, on model: String?) -> JournalEffect {
    JournalEffect(sets: setsItself.sets, isRememberedByWeights: true)
  }
}

extension Setting where Value == Optimizer {
  static var optimizer: Setting {
    Setting("optimizer", affectsResume: true) { value, _ in (value ?? .standard).text }
  }
}

extension Optimizer {
  /// The rate always, other settings where they differ from their defaults.
  var text: String {
    let settings = definition.parameters.compactMap { parameter -> String? in
      guard let value = self[parameter.name], parameter.name == "rate" || value != parameter.defaultValue else {
        return nil
      }
      return "\(parameter.name) \(NumberFormat.exact(value))"
    }
    return ([kind.rawValue] + settings).joined(separator: " ")
  }
}
