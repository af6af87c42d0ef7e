import NeuralNetwork
import NNScript
import NNText

/// A model's weights.
///
/// Looking at a model needs numbers for weights that no training has changed yet, and must not be what fixes them. So
/// what was learned is kept apart from what it comes to today, which is computed from it, and computed anew whenever
/// layers, seed, init or precision are others.
struct KeptModel: Sendable {
  /// As training, `load` or `set` left it; `nil` before the first of them.
  private(set) var learned: ModelState?
  /// What was learned, as the layers and the precision of today have it, and a draw for all the rest.
  private(set) var state: ModelState
  /// What the draw was made from.
  private let seed: UInt64
  private let initialization: Initialization

  init(learned: ModelState, _ settings: Settings) {
    (self.learned, state) = (learned, learned)
    (seed, initialization) = (settings.seed, settings.initialization)
  }

  init(
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

  func isCurrent(for network: Network, _ precision: Precision, _ settings: Settings) -> Bool {
    state.network == network && state.precision == precision && seed == settings.seed
      && initialization == settings.initialization
  }

  /// Without what can be computed again; `nil` where that is all.
  var withoutDraw: KeptModel? {
    guard let learned else { return nil }
    var kept = self
    kept.state = learned
    return kept
  }
}

extension Settings {
  fileprivate var initialization: Initialization {
    Initialization(weights: self[.weightInitializer], bias: self[.biasInitializer])
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
