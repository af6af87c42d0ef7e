import NeuralNetwork

/// What a backward pass says of each layer that has weights.
struct GradientProfile {
  struct LayerLine {
    /// Row of `show model`.
    var number: Int
    var name: String
    /// Length of dL/d(weights).
    var norm: Double
    /// Length of dL/dz over all rows. Unlike ``norm``, no sum in which the rows cancel out.
    var delta: Double
    /// Share of the last layer's norm; nil where that is 0 or not finite.
    var toLast: Double?
    /// This norm by that of the next layer with weights: what one layer back multiplies the gradient by.
    var factor: Double?
    /// rate · norm / length of the weights; nil for weights that are all 0.
    var updateRatio: Double?
    /// Share of outputs on a flat end; nil for an activation without two ends.
    var saturated: Double?
    /// Units whose slope is 0 at every row.
    var dead: Int
    var units: Int
  }

  private(set) var layers: [LayerLine] = []
  let loss: Double

  /// Rows that passed.
  let rows: Int

  init(model: ModelState, pass: Survey, rate: Double) {
    loss = pass.loss
    rows = pass.rows
    for (index, layer) in model.network.layers.enumerated() {
      guard let norm = pass.gradientNorm(ofLayer: index, model.layout),
        let weights = model.layout.tensor(.weight, ofLayer: index)
      else { continue }
      let length = weights.range.reduce(0) { $0 + model.parameters[$1] * model.parameters[$1] }.squareRoot()
      let outcome = pass.layers[index]
      layers.append(
        LayerLine(
          number: index + 1, name: layer.activation.kind.rawValue, norm: norm,
          delta: pass.layers[index].deltaNorm,
          updateRatio: Self.ratio(rate * norm, to: length),
          saturated: layer.activation.hasTwoEnds ? outcome.saturatedShare : nil,
          dead: outcome.deadUnits.count, units: outcome.width))
    }
    guard let last = layers.last else { return }
    for index in layers.indices {
      layers[index].toLast = Self.ratio(layers[index].norm, to: last.norm)
      if index + 1 < layers.count {
        layers[index].factor = Self.ratio(layers[index].norm, to: layers[index + 1].norm)
      }
    }
  }

  /// Nil where the quotient would say nothing.
  private static func ratio(_ value: Double, to whole: Double) -> Double? {
    let ratio = value / whole
    return whole != 0 && ratio.isFinite ? ratio : nil
  }
}

extension Activation {
  /// Whether it can be saturated on both sides: sigmoid, tanh and their like.
  fileprivate var hasTwoEnds: Bool { definition.asymptotes.count == 2 }
}
