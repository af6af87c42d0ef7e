import CAllocations
import NeuralNetwork
import Testing

/// A step allocates no memory: eleven steps take no more allocations than one.
@Suite struct AllocationTests {
  static let networks: [(input: Shape, layers: [Layer])] = [
    (Shape(2), [.dense(5, Activation(.tanh)), .dropout(0.2), .dense(3, Activation(.softmax))]),
    (Shape(300), [.dense(256, Activation(.relu)), .dense(3, Activation(.softmax))]),
    (
      Shape([12, 12, 2]),
      [
        .conv2d(8, kernel: 3, Activation(.relu)), .maxPool2D(2), .conv2d(9, kernel: 2, Activation(.tanh)), .flatten,
        .dense(3, Activation(.softmax)),
      ]
    ),
  ]

  @Test(arguments: networks.indices, [Optimizer.Kind.sgd, .adam])
  func stepsAllocateNothing(network: Int, optimizer: Optimizer.Kind) throws {
    let (input, layers) = Self.networks[network]
    var test = EngineCase(layers, inputs: 1, loss: Loss(.crossEntropy), rows: 40)
    test.network.input = input
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
