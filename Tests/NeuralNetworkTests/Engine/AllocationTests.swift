import CAllocations
import NeuralNetwork
import Testing

/// A step allocates no memory: eleven steps take no more allocations than one.
@Suite(.enabled(if: allocations_are_counted() != 0, "a sanitizer has its own allocator")) struct AllocationTests {
  static let networks: [(input: Shape, layers: [Layer], blocks: [Range<Int>])] = [
    (Shape(2), [.dense(5, Activation(.tanh)), .dropout(0.2), .dense(3, Activation(.softmax))], []),
    (Shape(300), [.dense(256, Activation(.relu)), .dense(3, Activation(.softmax))], []),
    (
      Shape([12, 12, 2]),
      [
        .conv2d(8, kernel: 3, Activation(.relu)), .maxPool2D(2), .conv2d(9, kernel: 2, Activation(.tanh)), .flatten,
        .dense(3, Activation(.softmax)),
      ], []
    ),
    (
      Shape([12, 12, 2]),
      [
        .conv2d(8, kernel: 3), .normal(.batchNorm, .relu), .conv2d(8, kernel: 3, padding: .same), .batchNorm,
        .layerNorm, .dropout(0.1), .averagePool2D(2), .flatten, .dense(8), .normal(.batchNorm, .gelu), .dense(8),
        .normal(.layerNorm, .prelu), .dense(3, Activation(.softmax)),
      ], [2..<6, 3..<4, 10..<12]
    ),
  ]

  @Test(arguments: networks.indices, [Optimizer.Kind.sgd, .adam])
  func stepsAllocateNothing(network: Int, optimizer: Optimizer.Kind) throws {
    let (input, layers, blocks) = Self.networks[network]
    var test = EngineCase(layers, inputs: 1, loss: Loss(.crossEntropy), rows: 40)
    test.network.input = input
    test.network.blocks = blocks.map { ResidualBlock($0) }
    test.optimizer = Optimizer(optimizer, rate: 0.01)
    test.batch = 16
    let engine = try FastEngine(test.configuration)
    engine.load(try test.state())
    let samples = try test.samples()
    func allocations(steps: Int) -> Int {
      var request = test.request(steps: steps)
      request.observeEvery = 0
      allocations_begin()
      _ = engine.train(samples, request)
      return allocations_end()
    }
    // Every size of batch was seen once.
    _ = allocations(steps: 3)
    #expect(allocations(steps: 11) == allocations(steps: 1))
  }

  @Test func allocationsAreSeen() {
    let numbers = Array(0..<100)
    allocations_begin()
    let copy = numbers.map { $0 + 1 }
    #expect(allocations_end() > 0)
    #expect(copy.count == 100)
  }
}
