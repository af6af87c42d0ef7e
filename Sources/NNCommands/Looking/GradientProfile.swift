import Glibc
import NNScript
import NNText
import NeuralNetwork

/// What a backward pass says of each layer that has weights.
struct GradientProfile {
  struct LayerLine {
    /// Row of `show model`.
    var number: Int
    var name: String
    /// Length of dL/d(weights and bias).
    var norm: Double
    /// Share of the last layer's norm.
    var toLast: Double
    /// This norm by that of the next layer with weights: what one layer back multiplies the gradient by.
    var factor: Double?
    /// rate · norm / length of the weights.
    var updateRatio: Double
    /// Share of outputs on a flat end; nil for an activation without one.
    var saturated: Double?
    /// Units that give 0 to every row, of an activation that can be dead.
    var dead: Int
  }

  var layers: [LayerLine] = []
  var loss: Double

  init(model: ModelState, pass: Differentiation, rate: Double) {
    loss = pass.loss
    for (index, layer) in model.network.layers.enumerated() {
      let tensors = model.layout.tensors.filter { $0.layer == index }
      guard !tensors.isEmpty else { continue }
      let squares = tensors.flatMap { $0.range.map { pass.gradients[$0] * pass.gradients[$0] } }
      let weights = tensors.flatMap { $0.range.map { model.parameters[$0] * model.parameters[$0] } }
      let norm = squares.reduce(0, +).squareRoot()
      let length = weights.reduce(0, +).squareRoot()
      layers.append(
        LayerLine(
          number: index + 1, name: layer.activation.kind.rawValue, norm: norm, toLast: 1, factor: nil,
          updateRatio: length > 0 ? rate * norm / length : .nan,
          saturated: LayerActivity.saturated(pass.layers[index], layer.activation),
          dead: LayerActivity.deadUnits(pass.layers[index], layer.activation)))
    }
    guard let last = layers.last else { return }
    for index in layers.indices {
      layers[index].toLast = layers[index].norm / last.norm
      if index + 1 < layers.count { layers[index].factor = layers[index].norm / layers[index + 1].norm }
    }
  }

  /// What the numbers show, in a teacher's words; nothing beyond them.
  var sentences: [String] {
    guard loss.isFinite else {
      return ["the loss is \(NumberFormat.display(loss)): these gradients say nothing; `diagnose` looks for the cause"]
    }
    var lines: [String] = []
    if let first = layers.first, let last = layers.last, layers.count > 2, last.norm > 0 {
      let steps = Double(last.number - first.number)
      let factor = pow(first.toLast, 1 / steps)
      if first.norm == 0 {
        lines.append("no gradient reaches layer \(first.number)")
      } else if first.toLast < 1e-2 {
        lines.append(
          "the gradient shrinks by ÷ \(NumberFormat.significant(1 / factor, digits: 2)) a layer on the way back: "
            + "layer \(first.number) gets \(NumberFormat.significant(first.toLast, digits: 2)) of what layer \(last.number) gets"
        )
      } else if first.toLast > 1e2 {
        lines.append("the gradient grows by × \(NumberFormat.significant(factor, digits: 2)) a layer on the way back")
      }
    }
    for layer in layers where layer.dead > 0 {
      lines.append("layer \(layer.number): \(layer.dead) unit\(layer.dead == 1 ? "" : "s") give 0 to every row")
    }
    return lines
  }
}

/// How alive a layer's units are, over the rows of a pass.
enum LayerActivity {
  /// An output this close to an asymptote has a derivative of about a hundredth of its peak.
  static let margin = 0.01

  static func saturated(_ pass: LayerPass, _ activation: Activation) -> Double? {
    let asymptotes = activation.definition.asymptotes
    guard !asymptotes.isEmpty, !pass.outputs.isEmpty else { return nil }
    let flat = pass.outputs.count { output in asymptotes.contains { abs(output - $0) <= margin } }
    return Double(flat) / Double(pass.outputs.count)
  }

  /// Units whose derivative is 0 for every row: their weights cannot change.
  static func deadUnits(_ pass: LayerPass, _ activation: Activation) -> Int {
    guard [.relu, .relu6].contains(activation.kind), pass.width > 0 else { return 0 }
    return (0..<pass.width).count { unit in
      stride(from: unit, to: pass.outputs.count, by: pass.width).allSatisfy { pass.outputs[$0] == 0 }
    }
  }
}
