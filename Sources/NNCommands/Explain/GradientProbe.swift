import NeuralNetwork

/// Gradients of some rows in float64, beside central differences: (L(w + d) − L(w − d)) / 2d.
struct GradientProbe {
  let model: ModelState
  let samples: Samples
  let rows: [Int32]
  let pass: Differentiation
  private let engine: any Engine

  /// Changes a weight by this much, or by as large a share of it.
  static let nudge = 1e-6

  /// - Parameters:
  ///   - model: of any precision; it is computed with in float64.
  ///   - rows: of the samples, from 0; at least one.
  init(_ model: ModelState, samples: Samples, rows: [Int32], settings: TrainingSettings) throws(ShapeError) {
    self.model = model.converted(to: .float64)
    self.samples = samples
    self.rows = rows
    engine = try EngineFactory.engine(
      for: EngineConfiguration(
        network: model.network, precision: .float64, loss: settings.loss, optimizer: settings.optimizer, batch: 1))
    engine.load(self.model)
    pass = engine.differentiate(samples, rows: rows)
  }

  /// The central difference of one parameter, by its place in the flat buffer.
  func difference(at place: Int) -> Double {
    var moved = model
    let weight = model.parameters[place]
    let nudge = Self.nudge * max(1, abs(weight))
    func loss(at value: Double) -> Double {
      moved.parameters[place] = value
      engine.load(moved)
      return engine.differentiate(samples, rows: rows).loss
    }
    let (above, below) = (weight + nudge, weight - nudge)
    return (loss(at: above) - loss(at: below)) / (above - below)
  }
}
