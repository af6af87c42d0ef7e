import NeuralNetwork

/// Layers added one by one, each judged without going through those before it.
extension Description {
  /// What the model comes to with more layers at its end, if they fit the others, the data and the machine. Nil where
  /// they do not, or where that is not known: ``check(at:judgesLoss:)`` tells which.
  func tally(adding layer: Layer, times count: Int) -> LayerTally? {
    guard !model.isUnknown, let input = inputToCount, data.map({ input.reads($0.input) }) ?? true,
      var tally = countedTally ?? (try? LayerTally(model.network.resolved(input: input, targets: 1)))
    else { return nil }
    for _ in 0..<count {
      guard (try? tally.append(layer)) != nil else { return nil }
    }
    return footprint(of: tally).bytes <= memory.total ? tally : nil
  }

  /// What is kept of the layers, if it was counted with today's input.
  var countedTally: LayerTally? { model.tally.value.flatMap { $0.input == inputToCount ? $0 : nil } }

  /// The input to count the layers with: one number before data are there.
  private var inputToCount: Shape? {
    guard model.isTouched || !isDataUnknown else { return nil }
    return model.input(for: data) ?? (isDataUnknown ? nil : Shape(1))
  }
}
