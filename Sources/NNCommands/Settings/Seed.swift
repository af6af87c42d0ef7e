import NNScript
import NNText
import NeuralNetwork

/// `seed N`; alone it shows the seed.
struct Seed: SessionCommand {
  var signature: Signature {
    Signature(
      "seed", group: .model, summary: Wording(en: "the seed of every random draw", ko: "모든 무작위 값의 시드"),
      details: Wording(
        en: """
          Clouds, split, weights, shuffling and dropout each have a stream of their own made from the seed in force \
          when they are drawn. Default 0. Weights not yet trained are drawn anew; a trained model keeps its own until \
          `reset`.
          """,
        ko: """
          점 데이터(cloud), 나누기, 가중치, 섞기, 드롭아웃은 저마다 따로 난수열을 가지며, 그것을 뽑을 때의 \
          시드로 만듭니다. 기본값은 0입니다. 아직 학습하지 않은 가중치는 새로 뽑습니다. 학습한 모델은 \
          `reset`할 때까지 가중치를 그대로 둡니다.
          """),
      forms: [Form("set", [.slot(.seed())]), Form("show", [])],
      examples: [Example("seed 7"), Example("seed")], seeAlso: ["reset", "init"], traits: .isCompared)
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    if !call.arguments.areKnown { description.settings.setUnknown(Setting.seed) }
    if let seed = call.arguments.integer("seed") { description.settings[.seed] = UInt64(seed) }
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard call.form == "set" else { return session.print("seed \(session.state.workspace.description.settings.seed)") }
    try session.redraw(self, call)
  }

  package func effect(of command: Command, on model: String?) -> JournalEffect { setsItself }
}

/// `init weights|bias|all SCHEME`.
struct Init: SessionCommand {
  var signature: Signature {
    Signature(
      "init", group: .model, summary: Wording(en: "how weights and biases begin", ko: "가중치와 편향의 초기화 방법을 정합니다"),
      details: Wording(
        en: """
          Default: He for the ReLU family, else Glorot uniform; biases 0. Weights not yet trained are drawn anew; a \
          trained model keeps its weights until `reset`.
          """,
        ko: """
          기본값: ReLU 계열은 He, 그 밖에는 Glorot uniform이며 편향은 0입니다. 아직 학습하지 않은 가중치는 \
          새로 뽑습니다. 학습한 모델은 `reset`할 때까지 가중치를 그대로 둡니다.
          """),
      forms: [
        Form(
          "init",
          [
            .oneOf([[.word("weights")], [.word("bias")], [.word("all")]]),
            .slot(.initializer),
          ])
      ],
      examples: [
        Example("init all normal 0 1"), Example("init weights glorot normal"), Example("init bias constant 0.1"),
      ],
      seeAlso: ["seed", "reset", "layer"], traits: .isCompared)
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard let initializer = call.arguments.initializer else { return }
    if !call.arguments.has("bias") { description.settings[.weightInitializer] = initializer }
    if !call.arguments.has("weights") { description.settings[.biasInitializer] = initializer }
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.redraw(self, call) }

  package func effect(of command: Command, on model: String?) -> JournalEffect {
    switch command.arguments.first?.literalText {
    case "weights": JournalEffect(sets: [.initialWeights])
    case "bias": JournalEffect(sets: [.initialBiases])
    default: JournalEffect(sets: [.initialWeights, .initialBiases])
    }
  }
}

extension Session {
  /// `seed` and `init`: weights that are only a draw follow at once, others wait for `reset`.
  fileprivate func redraw(_ command: some SessionCommand, _ call: Invocation) throws(Stop) {
    try replan(command, call)
    let workspace = state.workspace
    guard workspace.weights[workspace.description.current]?.learned != nil else { return }
    log(
      .info,
      Wording(
        en: "model \(workspace.description.current) keeps its weights; `reset` draws them anew",
        ko: "\(workspace.description.current) 모델의 가중치는 그대로입니다. 새로 뽑으려면 `reset`을 쓰세요"))
  }
}

extension Setting where Value == UInt64 {
  package static var seed: Setting { Setting("seed", affectsResume: true) { value, _ in "\(value ?? 0)" } }
}

extension Settings {
  /// The one in force.
  package var seed: UInt64 { self[.seed] ?? 0 }
}

extension Setting where Value == Initializer {
  static var weightInitializer: Setting {
    Setting("init weights", isEqual: ==) { value, _ in
      let scheme =
        value.map { Wording(verbatim: $0.text) }
        ?? Wording(en: "he for the ReLU family, else glorot", ko: "ReLU 계열은 he, 나머지는 glorot")
      return SettingLine(
        statement: "init weights \(scheme.english)", shown: Wording(verbatim: "init weights ") + scheme,
        isGiven: value != nil)
    }
  }

  static var biasInitializer: Setting {
    Setting("init bias") { value, _ in (value ?? .zeros).text }
  }
}

extension Initializer {
  var text: String {
    switch self {
    case .normal(let mean, let deviation): "normal \(NumberFormat.exact(mean)) \(NumberFormat.exact(deviation))"
    case .uniform(let low, let high): "uniform \(NumberFormat.exact(low)) \(NumberFormat.exact(high))"
    case .glorotUniform: "glorot uniform"
    case .glorotNormal: "glorot normal"
    case .heUniform: "he uniform"
    case .heNormal: "he normal"
    case .lecunUniform: "lecun uniform"
    case .lecunNormal: "lecun normal"
    case .orthogonal: "orthogonal"
    case .zeros: "zeros"
    case .constant(let value): "constant \(NumberFormat.exact(value))"
    }
  }
}
