import NeuralNetwork
import Testing

/// Normalizations, residual blocks and dropout among them, of features and of images, against the reference engine in
/// float64 on every instruction set: seven steps, then the running statistics, evaluation, and every layer's insides.
@Suite struct NormAndBlockTests {
  struct Stack: CustomTestStringConvertible, Sendable {
    var input: [Int]
    var layers: [Layer]
    var blocks: [Range<Int>] = []
    var testDescription: String { "\(input), \(layers.map(\.name)), \(blocks)" }
  }

  static let features: [Stack] = [
    Stack(input: [4], layers: [.dense(5), .normal(.batchNorm, .relu)]),
    Stack(input: [3], layers: [.batchNorm, .dense(9, Activation(.tanh)), .normal(.layerNorm, .gelu)]),
    Stack(input: [9], layers: [.normal(.layerNorm, .softmax), .dense(17), .normal(.batchNorm, .prelu)]),
    Stack(input: [5], layers: [.dense(5, Activation(.tanh)), .dense(5)], blocks: [0..<2]),
    Stack(
      input: [4], layers: [.dense(6, Activation(.relu)), .dense(6, Activation(.sigmoid)), .batchNorm, .dense(6)],
      blocks: [1..<4, 1..<3, 2..<3]),
    Stack(input: [8], layers: [.dropout(0.3), .normal(.layerNorm, .sigmoid), .dense(8)], blocks: [0..<3, 2..<3]),
    Stack(input: [1], layers: [.batchNorm, .dense(4), .flatten, .layerNorm]),
  ]

  static let images: [Stack] = [
    Stack(input: [6, 5, 2], layers: [.conv2d(4, kernel: 3), .normal(.batchNorm, .relu), .maxPool2D(2)]),
    Stack(input: [5, 5, 1], layers: [.conv2d(9, kernel: 2), .normal(.layerNorm, .tanh), .conv2d(3, kernel: 2)]),
    Stack(input: [4, 3, 8], layers: [.batchNorm, .normal(.layerNorm, .silu)]),
    Stack(
      input: [5, 4, 3],
      layers: [
        .conv2d(16, kernel: 3, padding: .same, Activation(.relu)), .conv2d(16, kernel: 3, padding: .same),
        .normal(.batchNorm, .relu), .conv2d(16, kernel: 3, padding: .same), .batchNorm, .maxPool2D(2),
      ], blocks: [1..<5]),
    Stack(
      input: [4, 4, 3],
      layers: [
        .conv2d(3, kernel: 3, padding: .same, Activation(.tanh)), .dropout(0.2), .conv2d(3, kernel: 1),
        .normal(.layerNorm, .prelu), .averagePool2D(1),
      ], blocks: [0..<5, 0..<3, 1..<3, 2..<3, 3..<5]),
    Stack(
      input: [5, 5, 8],
      layers: [
        .conv2d(8, kernel: 3, padding: .same, Activation(.relu)), .maxPool2D(1),
        .conv2d(8, kernel: 1, Activation(.relu)), .maxPool2D(2),
      ], blocks: [1..<2, 2..<3]),
    Stack(input: [3, 4, 2], layers: [.dropout(0.3), .dropout(0.1)], blocks: [1..<2]),
    Stack(input: [6, 3], layers: [.batchNorm, .layerNorm], blocks: [1..<2]),
    Stack(input: [4, 4, 24], layers: [.normal(.batchNorm, .prelu), .conv2d(24, kernel: 3), .layerNorm]),
  ]

  @Test(arguments: features, InstructionSet.available)
  func featuresAgree(stack: Stack, instructions: InstructionSet) throws {
    try compare(stack, head: [.dense(3, Activation(.softmax))], instructions)
  }

  @Test(arguments: images, InstructionSet.available)
  func imagesAgree(stack: Stack, instructions: InstructionSet) throws {
    try compare(stack, head: [.flatten, .dense(3, Activation(.softmax))], instructions)
  }

  /// Without a dense layer behind them: what a stage or a block gives is what the loss reads.
  @Test(arguments: features + images)
  func outputsAgree(stack: Stack) throws {
    try compare(stack, head: [], .best, loss: .mse)
    try compare(stack, head: [.flatten], .best, loss: .huber)
  }

  @Test(arguments: Activation.Kind.allCases)
  func everyActivationFollowsANormalization(kind: Activation.Kind) throws {
    let vector = Stack(input: [4], layers: [.dense(9), .normal(.batchNorm, kind), .normal(.layerNorm, kind)])
    try compare(vector, head: [.dense(2)], .best, loss: .mse)
    if kind == .softmax { return }
    let image = Stack(
      input: [4, 3, 2], layers: [.conv2d(9, kernel: 2), .normal(.batchNorm, kind), .normal(.layerNorm, kind)])
    try compare(image, head: [.flatten, .dense(2)], .best, loss: .mse)
  }

  /// The loss computes with the sums of a last layer.
  @Test(arguments: [Activation.Kind.sigmoid, .softmax, .tanh])
  func aNormalizationCanBeTheOutput(kind: Activation.Kind) throws {
    let loss: Loss.Kind = kind == .sigmoid ? .bce : kind == .softmax ? .crossEntropy : .mse
    for norm in [Layer.batchNorm, .layerNorm] {
      try compare(Stack(input: [4], layers: [.dense(3), .normal(norm, kind)]), head: [], .best, loss: loss)
    }
  }

