extension ModelState {
  /// What the model gives for some rows: dropout is off, a batchnorm uses its running statistics.
  ///
  /// - Parameters:
  ///   - x: rows × inputs numbers, scaled as the model was taught (see ``Scaler/apply(_:)``); images are rows, columns,
  ///     channels.
  ///   - threads: that share a large network's work; nil: as many as the machine runs at once.
  /// - Returns: rows × units numbers.
  /// - Throws: where `x` is no whole number of rows, or the model has no layers.
  public func predict(_ x: [Float], threads: Int? = nil) throws(TrainingError) -> [Double] {
    let inputs = network.input?.count ?? 1
    guard x.count % inputs == 0 else { throw .input(found: x.count, expected: inputs) }
    guard !x.isEmpty else { return [] }
    let rows = x.count / inputs
    let outputs = (try? network.shapes())?.last?.count ?? 1
    // The engine wants targets and a loss, and neither touches an output.
    let samples = Samples(x: x, inputs: inputs, y: Array(repeating: 0, count: rows * outputs), outputs: outputs)
    let settings = TrainingSettings(loss: Loss(.mse), batch: .rows(256, isOrdered: true), threads: threads)
    return try Trainer(self, train: samples, decision: nil, settings: settings).evaluate(samples).outputs
  }
}
