import NeuralNetwork
import Testing

@Suite struct TrainerTests {
  private let xor = Samples(x: [0, 0, 0, 1, 1, 0, 1, 1], inputs: 2, y: [0, 1, 1, 0], outputs: 1)

  private func model(seed: UInt64 = 1, layers: [Layer]? = nil) throws -> ModelState {
    let layers = layers ?? [.dense(4, Activation(.tanh)), .dense(1, Activation(.sigmoid))]
    return try ModelState(drawing: Network(input: Shape(2), layers: layers), seed: seed, precision: .float32)
  }

  private func cloud(rows: Int) throws -> Samples {
    let data = try Cloud.moons.dataset(points: rows, seed: 2)
    return data.samples(encoding: try TargetEncoding(data.targets, units: 1, loss: Loss(.bce)))
  }

  private func settings(
    batch: BatchSize = .full, record: Int? = nil, optimizer: Optimizer = Optimizer(.adam, rate: 0.05),
    stops: Bool = true
  ) -> TrainingSettings {
    TrainingSettings(
      loss: Loss(.bce), optimizer: optimizer, batch: batch, stopsAtNonFinite: stops, recordEvery: record)
  }

  private func run(
    _ trainer: Trainer, _ request: TrainingRequest
  ) -> (run: TrainingRun, outcome: TrainingOutcome) {
    trainer.train(request) { (_, _) throws(Never) in .goOn }
  }

  @Test func learnsXor() throws {
    let trainer = try Trainer(try model(), train: xor, decision: .threshold(0.5), settings: settings())
    let result = run(trainer, TrainingRequest(Period(500, .steps)))
    #expect(result.outcome == .finished)
    #expect(trainer.step == 500)
    #expect(trainer.evaluate(xor).accuracy(of: xor, .threshold(0.5)) == 1)
    #expect(result.run.curve.first?.step == 0)
    #expect(result.run.curve.last?.step == 499)
  }

  @Test func recordsTheFirstTheLastAndTheCadence() throws {
    let trainer = try Trainer(try model(), train: xor, decision: .threshold(0.5), settings: settings(record: 100))
    #expect(run(trainer, TrainingRequest(Period(201, .steps))).run.curve.map(\.step) == [0, 100, 200])
    #expect(run(trainer, TrainingRequest(Period(150, .steps))).run.curve.map(\.step) == [201, 300, 350])
  }

  @Test func aRunHasAtMostTwoThousandPoints() throws {
    let trainer = try Trainer(try model(), train: xor, decision: .threshold(0.5), settings: settings())
    let curve = run(trainer, TrainingRequest(Period(4001, .steps))).run.curve
    #expect(curve.count <= 2000 && curve.count > 500)
    #expect(curve.last?.step == 4000)
  }

  @Test func theRecordedLossIsThatBeforeTheUpdate() throws {
    let state = try model()
    let trainer = try Trainer(state, train: xor, decision: .threshold(0.5), settings: settings(record: 1))
    let before = trainer.evaluate(xor).loss
    let curve = run(trainer, TrainingRequest(Period(1, .steps))).run.curve
    #expect(curve == [RecordedPoint(step: 0, loss: before, accuracy: curve[0].accuracy)])
  }

  @Test func callbacksFireBeforeStepsTheyDivide() throws {
    let trainer = try Trainer(try model(), train: xor, decision: nil, settings: settings())
    var seen: [Int] = []
    let request = TrainingRequest(Period(10, .steps), callbacks: [Period(4, .steps), Period(5, .epochs)])
    _ = trainer.train(request) { (event, trainer) throws(Never) in
      if case .due(let indices) = event { seen += indices.map { $0 * 1000 + trainer.step } }
      return .goOn
    }
    #expect(seen == [0, 4, 1005, 8, 1010])
  }

  @Test func epochsAreAnnouncedOnce() throws {
    let samples = try cloud(rows: 10)
    let trainer = try Trainer(
      try model(), train: samples, decision: .threshold(0.5), settings: settings(batch: .rows(4, isOrdered: false)))
    var epochs: [Int] = []
    var steps: [Int] = []
    let outcome = trainer.train(TrainingRequest(Period(3, .epochs), checksEpochs: true)) {
      (event, trainer) throws(Never) in
      if case .epoch(let epoch) = event {
        epochs.append(epoch)
        steps.append(trainer.step)
        return epoch == 2 ? .stop : .goOn
      }
      return .goOn
    }.outcome
    #expect(outcome == .stopped)
    #expect(epochs == [0, 1, 2])
    #expect(steps == [0, 3, 6])
  }

