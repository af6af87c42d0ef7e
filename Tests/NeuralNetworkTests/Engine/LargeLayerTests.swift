import NeuralNetwork
import Testing

/// Dense layers computed by oneDNN and its threads, against the reference engine in float64.
@Suite struct LargeLayerTests {
  /// Every product is oneDNN's and every loop is shared.
  private static let everything = Dispatch(largeProduct: 0, sharedNumbers: 0)
  /// Some layers are large, some are not.
  private static let some = Dispatch(largeProduct: 1500, sharedNumbers: 0)

  @Test(arguments: [1, 2, 3], [1, 5, 33])
  func passesAgree(threads: Int, rows: Int) throws {
    let stacks: [[Layer]] = [
      [.dense(17, Activation(.relu)), .dense(9, Activation(.gelu)), .dense(3, Activation(.softmax))],
      [.dense(24, Activation(.prelu)), .dropout(0.3), .dense(8, Activation(.softmax)), .dense(3)],
      [.flatten, .dense(40, Activation(.tanh), bias: false), .dense(3, Activation(.leakyReLU, alpha: -0.2))],
    ]
    for dispatch in [Self.everything, Self.some] {
      for layers in stacks {
        let test = EngineCase(layers, inputs: 13, loss: Loss(.crossEntropy), rows: rows)
        let (large, reference) = try engines(test, threads: threads, dispatch)
        let samples = try test.samples()
        let found = large.differentiate(samples, rows: nil)
        let expected = reference.differentiate(samples, rows: nil)
        #expect(agree([found.loss], [expected.loss]), "\(test.testDescription)")
        #expect(agree(found.gradients, expected.gradients), "\(test.testDescription)")
        for (a, b) in zip(found.layers, expected.layers) {
          #expect(agree(a.sums, b.sums) && agree(a.outputs, b.outputs), "\(test.testDescription)")
          #expect(agree(a.sumGradients, b.sumGradients), "\(test.testDescription)")
        }
        let order: [Int32] = (0..<Int32(rows)).reversed()
        let outputs = large.evaluate(samples, rows: order).outputs
        #expect(agree(outputs, reference.evaluate(samples, rows: order).outputs))
      }
    }
  }

  @Test(arguments: Optimizer.Kind.allCases, [1, 2, 5])
  func stepsAgree(kind: Optimizer.Kind, threads: Int) throws {
    var test = EngineCase(
      [.dense(21, Activation(.tanh)), .dense(6, Activation(.sigmoid)), .dense(2)], inputs: 11, loss: Loss(.mse),
      rows: 30)
    test.optimizer = Optimizer(kind, rate: 0.02)
    test.optimizer.decay = 0.01
    test.regularization = Regularization(l1: 0.001, l2: 0.01)
    test.network.layers[1].isFrozen = true
    // The last batch of an epoch is a smaller one.
    test.batch = 8
    let (large, reference) = try engines(test, threads: threads, Self.everything)
    let samples = try test.samples()
    let found = large.train(samples, test.request(steps: 7))
    let expected = reference.train(samples, test.request(steps: 7))
    #expect(agree(found.observations.map(\.loss), expected.observations.map(\.loss)))
    #expect(agree(large.snapshot().parameters.doubles, reference.snapshot().parameters.doubles))
  }

  @Test(arguments: [1, 2, 4])
  func theSameThreadsGiveTheSameBits(threads: Int) throws {
    var test = EngineCase(
      [.dense(300, Activation(.relu)), .dropout(0.2), .dense(200, Activation(.relu)), .dense(10)], inputs: 150,
      loss: Loss(.mse), rows: 64)
    test.optimizer = Optimizer(.adam, rate: 0.01)
    test.batch = 32
    let samples = try test.samples()
    let states = try (0..<2).map { _ in
      let (large, _) = try engines(test, threads: threads, .standard)
      _ = large.train(samples, test.request(steps: 6))
      return large.snapshot()
    }
    #expect(states[0].parameters == states[1].parameters)
    #expect(states[0].optimizer?.slots == states[1].optimizer?.slots)
  }

  @Test func smallNetworksNeverAskForThreads() throws {
    let small = EngineCase([.dense(20), .dense(1)], inputs: 2, loss: Loss(.mse), rows: 4)
    let large = EngineCase([.dense(512), .dense(1)], inputs: 784, loss: Loss(.mse), rows: 4)
    #expect(!(try Self.usesThreads(small)))
    #expect(try Self.usesThreads(large))
    let images = [Layer.conv2d(8, kernel: 3, Activation(.relu)), .flatten, .dense(1)]
    for (side, isLarge) in [(8, false), (28, true)] {
      var test = EngineCase(images, inputs: 1, loss: Loss(.mse), rows: 32)
      test.network.input = Shape([side, side, 1])
      #expect(try Self.usesThreads(test) == isLarge)
    }
  }

  private static func usesThreads(_ test: EngineCase) throws -> Bool {
    var configuration = test.configuration
    configuration.threads = 2
    return try FastEngine(configuration).usesThreads
  }

  private func engines(
    _ test: EngineCase, threads: Int, _ dispatch: Dispatch
  ) throws -> (FastEngine, ReferenceEngine<Double>) {
    var configuration = test.configuration
    configuration.threads = threads
    let large = try FastEngine(configuration, dispatch: dispatch)
    let reference = try ReferenceEngine<Double>(configuration)
    let state = try test.state()
    large.load(state)
    reference.load(state)
    return (large, reference)
  }
}
