import Testing

@testable import NeuralNetwork

/// What a program of one's own asks of a model: predictions without targets, and lengths without questions.
@Suite struct PredictionTests {
  private static func trainer() throws -> (Trainer, Samples, Decision) {
    let data = ShippedData.iris.dataset()
    let network = Network(layers: [.dense(6, .tanh), .batchNorm, .dropout(0.5), .dense(nil, .softmax)])
      .resolved(for: data)
    let loss = Loss.standard(for: network.outputActivation)
    let encoding = try TargetEncoding(data.targets, units: 3, loss: loss)
    let samples = data.samples(scaler: Scaler(.standard, fitting: data, rows: Array(0..<data.rows)), encoding: encoding)
    let decision = Decision.standard(units: 3, loss: loss, output: network.outputActivation)
    let settings = TrainingSettings(loss: loss, batch: .rows(32, isOrdered: false))
    let model = try ModelState(drawing: network, seed: 3)
    return (try Trainer(model, train: samples, decision: decision, settings: settings), samples, decision)
  }

  @Test func aModelSaysWhatItsTrainerSays() throws {
    let (trainer, samples, decision) = try Self.trainer()
    let (run, outcome) = trainer.train(.epochs(3))
    #expect(outcome == .finished && trainer.step == 15 && run.curve.last?.step == 14)
    let evaluation = trainer.evaluate(samples)
    guard case .floats(let x) = samples.x else { return }
    #expect(try trainer.model.predict(x) == evaluation.outputs)
    // One row at a time says the same of each.
    for (row, label) in evaluation.predictedClasses(decision).enumerated() {
      let outputs = try trainer.model.predict(Array(x[row * 4..<row * 4 + 4]))
      #expect(decision.chosenClass(outputs) == label)
    }
    #expect(try trainer.model.predict([]) == [])
  }

  @Test func aPartOfARowIsAnError() throws {
    let (trainer, _, _) = try Self.trainer()
    #expect(throws: TrainingError.input(found: 5, expected: 4)) { try trainer.model.predict([1, 2, 3, 4, 5]) }
  }
}
