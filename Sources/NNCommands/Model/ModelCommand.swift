import NNScript
import NNText

/// `model NAME`: starts a new, empty model.
struct ModelCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "model", group: .model, summary: Wording(en: "start a new, empty model", ko: "빈 모델을 새로 시작합니다"),
      details: Wording(
        en: """
          A model is its layers, weights, optimizer state and step count; data and settings belong to the session and \
          hold for every model. A model of that name is replaced. Without `model` the model is called main.
          """,
        ko: """
          모델은 층, 가중치, 옵티마이저 상태, 스텝 수로 이루어집니다. 데이터와 설정은 세션의 것이며 모든 \
          모델이 함께 씁니다. 같은 이름의 모델이 있으면 새 모델이 그것을 대신합니다. `model`을 쓰지 않으면 \
          모델의 이름은 main입니다.
          """),
      forms: [Form("model", [.slot(Slot("name", "NAME", .name(.new)))])],
      examples: [Example("model deep\nlayer 5 tanh times 9"), Example("model $name", setup: "let name = \"small\"")],
      seeAlso: ["use", "layer", "show"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard let name = call.arguments.text("name") else { return description.startUnknownModel() }
    description.startModel(name)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard let name = call.arguments.text("name") else { return }
    let isReplaced = session.state.description.models[name].map { !$0.isEmpty } ?? false
    try session.change { (state) throws(Diagnostic) in
      try plan(call, on: &state.description)
      state.weights[name] = nil
      state.forgetUnfinished()
    }
    if isReplaced && session.console.isInteractive {
      session.report(Wording(en: "model \(name) is replaced by an empty one", ko: "\(name) 모델을 빈 모델로 바꾸었습니다"))
    }
  }
}
