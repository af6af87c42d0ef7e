import NNScript
import NNText
import NeuralNetwork

extension Description {
  /// More layers than this cannot be meant, and would fill any screen and memory.
  static let layerLimit = 10_000

  /// Changes the current model, unless what comes out does not fit. The other models are not touched, and not copied.
  mutating func edit(at range: SourceRange, _ change: (inout ModelOutline) -> Void) throws(Diagnostic) {
    let before = model
    change(&model)
    do {
      try check(at: range)
    } catch {
      model = before
      throw error
    }
  }

  mutating func add(_ layer: Layer, times count: Int, for call: Invocation) throws(Diagnostic) {
    guard !model.isUnknown else { return }
    guard !model.network.hasOutput else { throw .layerAfterOutput(at: call.range) }
    guard model.network.layers.count + count <= Self.layerLimit else {
      throw Diagnostic(
        .modelTooLarge,
        Wording(
          en: "a model has at most \(Self.layerLimit) layers, this would make \(model.network.layers.count + count)",
          ko: "모델의 층은 \(Self.layerLimit)개까지인데 이러면 \(model.network.layers.count + count)개가 됩니다"),
        at: call.arguments.range("times") ?? call.range)
    }
    if let tally = tally(adding: layer, times: count) {
      models.update(current) { $0.append(layer, times: count, tally: tally) }
    } else {
      try edit(at: call.range) { $0.network.layers += repeatElement(layer, count: count) }
    }
  }

  mutating func setOutput(_ units: Int?, _ activation: Activation, for call: Invocation) throws(Diagnostic) {
    try edit(at: call.range) { model in
      if model.network.hasOutput { model.network.layers.removeLast() }
      model.network.layers.append(.dense(units, activation))
      model.network.hasOutput = true
      model.forgetUnits()
    }
  }

  mutating func setInput(_ shape: Shape, for call: Invocation) throws(Diagnostic) {
    try edit(at: call.range) { $0.network.input = shape }
  }

  mutating func setActivation(
    _ activation: Activation, on layers: ClosedRange<Int>, for call: Invocation
  ) throws(Diagnostic) {
    // One layer means just that; `on hidden` and several layers pass over the ones that take none or mostly have none.
    let isExact = layers.count == 1
    try edit(at: call.range) { model in
      for index in layers where isExact || model.network.layers[index - 1].expectsActivation {
        model.network.layers[index - 1].activation = activation
      }
    }
  }

  mutating func freeze(_ layers: ClosedRange<Int>, _ isFrozen: Bool) {
    for index in layers { model.network.layers[index - 1].isFrozen = isFrozen }
  }

  mutating func removeLast(for call: Invocation) throws(Diagnostic) {
    guard !model.isUnknown else { return }
    guard !model.isEmpty else { throw .noLayers(model: current, at: call.range) }
    model.network.removeLast()
  }

  /// `K`, `K to L` of the statement as row numbers of `show model`; `nil` where the statement names none.
  func layers(of call: Invocation) throws(Diagnostic) -> ClosedRange<Int>? {
    guard let first = call.arguments.integer("first") else { return nil }
    let last = call.arguments.integer("last") ?? first
    let count = model.network.layers.count
    guard count > 0 else { throw .noLayers(model: current, at: call.range) }
    for (key, number) in [("first", first), ("last", last)] where number > count {
      throw .noSuchLayer(number, of: count, at: call.arguments.range(key))
    }
    guard first <= last else {
      throw Diagnostic(
        .noSuchLayer, Wording(en: "layers \(first) to \(last) run backwards", ko: "층의 범위가 거꾸로입니다: \(first) to \(last)"),
        at: call.arguments.range("last"),
        help: Wording(en: "put the lower number first: \(last) to \(first)", ko: "작은 수를 먼저 쓰세요: \(last) to \(first)"))
    }
    return first...last
  }
}

extension Layer {
  /// Whether an activation for several layers is meant for it too: a normalization has one only where it was said.
  fileprivate var expectsActivation: Bool {
    switch kind {
    case .dense, .conv2d: true
    case .batchNorm, .layerNorm: activation.kind != .linear
    case .pool2d, .flatten, .dropout: false
    }
  }
}

extension Diagnostic {
  static func layerAfterOutput(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .layerAfterOutput, Wording(en: "a layer cannot follow the output layer", ko: "출력층 뒤에는 층을 둘 수 없습니다"), at: range,
      help: Wording(
        en: "`remove last` takes the output away; then add the layer and say `output` again",
        ko: "`remove last`로 출력층을 뺀 다음 층을 추가하고 `output`을 다시 쓰세요"))
  }

  static func noLayers(model: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .noLayers, Wording(en: "model '\(model)' has no layers yet", ko: "'\(model)' 모델에 아직 층이 없습니다"), at: range,
      help: Wording(en: "add one, for example: layer 5 tanh", ko: "층을 추가하세요. 예: layer 5 tanh"))
  }

  static func noSuchLayer(_ number: Int, of count: Int, at range: SourceRange?) -> Diagnostic {
    Diagnostic(
      .noSuchLayer,
      Wording(
        en: "there is no layer \(number): the model has \(count)", ko: "\(number)층이 없습니다. 모델의 층은 \(count)개입니다"),
      at: range,
      help: Wording(en: "layers count from 1; `show model` lists them", ko: "층은 1부터 셉니다. `show model`로 볼 수 있습니다"))
  }

  static func noSuchModel(_ name: String, among names: [String], at range: SourceRange?) -> Diagnostic {
    let near = Spelling.suggestion(for: name, among: names)
    return Diagnostic(
      .noSuchModel, Wording(en: "there is no model '\(name)'", ko: "'\(name)' 모델이 없습니다"), at: range,
      help: near.map(Wording.didYouMean)
        ?? Wording(
          en: "`model \(name)` starts one; there are: \(names.joined(separator: ", "))",
          ko: "`model \(name)`으로 새로 시작할 수 있습니다. 있는 모델: \(names.joined(separator: ", "))"))
  }
}

