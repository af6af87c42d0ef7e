import NNScript
import NeuralNetwork

/// `gradient(K)`, `dead(K)`, `saturated(K)`, and the pass they are read from.
extension Session {
  /// One backward pass of the current weights over the training part.
  func pass(at range: SourceRange) throws(Stop) -> (ModelState, Differentiation) {
    let model = try drawnModel(at: range)
    let data = try preparedData(for: model.network, at: range)
    let engine = try engine(for: model, rows: data.train.rows, at: range)
    return (model, engine.differentiate(data.train, rows: nil))
  }

  func gradientProfile(at range: SourceRange) throws(Stop) -> GradientProfile {
    let (model, pass) = try pass(at: range)
    let optimizer = state.description.settings.optimizer ?? .standard
    return GradientProfile(model: model, pass: pass, rate: training?.trainer.rate ?? optimizer.rate)
  }

  package func layerMeasure(_ name: String, layer: Int, at range: SourceRange) throws(Stop) -> Value {
    let (model, pass) = try pass(at: range)
    guard (1...max(1, model.network.layers.count)).contains(layer) else {
      throw .failed(.noSuchLayer(layer, of: model.network.layers.count, at: range))
    }
    let activation = model.network.layers[layer - 1].activation
    switch name {
    case "gradient":
      let tensors = model.layout.tensors.filter { $0.layer == layer - 1 }
      guard !tensors.isEmpty else {
        throw .failed(.noWeights(layer, model.network.layers[layer - 1].name, at: range))
      }
      return .number(
        tensors.flatMap { $0.range.map { pass.gradients[$0] * pass.gradients[$0] } }.reduce(0, +).squareRoot())
    case "dead": return .number(Double(LayerActivity.deadUnits(pass.layers[layer - 1], activation)))
    default: return .number(LayerActivity.saturated(pass.layers[layer - 1], activation) ?? 0)
    }
  }
}