  @Test(arguments: [1, 7, 50, 51, 119])
  func anInterruptedRunEndsAsIfItHadNotBeen(stop: Int) throws {
    let samples = try cloud(rows: 50)
    let settings = settings(batch: .rows(8, isOrdered: false), record: 10)
    let layers: [Layer] = [.dense(6, Activation(.relu)), .dropout(0.3), .dense(1, Activation(.sigmoid))]
    let request = TrainingRequest(Period(120, .steps), callbacks: [Period(10, .steps)])
    func trainer(_ state: ModelState) throws -> Trainer {
      try Trainer(state, train: samples, validation: samples, decision: .threshold(0.5), settings: settings)
    }
    let whole = try trainer(try model(layers: layers))
    var wholeCalls: [Int] = []
    let expected = whole.train(request) { (event, trainer) throws(Never) in
      if case .due = event { wholeCalls.append(trainer.step) }
      return .goOn
    }

    let first = try trainer(try model(layers: layers))
    var run = first.begin(request)
    var calls: [Int] = []
    let outcome = first.advance(&run) { (event, trainer) throws(Never) in
      if case .due = event { calls.append(trainer.step) }
      return event == .progress && trainer.step >= stop ? .interrupt : .goOn
    }
    #expect(outcome == .interrupted)
    let second = try trainer(first.model)
    let finished = second.advance(&run) { (event, trainer) throws(Never) in
      if case .due = event { calls.append(trainer.step) }
      return .goOn
    }
    #expect(finished == .finished)
    #expect(second.model.parameters == whole.model.parameters)
    #expect(second.model.optimizer?.slots == whole.model.optimizer?.slots)
    #expect(run.curve == expected.run.curve)
    #expect(calls == wholeCalls)
  }

  @Test func twoRequestsAreOneLongOne() throws {
    let samples = try cloud(rows: 30)
    let settings = settings(batch: .rows(7, isOrdered: false))
    let one = try Trainer(try model(), train: samples, decision: nil, settings: settings)
    _ = run(one, TrainingRequest(Period(23, .steps)))
    let two = try Trainer(try model(), train: samples, decision: nil, settings: settings)
    _ = run(two, TrainingRequest(Period(11, .steps)))
    let three = try Trainer(two.model, train: samples, decision: nil, settings: settings)
    _ = run(three, TrainingRequest(Period(12, .steps)))
    #expect(one.model.parameters == three.model.parameters)
    #expect(one.model.progress == three.model.progress)
    #expect(one.epoch == 4)
  }

  @Test func aLossThatIsNotFiniteEndsTheRunBeforeItsUpdate() throws {
    let network = Network(input: Shape(2), layers: [.dense(1, Activation(.sigmoid))])
    let state = try ModelState(network: network, parameters: .float32([20, 20, 0]))
    var settings = settings(optimizer: Optimizer(.sgd, rate: 0.1))
    settings.loss = Loss(.bceNaive)
    let or = Samples(x: xor.x.floats, inputs: 2, y: [0, 1, 1, 1], outputs: 1)
    let trainer = try Trainer(state, train: or, decision: .threshold(0.5), settings: settings)
    let result = run(trainer, TrainingRequest(Period(5, .steps)))
    guard case .nonFinite(let step, let loss) = result.outcome else { return #expect(Bool(false)) }
    #expect(step == 0 && loss.isNaN)
    #expect(trainer.model.parameters == state.parameters)
    #expect(result.run.curve.map(\.step) == [0])
    settings.stopsAtNonFinite = false
    let going = try Trainer(state, train: or, decision: .threshold(0.5), settings: settings)
    let gone = run(going, TrainingRequest(Period(5, .steps)))
    #expect(gone.outcome == .finished)
    #expect(gone.run.firstNonFinite == 0)
  }

  @Test func anErrorOfTheHandlerKeepsTheWeights() throws {
    struct Failure: Error {}
    let trainer = try Trainer(try model(), train: xor, decision: nil, settings: settings())
    #expect(throws: Failure.self) {
      try trainer.train(TrainingRequest(Period(100, .steps), callbacks: [Period(40, .steps)])) {
        (event, trainer) throws(Failure) in
        if case .due = event, trainer.step == 40 { throw Failure() }
        return .goOn
      }
    }
    #expect(trainer.step == 40)
    #expect(trainer.model.step == 40)
  }

  @Test func misfitsAreErrors() throws {
    let three = Samples(x: [1, 2, 3], inputs: 3, y: [1], outputs: 1)
    let none = Samples(x: [], inputs: 2, y: [], outputs: 1)
    func error(_ state: ModelState, _ samples: Samples) -> TrainingError? {
      do {
        _ = try Trainer(state, train: samples, decision: nil, settings: settings())
        return nil
      } catch {
        return error
      }
    }
    #expect(error(try model(), three) == .input(found: 3, expected: 2))
    #expect(error(try model(), none) == .noRows(part: "training"))
    #expect(error(try model(layers: []), xor) == .noLayers)
    #expect(error(try model(layers: [.dense(2)]), xor) == .output(found: 1, expected: 2))
  }

  @Test func validationIsMeasuredAtEpochsOfBatches() throws {
    let samples = try cloud(rows: 20)
    let trainer = try Trainer(
      try model(), train: samples, validation: samples, decision: .threshold(0.5),
      settings: settings(batch: .rows(4, isOrdered: true)))
    let curve = run(trainer, TrainingRequest(Period(4, .epochs))).run.curve
    #expect(curve.filter { $0.validationLoss != nil }.map(\.step) == [0, 5, 10, 15])
    #expect(curve.count == 20)
  }
}