extension DiagnosticCode {
  static let layerAfterOutput = DiagnosticCode(
    "E0401", Wording(en: "layer after the output", ko: "출력 뒤의 층"),
    Wording(
      en: """
        `output` is the last layer of a model: nothing comes after it. To add a layer, take the output away with \
        `remove last`, add the layer, and say `output` again.
        """,
      ko: """
        `output`은 모델의 마지막 층이라서 그 뒤에는 아무것도 올 수 없습니다. 층을 추가하려면 `remove last`로 출력층을 빼고, 층을 추가하고, `output`을 \
        다시 쓰세요.
        """))
  static let modelTooLarge = DiagnosticCode(
    "E0402", Wording(en: "model too large", ko: "너무 큰 모델"),
    Wording(
      en: """
        The model would not fit the memory of this machine, or has more layers than a model may have. The message says how \
        much memory training would take: weights, gradients, optimizer state and one batch of activations.
        """, ko: "모델이 이 컴퓨터의 메모리에 들어가지 않거나, 층의 수가 한도를 넘습니다. 메시지에 학습에 필요한 메모리가 나옵니다: 가중치, 기울기, 옵티마이저의 상태, 배치 하나의 활성값."))
  static let noLayers = DiagnosticCode(
    "E0403", Wording(en: "no layers", ko: "층이 없음"),
    Wording(
      en: "The statement needs a model with at least one layer. Layers are added with `layer`.",
      ko: "이 문장에는 층이 하나 이상 있는 모델이 필요합니다. 층은 `layer`로 추가합니다."))
  static let noSuchLayer = DiagnosticCode(
    "E0404", Wording(en: "no such layer", ko: "없는 층"),
    Wording(
      en: """
        Layers count from 1, in the order of `show model`; each layer of `times K` counts, and so does the \
        output.
        """, ko: "층은 `show model`의 차례대로 1부터 셉니다. `times K`로 추가한 층도 하나씩 세고 출력층도 셉니다."))
  static let noSuchModel = DiagnosticCode(
    "E0406", Wording(en: "no such model", ko: "없는 모델"),
    Wording(
      en: "`use` switches to a model that was started with `model NAME` before.",
      ko: "`use`는 앞에서 `model 이름`으로 시작한 모델로 옮겨 갑니다."))
}

/// `layer residual … end`: the layers between become a block.
extension Description {
  mutating func openBlock(at range: SourceRange) throws(Diagnostic) {
    guard model.isUnknown || !model.network.hasOutput else { throw .layerAfterOutput(at: range) }
    model.openBlocks.append(model.network.layers.count)
  }

  /// The block that was opened last gets what was added since; its input and output must have the same shape.
  mutating func closeBlock(at range: SourceRange) throws(Diagnostic) {
    guard let start = model.openBlocks.popLast(), !model.isUnknown else { return }
    guard model.network.layers.count > start else {
      throw Diagnostic(
        .emptyBlock, Wording(en: "the residual block holds no layer", ko: "잔차 블록 안에 층이 없습니다"), at: range,
        help: Wording(
          en: "add layers between `layer residual` and `end`, for example: layer 5 tanh",
          ko: "`layer residual`과 `end` 사이에 층을 추가하세요. 예: layer 5 tanh"))
    }
    try edit(at: range) { $0.network.makeResidual(from: start) }
  }
}

extension DiagnosticCode {
  static let emptyBlock = DiagnosticCode(
    "E0413", Wording(en: "empty residual block", ko: "빈 잔차 블록"),
    Wording(
      en: """
        A residual block adds what comes out of its layers to what goes into them; without a layer there is nothing to \
        compute, or to give an activation.
        """, ko: "잔차 블록은 층들의 출력에 그 입력을 더합니다. 층이 없으면 계산할 것도, 활성화 함수를 줄 것도 없습니다."))
}

/// Layers added one by one, each judged without going through those before it.
extension Description {
  /// What the model comes to with more layers at its end, if they fit the others, the data and the machine. Nil where
  /// they do not, or where that is not known: ``check(at:judgesLoss:)`` tells which.
  func tally(adding layer: Layer, times count: Int) -> LayerTally? {
    guard !model.isUnknown, let input = inputToCount, data.map({ input.reads($0.input) }) ?? true,
      var tally = countedTally ?? (try? LayerTally(model.network.resolved(input: input, targets: 1)))
    else { return nil }
    for _ in 0..<count {
      guard (try? tally.append(layer)) != nil else { return nil }
    }
    return footprint(of: tally).bytes <= memory.total ? tally : nil
  }

  /// What is kept of the layers, if it was counted with today's input.
  var countedTally: LayerTally? { model.tally.value.flatMap { $0.input == inputToCount ? $0 : nil } }

  /// The input to count the layers with: one number before data are there.
  private var inputToCount: Shape? {
    guard model.isTouched || !isDataUnknown else { return nil }
    return model.input(for: data) ?? (isDataUnknown ? nil : Shape(1))
  }
}
