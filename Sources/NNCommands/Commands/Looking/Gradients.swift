import NNScript
import NNText
import NeuralNetwork

/// `gradients`: how strongly each layer feels the loss, and what that says.
struct Gradients: SessionCommand {
  var signature: Signature {
    Signature(
      "gradients", group: .looking, summary: "gradient, saturation and dead units of each layer",
      details: """
        A table and a bar a layer, of the current weights over the training part. `norm` is the length of the gradient of the layer's weights, \
        `to last` its share of the last layer's, `factor` what one layer back multiplies it by, `update/weight` one \
        plain step at the learning rate in force as a share of the weights. Of more than 10000 training rows so many are \
        taken, evenly spaced.
        """,
      forms: [Form("gradients", [])],
      examples: [Example("gradients", setup: "data xor\nlayer 5 sigmoid times 4\noutput 1 sigmoid")],
      seeAlso: ["diagnose", "activation", "init"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let profile = try session.gradientProfile(at: call.range)
    let rows = profile.layers.map { layer -> [Table.Cell] in
      [
        .number(Double(layer.number)), .text(layer.name), .number(layer.norm),
        layer.toLast.map { .number($0) } ?? .none, layer.factor.map { .number($0) } ?? .none,
        layer.updateRatio.map { .number($0) } ?? .none,
        layer.saturated.map { .number($0 * 100) } ?? .none, .number(Double(layer.dead)),
      ]
    }
    let digits = Table.NumberStyle.significant(3)
    session.show(
      Table(
        [
          .init("layer"), .init("activation"), .init("norm", numbers: digits), .init("to last", numbers: digits),
          .init("factor", numbers: digits), .init("update/weight", numbers: digits),
          .init("saturated %", numbers: .fixed(1)), .init("dead units"),
        ], rows: rows))
    guard !session.mode.isForPrograms else { return }
    let whole = try session.trainingRows(at: call.range)
    if profile.rows < whole { session.write("over \(profile.rows) of the \(whole) training rows, evenly spaced") }
    if let chart = profile.chart { try session.draw(chart, to: nil, at: call.range) }
    for sentence in profile.sentences { session.write(sentence) }
  }
}
