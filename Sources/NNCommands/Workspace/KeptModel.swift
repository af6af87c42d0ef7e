import NeuralNetwork
import NNScript
import NNText

/// A model's weights.
///
/// Looking at a model needs numbers for weights that no training has changed yet, and must not be what fixes them. So
/// what was learned is kept apart from what it comes to today, which is computed from it, and computed anew whenever
/// layers, seed, init or precision are others.
struct KeptModel: Sendable {
  /// As training, `load` or `set` left it; nil before the first of them.
  private(set) var learned: ModelState?
  /// What was learned, as the layers and the precision of today have it, and a draw for all the rest.
  private(set) var state: ModelState
  /// What the draw was made from.
  private let seed: UInt64
  private let initialization: Initialization

  fileprivate init(learned: ModelState, _ settings: Settings) {
    (self.learned, state) = (learned, learned)
    (seed, initialization) = (settings.seed, settings.initialization)
  }

  fileprivate init(
    _ learned: ModelState?, as network: Network, _ precision: Precision, _ settings: Settings
  ) throws(ShapeError) {
    self.learned = learned
    (seed, initialization) = (settings.seed, settings.initialization)
    guard let learned else {
      state = try ModelState(drawing: network, initialization: initialization, seed: seed, precision: precision)
      return
    }
    let same = learned.converted(to: precision).freezing(like: network)
    state =
      same.network == network ? same : try same.reshaped(to: network, initialization: initialization, seed: seed)
  }

  fileprivate func isCurrent(for network: Network, _ precision: Precision, _ settings: Settings) -> Bool {
    state.network == network && state.precision == precision && seed == settings.seed
      && initialization == settings.initialization
  }

  /// Without what can be computed again; nil where that is all.
  var withoutDraw: KeptModel? {
    guard let learned else { return nil }
    var kept = self
    kept.state = learned
    return kept
  }
}

extension Settings {
  fileprivate var initialization: Initialization { Initialization(weights: weightInitializer, bias: biasInitializer) }
}

extension SessionState {
  /// Keeps the current model's weights: from now on they are more than a draw.
  mutating func keep(_ model: ModelState) {
    weights[description.current] = KeptModel(learned: model, description.settings)
  }
}

extension ModelState {
  /// The model with another network's frozen marks, where the layers are as many: marks are no change of layers.
  fileprivate func freezing(like network: Network) -> ModelState {
    guard network.layers.count == self.network.layers.count else { return self }
    var model = self
    for (index, layer) in network.layers.enumerated() { model.setFrozen(layer.isFrozen, layers: index..<index + 1) }
    return model
  }
}

extension Session {
  /// The current network, everything known; an error says what is missing.
  func resolvedNetwork(at range: SourceRange) throws(Stop) -> Network {
    do throws(Diagnostic) {
      guard let network = try state.description.knownNetwork(at: range) else {
        throw Diagnostic.noLayers(model: state.description.current, at: range)
      }
      return network
    } catch {
      throw .failed(error)
    }
  }

  /// The current model with its weights: drawn when first needed, drawn anew while they are only a draw and seed, init
  /// or layers change; a model that was trained keeps every weight whose shape stays. Changes nothing: what comes later
  /// is the same whether somebody looked or not.
  func drawnModel(at range: SourceRange) throws(Stop) -> ModelState {
    if let training { return training.trainer.model }
    let network = try resolvedNetwork(at: range)
    try checkShareOfMemory(network, at: range)
    let (name, settings) = (state.description.current, state.description.settings)
    let precision = settings.precision ?? .float32
    let kept = state.weights[name]
    if let kept, kept.isCurrent(for: network, precision, settings) { return kept.state }
    do throws(ShapeError) {
      let today = try KeptModel(kept?.learned, as: network, precision, settings)
      state.weights[name] = today
      return today.state
    } catch {
      throw .failed(Diagnostic(.shape, error, at: range))
    }
  }

  /// `seed` and `init`: weights that are only a draw follow at once, others wait for `reset`.
  func redraw(_ command: some SessionCommand, _ call: Invocation) throws(Stop) {
    try replan(command, call)
    if state.weights[state.description.current]?.learned != nil {
      report(
        Wording(
          en: "model \(state.description.current) keeps its weights; `reset` draws them anew",
          ko: "\(state.description.current) 모델의 가중치는 그대로입니다. 새로 뽑으려면 `reset`을 쓰세요"))
    }
  }
}
