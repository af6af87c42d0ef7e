import NNScript
import NNText
import NeuralNetwork

/// `layer …`: adds a layer, or several alike.
struct LayerCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "layer", group: .model, summary: Wording(en: "add a layer", ko: "층을 추가합니다"),
      details: Wording(
        en: """
          The order of the `layer` statements is the architecture. `times K` adds K alike. Without an activation the \
          layer is linear until `activation` gives it one.

          `conv2d`, `maxpool2d` and `avgpool2d` take images (`input 28 28 1`: rows, columns, channels), and `flatten` \
          makes a row of features of one, as `layer N` needs it. `padding valid`, the default, has whole windows \
          only. A pooling window moves by its own size unless `stride` says otherwise. `globalmaxpool2d` and \
          `globalavgpool2d` take the largest number or the mean of each channel of the whole image: a row of as many \
          features as channels, with no `flatten` behind it. `batchnorm` and `layernorm` get an activation by \
          `activation ACT` behind them.

          `layer residual … end` adds what comes out of its layers to what goes into them: both must have one shape. \
          It holds `layer` and `activation`, also in `repeat`, `for` and `if`, and further blocks.
          """,
        ko: """
          `layer` 문장의 순서가 곧 신경망의 구조입니다. `times K`는 같은 층을 K개 추가합니다. 활성화 함수를 \
          쓰지 않은 층은 `activation`으로 정해 줄 때까지 선형입니다.

          `conv2d`, `maxpool2d`, `avgpool2d`는 이미지를 받습니다(`input 28 28 1`: 행, 열, 채널). `flatten`은 \
          이미지를 `layer N`이 받을 수 있도록 특성 한 줄로 폅니다. 기본값인 `padding valid`는 온전히 \
          들어가는 창만 씁니다. 풀링 창은 `stride`를 쓰지 않으면 자기 크기만큼씩 움직입니다. \
          `globalmaxpool2d`와 `globalavgpool2d`는 이미지 전체에서 채널마다 가장 큰 수나 평균을 구합니다. 채널 \
          수만큼의 특성 한 줄이 나오므로 뒤에 `flatten`이 필요 없습니다. `batchnorm`과 `layernorm`의 활성화 \
          함수는 그 뒤에 `activation ACT`를 써서 정합니다.

          `layer residual … end`는 안에 있는 층들에서 나온 값에 그 층들로 들어간 값을 더합니다(잔차 블록). \
          두 값은 모양(shape)이 같아야 합니다. 블록 안에는 `layer`와 `activation`을 쓸 수 있고(`repeat`, \
          `for`, `if` 안에서도), 또 다른 블록도 넣을 수 있습니다.
          """),
      forms: Word.allCases.map { Form($0.rawValue, $0.patterns, body: $0 == .residual ? Self.residualBody : nil) },
      examples: [
        Example("layer 5 tanh"), Example("layer 5 leaky_relu alpha 0.2 times 9"),
        Example("layer dense 16 relu bias none"), Example("layer dropout 0.5", setup: "layer 8 relu"),
        Example("layer conv2d 8 kernel 3 padding same relu", setup: "input 28 28 1"),
        Example("layer maxpool2d 2", setup: "input 28 28 1"),
        Example("layer globalavgpool2d", setup: "input 28 28 1\nlayer conv2d 8 kernel 3 relu"),
        Example("layer residual\n  layer 5 tanh\n  layer 5\nend", setup: "layer 5 tanh"),
      ],
      seeAlso: ["output", "activation", "remove", "show"])
  }

  private static let residualBody = BlockBody(
    "layer residual", holds: ["layer", "activation"], nests: true, .flow,
    help: Wording(
      en: "it holds `layer` and `activation`, also in `repeat`, `for`, `if`",
      ko: "`layer`와 `activation`을 씁니다. `repeat`, `for`, `if` 안에도 쓸 수 있습니다"))

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard let word = Word(rawValue: call.form), word != .residual else {
      return try description.openBlock(at: call.range)
    }
    guard call.arguments.areKnown else { return description.forgetShapes() }
    guard let layer = word.layer(call.arguments) else { return }
    try description.add(layer, times: call.arguments.integer("times") ?? 1, for: call)
  }

  func planEnd(of call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.closeBlock(at: call.range)
  }

  func end(_ call: Invocation, in session: Session) throws(Stop) {
    try session.change { (state) throws(Diagnostic) in
      try planEnd(of: call, on: &state.workspace.description)
    }
    session.answerWithBlock()
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    try session.replan(self, call)
    guard call.form != Word.residual.rawValue else { return }
    session.answerWithShape()
  }

  package func effect(of command: Command, on model: String?) -> JournalEffect {
    .layers(command.arguments.contains { $0.literalText == "times" } ? .other : .addsOne, of: model)
  }
}

