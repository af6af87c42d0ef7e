import NNScript
import NeuralNetwork

/// `gradient(K)`, `dead(K)`, `saturated(K)`, and the pass they are read from.
extension Session {
  /// One backward pass of the current weights over the training part, kept until the weights change.
  func pass(at range: SourceRange) throws(Stop) -> (ModelState, Differentiation) {
    let model = try drawnModel(at: range)
    if let kept = measures[differentiationOf: state.revision, step: model.step] { return (model, kept) }
    let data = try preparedData(for: model.network, at: range)
    let engine = try engine(for: model, rows: data.train.rows, at: range)
    let pass = engine.differentiate(data.train, rows: nil)
    measures[differentiationOf: state.revision, step: model.step] = pass
    return (model, pass)
  }

  func gradientProfile(at range: SourceRange) throws(Stop) -> GradientProfile {
    let (model, pass) = try pass(at: range)
    let optimizer = state.description.settings.optimizer ?? .standard
    return GradientProfile(model: model, pass: pass, rate: training?.trainer.rate ?? optimizer.rate)
  }

  package func layerMeasure(_ name: String, layer: Int, at range: SourceRange) throws(Stop) -> Value {
    let (model, pass) = try pass(at: range)
    let layers = model.network.layers
    guard layers.indices.contains(layer - 1) else {
      throw .failed(.noSuchLayer(layer, of: layers.count, at: range))
    }
    let activation = layers[layer - 1].activation
    switch name {
    case "gradient":
      guard let norm = pass.gradientNorm(ofLayer: layer - 1, model.layout) else {
        throw .failed(.noWeights(layer, layers[layer - 1].name, at: range))
      }
      return .number(norm)
    case "dead": return .number(Double(pass.layers[layer - 1].deadUnits(activation).count))
    default: return .number(pass.layers[layer - 1].saturatedShare(activation))
    }
  }
}
