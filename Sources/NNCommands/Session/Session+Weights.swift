import NeuralNetwork
import NNScript
import NNText

/// A model's weights with what they were drawn from.
struct KeptModel: Sendable {
  var state: ModelState
  var seed: UInt64
  var initialization: Initialization
}

extension SessionState {
  var initialization: Initialization {
    Initialization(weights: description.settings.weightInitializer, bias: description.settings.biasInitializer)
  }

  /// Keeps the current model's weights.
  mutating func keep(_ model: ModelState) {
    weights[description.current] = KeptModel(
      state: model, seed: description.settings.seed, initialization: initialization)
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
    let description = state.description
    guard !description.model.isEmpty else { throw .failed(.noLayers(model: description.current, at: range)) }
    guard let network = description.resolved else {
      throw .failed(
        Diagnostic(
          .noData,
          Wording(
            en: "model '\(description.current)' does not know its input yet",
            ko: "'\(description.current)' 모델의 입력을 아직 모릅니다"), at: range,
          help: Wording(
            en: "give it data, for example `data xor`, or say `input 2`", ko: "`data xor`처럼 데이터를 주거나 `input 2`처럼 쓰세요")
        ))
    }
    do {
      _ = try network.shapes()
    } catch {
      throw .failed(Diagnostic(.shape, error, at: range))
    }
    return network
  }

  /// The current model with its weights: drawn when first needed, drawn anew while they are only a draw and seed, init
  /// or layers change; a model that was trained keeps every weight whose shape stays.
  func drawnModel(at range: SourceRange) throws(Stop) -> ModelState {
    if let training { return training.trainer.model }
    let network = try resolvedNetwork(at: range)
    try checkShareOfMemory(network, at: range)
    let description = state.description
    let precision = description.settings.precision ?? .float32
    let kept = state.weights[description.current]
    if let kept, kept.state.network == network, kept.state.precision == precision,
      description.model.isTouched
        || kept.seed == description.settings.seed && kept.initialization == state.initialization
    {
      return kept.state
    }
    do throws(ShapeError) {
      let model: ModelState
      if let kept, description.model.isTouched {
        let same = kept.state.converted(to: precision).freezing(like: network)
        model =
          same.network == network
          ? same
          : try same.reshaped(
            to: network, initialization: state.initialization, seed: description.settings.seed)
      } else {
        model = try ModelState(
          drawing: network, initialization: state.initialization, seed: description.settings.seed, precision: precision)
      }
      // Drawing is no change of its own: the same statements draw the same weights again.
      state.keep(model)
      return model
    } catch {
      throw .failed(Diagnostic(.shape, error, at: range))
    }
  }

  /// `seed` and `init`: weights that are only a draw follow at once, others wait for `reset`.
  func redraw(_ command: some SessionCommand, _ call: Invocation) throws(Stop) {
    try replan(command, call)
    if state.description.model.isTouched {
      report(
        Wording(
          en: "model \(state.description.current) keeps its weights; `reset` draws them anew",
          ko: "\(state.description.current) 모델의 가중치는 그대로입니다. 새로 뽑으려면 `reset`을 쓰세요"))
    }
  }
}