extension LayerCommand {
  /// What a layer is called, in the order in which help lists them; `dense`, which may go without its word, is tried last.
  enum Word: String, CaseIterable {
    case conv2d, maxpool2d, avgpool2d, globalmaxpool2d, globalavgpool2d, flatten, dropout, batchnorm, layernorm,
      residual, dense

    /// What follows `layer`.
    var patterns: [Pattern] {
      switch self {
      case .conv2d:
        [
          .word(rawValue), .slot(.count("filters", called: Wording(en: "number of filters", ko: "필터 수"))),
          .pair("kernel", .count("kernel", "K", called: Wording(en: "kernel size", ko: "필터 크기(kernel)"))),
          .options([Self.stride, [.word("padding"), .slot(Slot("padding", "same|valid", .choice(Self.padding)))]]),
          .optional([.slot(.activation)]),
        ]
      case .maxpool2d, .avgpool2d:
        [
          .word(rawValue), .slot(.count("size", "K", called: Wording(en: "window size", ko: "창 크기"))),
          .options([Self.stride]),
        ]
      case .globalmaxpool2d, .globalavgpool2d, .flatten, .batchnorm, .layernorm, .residual: [.word(rawValue)]
      case .dropout:
        [.word(rawValue), .slot(.fraction("probability", "P", called: Wording(en: "probability", ko: "확률")))]
      case .dense:
        [
          .optional([.word(rawValue)]),
          .slot(.count("units", called: Wording(en: "number of units", ko: "유닛 수"))), .optional([.slot(.activation)]),
          .options([
            Pattern.group("times", .count("times", "K", called: Wording(en: "number of layers", ko: "층의 수"))),
            [.word("bias"), .word("none", key: "no_bias")],
          ]),
        ]
      }
    }

    /// The layer that the arguments describe; `nil` means a block, which holds layers of its own.
    func layer(_ arguments: Arguments) -> Layer? {
      let activation = arguments.activation ?? .linear
      switch self {
      case .conv2d:
        return .conv2d(
          arguments.integer("filters") ?? 1, kernel: arguments.integer("kernel") ?? 1,
          stride: arguments.integer("stride") ?? 1,
          padding: arguments.text("padding").flatMap(NeuralNetwork.Padding.init(rawValue:)) ?? .valid, activation)
      case .maxpool2d: return .maxPool2D(arguments.integer("size") ?? 1, stride: arguments.integer("stride"))
      case .avgpool2d: return .averagePool2D(arguments.integer("size") ?? 1, stride: arguments.integer("stride"))
      case .globalmaxpool2d: return .globalMaxPool2D
      case .globalavgpool2d: return .globalAveragePool2D
      case .batchnorm: return .batchNorm
      case .layernorm: return .layerNorm
      case .flatten: return .flatten
      case .dropout: return .dropout(arguments.number("probability") ?? 0)
      case .dense: return .dense(arguments.integer("units"), activation, bias: !arguments.has("no_bias"))
      case .residual: return nil
      }
    }

    private static let stride = Pattern.group(
      "stride", .count("stride", "S", called: Wording(en: "stride", ko: "보폭(stride)")))

    private static let padding = Vocabulary(
      Wording(en: "padding", ko: "패딩"),
      [
        .init("same", Wording(en: "as many rows and columns out as in", ko: "나오는 행과 열의 수가 들어간 것과 같음")),
        .init("valid", Wording(en: "only whole windows", ko: "온전히 들어가는 창만")),
      ])
  }
}
