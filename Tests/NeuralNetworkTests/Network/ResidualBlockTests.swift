import NeuralNetwork
import Testing

@Suite struct ResidualBlockTests {
  private func network(_ layers: Layer..., blocks: [Range<Int>]) -> Network {
    Network(input: Shape(4), layers: layers, blocks: blocks.map { ResidualBlock($0) })
  }

  @Test func shapesMustAgree() {
    let misfit = network(.dense(4), .dense(7, Activation(.tanh)), .dense(1), blocks: [0..<2])
    let error = #expect(throws: ShapeError.self) { try misfit.shapes() }
    #expect(error?.description == "the residual block of layers 1 to 2 takes 4, but gives 7: they cannot be added")
    #expect(error?.help == "end the block with a layer that gives 4 again")
  }

  static let misplaced: [[Range<Int>]] = [[0..<0], [2..<4], [0..<2, 1..<3], [1..<2, 0..<1], [-1..<1]]

  @Test(arguments: misplaced)
  func blocksLieBesideOrWithinEachOther(ranges: [Range<Int>]) {
    let net = network(.dense(4), .dense(4), .dense(4), blocks: ranges)
    #expect(throws: ShapeError.self) { try net.shapes() }
  }

  @Test func tensorNamesCountWithinTheBlock() throws {
    let net = network(
      .dense(4, Activation(.tanh)), .dense(4, Activation(.prelu)), .dense(4), .batchNorm, .dense(2),
      blocks: [1..<4, 2..<3])
    let layout = try ParameterLayout(net)
    #expect(
      layout.tensors.map(\.name) == [
        "0.weight", "0.bias", "2.0.weight", "2.0.bias", "2.1.weight", "2.2.0.weight", "2.2.0.bias", "2.3.weight",
        "2.3.bias", "3.weight", "3.bias",
      ])
    #expect(layout.buffers.map(\.name) == ["2.3.running_mean", "2.3.running_var"])
  }

  @Test func buildingFromInsideOut() {
    var net = Network(input: Shape(4), layers: [.dense(4)])
    net.appendResidual([.dense(4), .dense(4)])
    net.makeResidual(from: 2)
    net.makeResidual(from: 1)
    #expect(net.blocks.map(\.layers) == [1..<3, 1..<3, 2..<3])
    #expect(throws: Never.self) { try net.shapes() }
  }

  @Test func removeLastTakesTheWholeBlock() {
    var net = network(.dense(4), .dense(4), .dense(4), .dense(4), blocks: [1..<3, 2..<3])
    net.removeLast()
    #expect(net.layers.count == 3 && net.blocks.count == 2)
    net.removeLast()
    #expect(net.layers.count == 1 && net.blocks.isEmpty)
    net.removeLast()
    net.removeLast()
    #expect(net.layers.isEmpty)
  }

  @Test func onlyASoftmaxOverChannelsIsLeftToTheReference() throws {
    func isFast(_ network: Network) throws -> Bool {
      try EngineFactory.engine(
        for: EngineConfiguration(
          network: network, precision: .float32, loss: Loss(.mse), optimizer: .standard, batch: 1)) is FastEngine
    }
    #expect(try isFast(network(.dense(4), .dropout(0.5), .flatten, .layerNorm, .batchNorm, blocks: [0..<2, 3..<4])))
    for kind in [Activation.Kind.relu, .softmax] {
      let images = Network(input: Shape([3, 3, 1]), layers: [.conv2d(2, kernel: 2, Activation(kind)), .flatten])
      #expect(try isFast(images) == (kind == .relu))
    }
  }

  @Test func theFastEngineFlattensChannelByChannelToo() throws {
    let net = Network(input: Shape([2, 2, 3]), layers: [.flatten, .dense(2)])
    let configuration = EngineConfiguration(
      network: net, precision: .float32, loss: Loss(.mse), optimizer: .standard, batch: 1)
    let samples = Samples(x: (1...12).map { Float($0) / 10 }, inputs: 12, y: [0, 0], outputs: 2)
    let fast = try FastEngine(configuration)
    let reference = try ReferenceEngine<Float>(configuration)
    let state = try ModelState(drawing: net, seed: 3, precision: .float32)
    fast.load(state)
    reference.load(state)
    for (a, b) in zip(
      fast.evaluate(samples, rows: nil).outputs, reference.evaluate(samples, rows: nil).outputs)
    {
      #expect(abs(a - b) < 1e-5)
    }
  }

  @Test func flattenGoesChannelByChannel() throws {
    let net = Network(input: Shape([1, 2, 3]), layers: [.flatten])
    let engine = try ReferenceEngine<Float>(
      EngineConfiguration(network: net, precision: .float32, loss: Loss(.mse), optimizer: .standard, batch: 2))
    let samples = Samples(
      x: [1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60], inputs: 6, y: Array(repeating: 0, count: 12), outputs: 6)
    #expect(engine.evaluate(samples, rows: nil).outputs == [1, 4, 2, 5, 3, 6, 10, 40, 20, 50, 30, 60])
  }
}