  @Test func frozenOnesStayAsTheyAre() throws {
    for stack in [Self.features[4], Self.images[3]] {
      for frozen in stack.layers.indices {
        var stack = stack
        stack.layers[frozen].isFrozen = true
        try compare(stack, head: [.flatten, .dense(3, Activation(.softmax))], .best)
      }
      var all = stack
      for index in all.layers.indices { all.layers[index].isFrozen = true }
      try compare(all, head: [.flatten, .dense(3, Activation(.softmax))], .best)
    }
  }

  /// A batch of one row has no spread: a batchnorm of features then uses the running statistics.
  @Test func oneRowUsesRunningStatistics() throws {
    try compare(Self.features[0], head: [.dense(2)], .best, loss: .mse, batch: 1)
    try compare(Self.images[0], head: [.flatten, .dense(2)], .best, loss: .mse, batch: 1)
  }

  /// A step that is not done because its loss is not finite moves no statistics.
  @Test func aStepThatIsNotDoneMovesNothing() throws {
    for stack in [Self.features[0], Self.images[0]] {
      let test = Self.test(stack, head: [.flatten, .dense(2)], loss: .mse, batch: 4)
      let engine = try FastEngine(test.configuration)
      let state = try test.state()
      engine.load(state)
      var samples = try test.samples()
      samples = Samples(
        x: Array(repeating: .infinity, count: samples.rows * samples.inputs), inputs: samples.inputs, y: samples.y,
        outputs: samples.outputs)
      var request = test.request(steps: 2)
      request.stopsAtNonFinite = true
      #expect(engine.train(samples, request).stopped)
      #expect(engine.snapshot().buffers == state.buffers)
      #expect(engine.snapshot().parameters == state.parameters)
    }
  }

  private static func test(_ stack: Stack, head: [Layer], loss: Loss.Kind, batch: Int) -> EngineCase {
    var test = EngineCase(stack.layers + head, inputs: 1, loss: Loss(loss), rows: 11)
    test.network.input = Shape(stack.input)
    test.network.blocks = stack.blocks.map { ResidualBlock($0) }
    test.optimizer = Optimizer(.momentum, rate: 0.02)
    test.optimizer.decay = 0.01
    test.batch = batch
    return test
  }

  private func compare(
    _ stack: Stack, head: [Layer], _ instructions: InstructionSet, loss: Loss.Kind = .crossEntropy, batch: Int = 4,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let test = Self.test(stack, head: head, loss: loss, batch: batch)
    try #require(FastEngine.computes(test.network))
    let fast = try FastEngine(test.configuration, instructions: instructions)
    let reference = try ReferenceEngine<Double>(test.configuration)
    let state = try test.state()
    let samples = try test.samples()
    fast.load(state)
    reference.load(state)
    func expect(_ found: [Double], _ known: [Double], _ what: String) {
      #expect(
        agree(found, known, tolerance: 1e-3), "\(what) of \(stack.testDescription)", sourceLocation: sourceLocation)
    }
    for (a, b) in [
      (fast.differentiate(samples, rows: nil), reference.differentiate(samples, rows: nil)),
      (fast.rehearse(samples, rows: [3, 1, 4]), reference.rehearse(samples, rows: [3, 1, 4])),
    ] {
      let pass = (a, b)
      expect([pass.0.loss], [pass.1.loss], "loss")
      expect(pass.0.gradients, pass.1.gradients, "gradients")
      #expect(pass.0.layers.map(\.units) == pass.1.layers.map(\.units), sourceLocation: sourceLocation)
      for (index, (a, b)) in zip(pass.0.layers, pass.1.layers).enumerated() {
        expect(a.sums, b.sums, "sums of layer \(index)")
        expect(a.outputs, b.outputs, "outputs of layer \(index)")
        expect(a.outputGradients, b.outputGradients, "dL/d(outputs) of layer \(index)")
        expect(a.sumGradients, b.sumGradients, "dL/d(sums) of layer \(index)")
      }
    }
    #expect(fast.snapshot().buffers == state.buffers, "looking moves no statistics")
    let trained = (fast.train(samples, test.request(steps: 7)), reference.train(samples, test.request(steps: 7)))
    expect(trained.0.observations.map(\.loss), trained.1.observations.map(\.loss), "losses")
    let (a, b) = (fast.snapshot(), reference.snapshot())
    for tensor in a.layout.tensors {
      expect(Array(a.parameters.doubles[tensor.range]), Array(b.parameters.doubles[tensor.range]), tensor.name)
    }
    for tensor in a.layout.buffers {
      expect(Array(a.buffers.doubles[tensor.range]), Array(b.buffers.doubles[tensor.range]), tensor.name)
    }
    let seen = (fast.evaluate(samples, rows: nil), reference.evaluate(samples, rows: nil))
    expect([seen.0.loss], [seen.1.loss], "evaluated loss")
    expect(seen.0.outputs, seen.1.outputs, "evaluated outputs")
    expect(seen.0.sums, seen.1.sums, "evaluated sums")
  }
}
