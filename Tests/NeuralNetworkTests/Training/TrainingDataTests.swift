import Glibc
import NeuralNetwork
import Testing

/// What a program of few lines says: a trainer that knows its data, measures as properties, events, files.
@Suite struct TrainingDataTests {
  private let layers: [Layer] = [.dense(6, .tanh), .output(.softmax)]

  private func iris() throws -> (data: Dataset, split: Split) {
    let data = ShippedData.iris.dataset()
    return (data, try Split(rows: data.rows, shares: [60, 20, 20], classes: data.targets.classIndices, seed: 2))
  }

  /// The same bits as the trainer whose parts are written out.
  @Test func derivesWhatTheLongWaySays() throws {
    let (data, split) = try iris()
    let short = try Trainer(
      layers, on: data, split: split, scaling: .standard, optimizer: .adam(rate: 0.02), seed: 3)
    let network = Network(layers: layers).resolved(for: data)
    let encoding = try TargetEncoding(data.targets, units: 3, loss: .crossEntropy)
    let scaler = Scaler(.standard, fitting: data, rows: split.train)
    func samples(_ rows: [Int]) -> Samples { data.samples(rows: rows, scaler: scaler, encoding: encoding) }
    let long = try Trainer(
      ModelState(drawing: network, seed: 3), train: samples(split.train), validation: samples(split.validation),
      decision: .standard(units: 3, loss: .crossEntropy, output: Activation(.softmax)),
      settings: TrainingSettings(
        loss: .crossEntropy, optimizer: Optimizer(.adam, rate: 0.02), batch: .rows(32, isOrdered: false), seed: 3))
    short.train(.epochs(30))
    long.train(.epochs(30))
    #expect(short.model.parameters == long.model.parameters)
    let test = try short.evaluate(.test)
    let decision = Decision.standard(units: 3, loss: .crossEntropy, output: Activation(.softmax))
    #expect(test.accuracy == long.evaluate(samples(split.test)).accuracy(of: samples(split.test), decision))
    #expect(try #require(test.accuracy) > 0.8 && test.confusion?.counts.count == 3 && test.r2 == nil)
    let prediction = try short.predict([5.9, 3.0, 4.2, 1.5])
    #expect(prediction.className == "versicolor" && prediction.label == 1 && prediction.outputs.count == 3)
  }

  @Test func numbersHaveOtherMeasures() throws {
    let data = try Surface.plane.dataset(points: 60, seed: 1)
    let trainer = try Trainer([.output(.linear)], on: data, optimizer: .adam(rate: 0.05), seed: 1)
    trainer.train(.epochs(200))
    let evaluation = try trainer.evaluate(.train)
    #expect(try #require(evaluation.r2) > 0.9 && evaluation.accuracy == nil && evaluation.confusion == nil)
    #expect(try #require(evaluation.meanAbsoluteError) < 1)
    #expect(try trainer.predict([0, 0]).label == nil)
    #expect(throws: TrainingError.noRows(part: "test")) { try trainer.evaluate(.test) }
  }

  @Test func whatDoesNotGoTogetherIsAnError() throws {
    let (data, split) = try iris()
    #expect(throws: TargetError.self) { try Trainer([.output(.softmax, units: 2)], on: data, split: split) }
    #expect(throws: ShapeError.self) {
      try Trainer([.conv2d(2, kernel: 3), .output(.softmax)], on: data, split: split)
    }
  }

  @Test func everyNameIsItsKind() {
    let losses: [Loss] = [.bce, .bceNaive, .crossEntropy, .focal(), .mse, .mae, .huber(), .hinge]
    #expect(losses == Loss.Kind.allCases.map { Loss($0) })
    #expect(Loss.huber(delta: 0.5).parameter == 0.5 && Loss.focal(gamma: 0).parameter == 0)
    let optimizers: [Optimizer] = [
      .sgd(), .momentum(), .nesterov(), .rmsprop(), .adagrad(), .adam(), .adamw(), .lion(),
    ]
    #expect(optimizers == Optimizer.Kind.allCases.map { Optimizer($0) })
    #expect(Optimizer.rmsprop(rate: 1, beta2: 0.5, momentum: 0.3, epsilon: 0.1, decay: 0.2)["beta2"] == 0.5)
    #expect(Optimizer.adamw(decay: 0.25).decay == 0.25 && Optimizer.lion(beta1: 0.5).beta1 == 0.5)
  }

  /// A sequence of events trains as one call does, and can be left and continued.
  @Test func eventsTrainStepByStep() async throws {
    let (data, split) = try iris()
    func trainer() throws -> Trainer { try Trainer(layers, on: data, split: split, scaling: .standard, seed: 1) }
    let (whole, parts, left) = (try trainer(), try trainer(), try trainer())
    whole.train(.epochs(6))
    var epochs: [Int] = []
    var recorded = 0
    for await event in parts.events(.epochs(6), callbacks: [.epochs(2)]) {
      switch event {
      case .epoch(let number): epochs.append(number)
      case .recorded: recorded += 1
      case .due(let indices): #expect(indices == [0])
      case .progress: Issue.record("not asked for")
      }
    }
    #expect(epochs == Array(0..<6) && recorded == whole.step)
    #expect(parts.model.parameters == whole.model.parameters)
    for await case .epoch(3) in left.events(.epochs(6)) { break }
    #expect(left.epoch == 3)
    left.train(.epochs(3))
    #expect(left.model.parameters == whole.model.parameters)
  }

  @Test func aCancelledTaskEndsTheSequence() async throws {
    let task = Task { () -> Int in
      let trainer = try Trainer([.output(.sigmoid)], on: try Cloud.moons.dataset(seed: 1), seed: 1)
      var epochs = 0
      for await case .epoch in trainer.events(.epochs(1_000_000)) {
        epochs += 1
        if epochs == 3 { withUnsafeCurrentTask { $0?.cancel() } }
      }
      return epochs
    }
    #expect(try await task.value == 3)
  }

  @Test func weightsAreSavedAndLoaded() throws {
    var template = Array("/tmp/nnsh-test-XXXXXX".utf8CString)
    mkdtemp(&template)
    let folder = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    let path = folder + "/m.safetensors"
    defer {
      unlink(path)
      #expect(rmdir(folder) == 0, "nothing is left beside the file")
    }
    let (data, split) = try iris()
    let trainer = try Trainer(layers, on: data, split: split, seed: 1)
    let drawn = trainer.model
    trainer.train(.epochs(2))
    try trainer.model.save(to: path)
    try trainer.model.save(to: path)
    #expect(try drawn.loading(contentsOf: path).parameters == trainer.model.parameters)
    #expect(throws: WeightsFileError.self) { try drawn.save(to: folder + "/none/m.safetensors") }
    #expect(throws: WeightsFileError.self) { try drawn.loading(contentsOf: path + ".none") }
    let file = try #require(fopen(path, "w"))
    fputs("no tensors", file)
    fclose(file)
    #expect(throws: SafetensorsError.self) { try drawn.loading(contentsOf: path) }
  }
}
