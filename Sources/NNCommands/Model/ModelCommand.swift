import NNScript
import NNText
import NeuralNetwork

/// `model NAME`: starts a new, empty model.
struct ModelCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "model", group: .model, summary: Wording(en: "start a new, empty model", ko: "빈 모델을 새로 시작합니다"),
      details: Wording(
        en: """
          A model is its layers, weights, optimizer state and step count; data and settings belong to the session and \
          hold for every model. A model that has learned keeps the columns, words, classes and scaling that it learned \
          with, and finds them by name in whatever data come later. A model of that name is replaced. Without `model` \
          the model is called main.
          """,
        ko: """
          모델은 층, 가중치, 옵티마이저 상태, 스텝 수로 이루어집니다. 데이터와 설정은 세션의 것이며 모든 \
          모델이 함께 씁니다. 학습한 모델은 배울 때의 열, 단어, 클래스, 스케일링을 기억해서, 나중에 다른 데이터를 \
          읽어도 그것을 이름으로 찾습니다. 같은 이름의 모델이 있으면 새 모델이 그것을 대신합니다. `model`을 쓰지 않으면 \
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
    let isReplaced = session.state.workspace.description.models[name].map { !$0.isEmpty } ?? false
    try session.change { (state) throws(Diagnostic) in
      try plan(call, on: &state.workspace.description)
      state.workspace.forgetWeights(of: name)
      state.forgetUnfinished()
    }
    if isReplaced && session.console.isInteractive {
      session.log(.info, Wording(en: "model \(name) is replaced by an empty one", ko: "\(name) 모델을 빈 모델로 바꾸었습니다"))
    }
  }

  package func effect(of command: Command, on model: String?) -> JournalEffect {
    guard let name = command.arguments.first?.literalText else { return .unknownModel }
    return JournalEffect(sets: [.model(name), .currentModel], firstOf: .model(name), layers: .other, model: name)
  }
}

/// `use NAME`: switches to a model that exists.
struct Use: SessionCommand {
  var signature: Signature {
    Signature(
      "use", group: .model, summary: Wording(en: "switch to another model", ko: "다른 모델로 바꿉니다"),
      forms: [Form("use", [.slot(Slot("name", "NAME", .name(.model)))])],
      examples: [Example("use shallow", setup: "model shallow\nlayer 2 tanh\nmodel deep\nlayer 5 tanh times 9")],
      seeAlso: ["model", "show"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard let name = call.arguments.text("name") else { return description.startUnknownModel() }
    guard description.models[name] != nil || description.hasUnknownModels else {
      throw .noSuchModel(name, among: description.models.names, at: call.arguments.range("name"))
    }
    description.use(name)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }

  package func effect(of command: Command, on model: String?) -> JournalEffect {
    guard let name = command.arguments.first?.literalText else { return .unknownModel }
    return JournalEffect(sets: [.currentModel], needs: [.model(name)], model: name)
  }
}

/// `input N…`: the input shape, where data do not say it.
struct Input: SessionCommand {
  var signature: Signature {
    Signature(
      "input", group: .model, summary: Wording(en: "state the shape of one input row", ko: "입력 한 행의 모양(shape)을 정합니다"),
      details: Wording(
        en: "Optional: without it the shape comes from the data.", ko: "쓰지 않아도 됩니다. 쓰지 않으면 데이터에서 모양을 알아냅니다."),
      forms: [Form("input", [.repeated(.count("dimension", called: Wording(en: "input size", ko: "입력 크기")))])],
      examples: [Example("input 2"), Example("input 28 28 1")], seeAlso: ["data", "layer"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.arguments.areKnown else { return description.forgetShapes() }
    let dimensions = call.arguments.items.filter { $0.key == "dimension" }.compactMap { item -> Int? in
      if case .number(let number)? = item.value { Int(number) } else { nil }
    }
    guard dimensions.count <= 3 else {
      throw Diagnostic(
        .inputShape,
        Wording(
          en: "an input has 1 to 3 dimensions, not \(dimensions.count)",
          ko: "입력의 차원은 1개에서 3개까지인데 \(dimensions.count)개를 썼습니다"), at: call.range,
        help: Wording(
          en: "a row of numbers is `input 784`, an image is `input 28 28 1` (height, width, channels)",
          ko: "수로 된 한 행은 `input 784`, 이미지는 `input 28 28 1`(높이, 너비, 채널)입니다"))
    }
    try description.setInput(Shape(dimensions), for: call)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }

  package func effect(of command: Command, on model: String?) -> JournalEffect {
    .layers(.other, of: model)
  }
}

extension DiagnosticCode {
  static let inputShape = DiagnosticCode(
    "E0405", Wording(en: "input shape", ko: "입력의 모양(shape)"),
    Wording(
      en: """
        An input row is a list of numbers (`input 784`), or an image (`input 28 28 1`: height, width, channels). With \
        data in the session the statement is not needed.
        """,
      ko: """
        입력 한 행은 수의 나열(`input 784`)이거나 이미지(`input 28 28 1`: 높이, 너비, 채널)입니다. 세션에 \
        데이터가 있으면 이 문장은 없어도 됩니다.
        """))
}
