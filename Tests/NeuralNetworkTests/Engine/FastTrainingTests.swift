import NeuralNetwork
import Testing

/// Steps of the fast engine against the reference engine, and the promises an engine makes.
@Suite struct FastTrainingTests {
  static let layers: [Layer] = [
    .dense(6, Activation(.tanh)), .dense(3, Activation(.prelu)), .dense(1, Activation(.sigmoid)),
  ]

  @Test(arguments: Optimizer.Kind.allCases, InstructionSet.available)
  func optimizersAgree(kind: Optimizer.Kind, instructions: InstructionSet) throws {
    var test = EngineCase(Self.layers, inputs: 2, loss: Loss(.bce), rows: 7)
    test.optimizer = Optimizer(kind, rate: 0.02)
    test.optimizer.decay = 0.01
    if kind == .rmsprop { test.optimizer.momentum = 0.5 }
    try compareTraining(test, instructions)
  }

  @Test(arguments: [Clipping.norm(0.01), .norm(100), .value(0.002), .norm(0)])
  func clippingAndRegularizationAgree(clipping: Clipping) throws {
    var test = EngineCase(Self.layers, inputs: 2, loss: Loss(.mse), rows: 5)
    test.clipping = clipping
    test.regularization = Regularization(l1: 0.001, l2: 0.01)
    test.network.layers[0].isFrozen = true
    try compareTraining(test, .best)
  }

  @Test(arguments: InstructionSet.available)
  func dropoutLeavesOutTheSameNumbers(instructions: InstructionSet) throws {
    let layers: [Layer] = [
      .dropout(0.3), .dense(9, Activation(.relu)), .dropout(0.5), .dense(2, Activation(.softmax)),
    ]
    var test = EngineCase(layers, inputs: 5, loss: Loss(.crossEntropy), rows: 11)
    test.batch = 4
    try compareTraining(test, instructions)
  }

  @Test func smallLastBatchesAndOrdersAgree() throws {
    var test = EngineCase(Self.layers, inputs: 3, loss: Loss(.huber, parameter: 0.5), rows: 10)
    test.batch = 4
    try compareTraining(test, .best, order: [9, 3, 0, 7, 1, 2, 8])
  }

  @Test func frozenLayersStayAsTheyAre() throws {
    for frozen in 0..<3 {
      var test = EngineCase(Self.layers, inputs: 2, loss: Loss(.bce), rows: 4)
      test.network.layers[frozen].isFrozen = true
      let engine = try FastEngine(test.configuration)
      let before = try test.state()
      engine.load(before)
      _ = engine.train(try test.samples(), test.request(steps: 3))
      let after = engine.snapshot()
      for tensor in before.layout.tensors {
        let same = tensor.range.allSatisfy { before.parameters[$0] == after.parameters[$0] }
        #expect(same == (tensor.layer == frozen), "layer \(tensor.layer), \(frozen) frozen")
      }
    }
  }

  @Test(arguments: Optimizer.Kind.allCases)
  func goingOnFromASnapshotGivesTheSameBits(kind: Optimizer.Kind) throws {
    var test = EngineCase(Self.layers + [.dropout(0.2), .dense(1)], inputs: 2, loss: Loss(.mse), rows: 6)
    test.optimizer = Optimizer(kind, rate: 0.01)
    let samples = try test.samples()
    let whole = try FastEngine(test.configuration)
    whole.load(try test.state())
    _ = whole.train(samples, test.request(steps: 9))
    let first = try FastEngine(test.configuration)
    first.load(try test.state())
    _ = first.train(samples, test.request(steps: 4))
    let second = try FastEngine(test.configuration)
    second.load(first.snapshot())
    _ = second.train(samples, test.request(steps: 5))
    #expect(second.snapshot().parameters == whole.snapshot().parameters)
    #expect(second.snapshot().step == 9)
    #expect(second.snapshot().optimizer?.updates == 9)
  }

  @Test func aSnapshotGivesBackWhatWasLoaded() throws {
    let test = EngineCase(
      [.dense(9, Activation(.prelu)), .dense(17, Activation(.relu), bias: false), .dense(1)], inputs: 3,
      loss: Loss(.mse), rows: 2)
    let engine = try FastEngine(test.configuration)
    let state = try test.state()
    engine.load(state)
    #expect(engine.snapshot().parameters == state.parameters)
  }

  @Test func stopsBeforeTheUpdateOfALostLoss() throws {
    var test = EngineCase([.dense(4), .dense(1)], inputs: 2, loss: Loss(.mse), rows: 4)
    test.optimizer = Optimizer(.sgd, rate: 1e6)
    let engine = try FastEngine(test.configuration)
    engine.load(try test.state())
    var request = test.request(steps: 100)
    request.stopsAtNonFinite = true
    let result = engine.train(try test.samples(), request)
    #expect(result.stopped)
    #expect(result.steps < 100)
    #expect(result.last.step == result.steps)
    #expect(!result.last.loss.isFinite)
    #expect(engine.snapshot().step == result.steps)
    request.stopsAtNonFinite = false
    let more = engine.train(try test.samples(), request)
    #expect(!more.stopped && more.steps == 100)
  }

  @Test func ratesAreTakenStepByStep() throws {
    let test = EngineCase(Self.layers, inputs: 2, loss: Loss(.bce), rows: 4)
    let engine = try FastEngine(test.configuration)
    let state = try test.state()
    engine.load(state)
    var request = test.request(steps: 3)
    request.rates = [0, 0, 0]
    _ = engine.train(try test.samples(), request)
    #expect(engine.snapshot().parameters == state.parameters)
  }

  @Test func hugeLayersAreAnErrorNotATrap() throws {
    for units in [1 << 62, Int.max / 2, 1 << 55] {
      let test = EngineCase([.dense(units), .dense(1)], inputs: 2, loss: Loss(.mse), rows: 1)
      #expect(throws: ShapeError.self) { try FastEngine(test.configuration) }
    }
  }

  private func compareTraining(_ test: EngineCase, _ instructions: InstructionSet, order: [Int32]? = nil) throws {
    let fast = try FastEngine(test.configuration, instructions: instructions)
    let reference = try ReferenceEngine<Double>(test.configuration)
    let samples = try test.samples()
    fast.load(try test.state())
    reference.load(try test.state())
    let found = fast.train(samples, test.request(steps: 6, order: order))
    let expected = reference.train(samples, test.request(steps: 6, order: order))
    #expect(found.steps == 6 && found.observations.count == 6)
    #expect(agree(found.observations.map(\.loss), expected.observations.map(\.loss)))
    #expect(found.observations.map(\.accuracy) == expected.observations.map(\.accuracy))
    let (a, b) = (fast.snapshot(), reference.snapshot())
    #expect(agree(a.parameters.doubles, b.parameters.doubles))
    #expect(agree(a.optimizer?.slots.doubles ?? [], b.optimizer?.slots.doubles ?? []))
  }
}
