import NNScript
import NNText
import NeuralNetwork

/// `loss …`; alone it shows the loss.
struct LossCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "loss", group: .training, summary: Wording(en: "what training makes small", ko: "학습이 줄여 나가는 값(손실 함수)"),
      details: Wording(
        en: """
          Default from the output: sigmoid → bce, softmax → cross_entropy, else mse. `bce` works on logits and is \
          stable; `bce naive` is −(y·log h + (1−y)·log(1−h)) as it stands in books, an exhibit: it turns NaN when h \
          is exactly 0 or 1.
          """,
        ko: """
          기본값은 출력층을 보고 정합니다: sigmoid → bce, softmax → cross_entropy, 그 밖에는 mse. `bce`는 \
          로짓으로 계산하여 수치적으로 안정합니다. `bce naive`는 책에 나오는 식 −(y·log h + (1−y)·log(1−h))을 \
          그대로 계산하는 견본으로, h가 정확히 0이나 1이 되면 NaN이 됩니다.
          """),
      forms: [Form("set", [.slot(.loss)]), Form("show", [])],
      examples: [Example("loss bce"), Example("loss bce naive"), Example("loss huber delta 0.5"), Example("loss")],
      seeAlso: ["output", "optimizer", "train"], traits: .isCompared)
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.arguments.areKnown else {
      description.settings.setUnknown(Setting.loss)
      return
    }
    guard let loss = call.arguments.loss else { return }
    var changed = description
    changed.settings[.loss] = loss
    try changed.check(at: call.arguments.range("loss") ?? call.range, judgesLoss: true)
    description = changed
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard call.form == "set" else { return session.print(session.state.workspace.description.answer(Setting.loss)) }
    try session.replan(self, call)
  }

  package func effect(of command: Command, on model: String?) -> JournalEffect {
    // Refused where it does not fit the model and the data of that moment.
    JournalEffect(sets: setsItself.sets, needs: .fit(to: model).union([.data]))
  }
}

extension Setting where Value == Loss {
  static var loss: Setting { Setting("loss", affectsResume: true) { _, description in description.loss.text } }
}

extension Loss {
  var text: String {
    ([kind.rawValue] + definition.parameters.map { "\($0.name) \(NumberFormat.exact(parameter))" }).joined(
      separator: " ")
  }
}
