import NeuralNetwork
import Testing

/// Layers of images computed by oneDNN, against the reference engine in float64.
@Suite struct StageTests {
  /// Threads share convolutions of every size.
  private static let shared = Dispatch(largeProduct: 300_000, sharedNumbers: 60_000)
  private static let stacks: [[Layer]] = [
    [.conv2d(4, kernel: 3, Activation(.relu)), .maxPool2D(2), .conv2d(9, kernel: 2, Activation(.relu)), .flatten],
    [.conv2d(8, kernel: 3, padding: .same, Activation(.relu)), .maxPool2D(3, stride: 2), .flatten],
    [.conv2d(17, kernel: 3, stride: 2, padding: .same), .averagePool2D(2), .flatten],
    [.conv2d(3, kernel: 4, stride: 2, padding: .same, Activation(.tanh)), .dropout(0.3), .flatten],
    [.averagePool2D(3, stride: 1), .conv2d(5, kernel: 1, Activation(.gelu)), .dropout(0.2), .flatten],
    [.conv2d(4, kernel: 2, Activation(.relu)), .dropout(0.2), .conv2d(6, kernel: 3, Activation(.relu)), .flatten],
    [.conv2d(9, kernel: 2, stride: 2), .flatten], [.conv2d(16, kernel: 4, stride: 3, Activation(.relu)), .flatten],
    [.maxPool2D(2), .flatten], [.flatten], [.globalMaxPool2D], [.globalAveragePool2D, .flatten],
    [.conv2d(9, kernel: 2, Activation(.relu)), .globalMaxPool2D, .batchNorm, .dropout(0.2)],
    [.conv2d(17, kernel: 3, padding: .same, Activation(.tanh)), .globalAveragePool2D, .layerNorm],
    [.batchNorm, .dropout(0.1), .globalAveragePool2D, .dropout(0.2)],
  ]

  @Test(arguments: stacks, [1, 3])
  func trainingAgrees(layers: [Layer], channels: Int) throws {
    try compare(layers, channels: channels)
  }

  @Test(arguments: Activation.Kind.allCases.filter { FastEngine.computes(network($0)) })
  func activationsAgree(kind: Activation.Kind) throws {
    try compare([.conv2d(5, kernel: 3, Activation(kind)), .maxPool2D(2), .flatten], channels: 2)
    try compare(
      [.conv2d(3, kernel: 2, Activation(kind)), .conv2d(4, kernel: 2, Activation(kind)), .flatten], channels: 1)
  }

  @Test func everyActivationButSoftmaxIsComputed() {
    for kind in Activation.Kind.allCases { #expect(FastEngine.computes(Self.network(kind)) == (kind != .softmax)) }
  }

  @Test func frozenFiltersStayAsTheyAre() throws {
    var layers = Self.stacks[0]
    layers[0].isFrozen = true
    try compare(layers, channels: 2)
  }

  @Test func engineChangesNothingThatASnapshotHolds() throws {
    let test = Self.test(Self.stacks[0], channels: 2)
    let engine = try FastEngine(test.configuration)
    let state = try test.state()
    engine.load(state)
    #expect(engine.snapshot().parameters == state.parameters)
  }

  @Test func noSlowImplementationIsUsed() throws {
    let network = Network(
      input: Shape([28, 28, 1]),
      layers: [
        .conv2d(32, kernel: 3, Activation(.relu)), .maxPool2D(2), .conv2d(64, kernel: 3, Activation(.relu)),
        .maxPool2D(2), .flatten, .dense(10, Activation(.softmax)),
      ], hasOutput: true)
    let engine = try FastEngine(
      EngineConfiguration(
        network: network, precision: .float32, loss: Loss(.crossEntropy), optimizer: Optimizer(.adam), batch: 8))
    #expect(!engine.implementations.isEmpty)
    #if arch(x86_64)
      #expect(!engine.implementations.contains { $0.hasPrefix("ref") }, "\(engine.implementations)")
    #endif
  }

  private static func network(_ kind: Activation.Kind) -> Network {
    Network(
      input: Shape([7, 6, 1]), layers: [.conv2d(2, kernel: 3, Activation(kind)), .flatten, .dense(1)], hasOutput: true)
  }

  private static func test(_ layers: [Layer], channels: Int) -> EngineCase {
    var test = EngineCase(layers + [.dense(3, Activation(.softmax))], inputs: 1, loss: Loss(.crossEntropy), rows: 11)
    test.network.input = Shape([9, 8, channels])
    test.optimizer = Optimizer(.momentum, rate: 0.05)
    test.optimizer.decay = 0.01
    // The last batch has three rows.
    test.batch = 4
    return test
  }

  private static func engines(_ test: EngineCase) throws -> (FastEngine, ReferenceEngine<Double>) {
    var configuration = test.configuration
    configuration.threads = 2
    let fast = try FastEngine(configuration, dispatch: Self.shared)
    let reference = try ReferenceEngine<Double>(configuration)
    let state = try test.state()
    fast.load(state)
    reference.load(state)
    return (fast, reference)
  }

  private func compare(_ layers: [Layer], channels: Int) throws {
    let test = Self.test(layers, channels: channels)
    let (fast, reference) = try Self.engines(test)
    let samples = try test.samples()
    let found = fast.train(samples, test.request(steps: 7))
    let expected = reference.train(samples, test.request(steps: 7))
    #expect(agree(found.observations.map(\.loss), expected.observations.map(\.loss)), "\(test.testDescription)")
    #expect(found.observations.map(\.accuracy) == expected.observations.map(\.accuracy))
    let (a, b) = (fast.snapshot(), reference.snapshot())
    for tensor in a.layout.tensors {
      let (mine, theirs) = (Array(a.parameters.doubles[tensor.range]), Array(b.parameters.doubles[tensor.range]))
      #expect(agree(mine, theirs), "\(tensor.name) of \(test.testDescription)")
    }
    let (seen, known) = (fast.evaluate(samples, rows: nil), reference.evaluate(samples, rows: nil))
    #expect(agree(seen.outputs, known.outputs) && agree([seen.loss], [known.loss]))
  }
}
