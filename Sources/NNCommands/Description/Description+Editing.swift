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
    guard !model.network.hasOutput else { throw .layerAfterOutput(at: call.range) }
    guard model.network.layers.count + count <= Self.layerLimit else {
      throw Diagnostic(
        .modelTooLarge,
        "a model has at most \(Self.layerLimit) layers, this would make \(model.network.layers.count + count)",
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

  /// `K`, `K to L` of the statement as row numbers of `show model`; nil where the statement names none.
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
        .noSuchLayer, "layers \(first) to \(last) run backwards", at: call.arguments.range("last"),
        help: "put the lower number first: \(last) to \(first)")
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
    case .maxPool2D, .averagePool2D, .flatten, .dropout: false
    }
  }
}

extension Diagnostic {
  static func layerAfterOutput(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .layerAfterOutput, "a layer cannot follow the output layer", at: range,
      help: "`remove last` takes the output away; then add the layer and say `output` again")
  }

  static func noLayers(model: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .noLayers, "model '\(model)' has no layers yet", at: range, help: "add one, for example: layer 5 tanh")
  }

  static func noSuchLayer(_ number: Int, of count: Int, at range: SourceRange?) -> Diagnostic {
    Diagnostic(
      .noSuchLayer, "there is no layer \(number): the model has \(count)", at: range,
      help: "layers count from 1; `show model` lists them")
  }

  static func noSuchModel(_ name: String, among names: [String], at range: SourceRange?) -> Diagnostic {
    let near = Spelling.suggestion(for: name, among: names)
    return Diagnostic(
      .noSuchModel, "there is no model '\(name)'", at: range,
      help: near.map { "did you mean '\($0)'?" }
        ?? "`model \(name)` starts one; there are: \(names.joined(separator: ", "))")
  }
}

extension DiagnosticCode {
  static let layerAfterOutput = DiagnosticCode(
    "E0401", "layer after the output",
    """
    `output` is the last layer of a model: nothing comes after it. To add a layer, take the output away with \
    `remove last`, add the layer, and say `output` again.
    """)
  static let modelTooLarge = DiagnosticCode(
    "E0402", "model too large",
    """
    The model would not fit the memory of this machine, or has more layers than a model may have. The message says how \
    much memory training would take: weights, gradients, optimizer state and one batch of activations.
    """)
  static let noLayers = DiagnosticCode(
    "E0403", "no layers", "The statement needs a model with at least one layer. Layers are added with `layer`.")
  static let noSuchLayer = DiagnosticCode(
    "E0404", "no such layer",
    "Layers count from 1, in the order of `show model`; each layer of `times K` counts, and so does the output.")
  static let noSuchModel = DiagnosticCode(
    "E0406", "no such model", "`use` switches to a model that was started with `model NAME` before.")
}
