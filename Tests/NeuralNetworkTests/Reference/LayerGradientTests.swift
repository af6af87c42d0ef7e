import NeuralNetwork
import Testing

/// Layers of images, normalizations and residual blocks against central differences in float64, in the pass that
/// training makes (a batchnorm uses the batch's statistics).
@Suite struct LayerGradientTests {
  static let image = Shape([5, 4, 2])
  static let cases: [(name: String, network: Network)] = [
    ("conv2d valid", net(image, .conv2d(3, kernel: 2, Activation(.tanh)), .flatten, .dense(2))),
    ("conv2d stride", net(image, .conv2d(3, kernel: 3, stride: 2, Activation(.gelu)), .flatten, .dense(2))),
    (
      "conv2d same",
      net(image, .conv2d(2, kernel: 4, stride: 3, padding: .same), .conv2d(2, kernel: 2, padding: .same), .flatten)
    ),
    ("conv2d softmax over channels", net(image, .conv2d(3, kernel: 1, Activation(.softmax)), .flatten, .dense(2))),
    ("conv2d prelu", net(image, .conv2d(3, kernel: 2, Activation(.prelu)), .flatten, .dense(2))),
    ("maxpool2d", net(image, .conv2d(3, kernel: 2), .maxPool2D(2), .flatten, .dense(2))),
    ("maxpool2d overlapping", net(image, .conv2d(3, kernel: 1), .maxPool2D(3, stride: 1), .flatten, .dense(2))),
    ("avgpool2d", net(image, .conv2d(3, kernel: 2), .averagePool2D(2, stride: 1), .flatten, .dense(2))),
    ("globalmaxpool2d", net(image, .conv2d(3, kernel: 2), .globalMaxPool2D, .dense(2))),
    ("globalavgpool2d", net(image, .conv2d(3, kernel: 2, Activation(.tanh)), .globalAveragePool2D, .batchNorm)),
    ("batchnorm", net(Shape(3), .dense(4), .batchNorm, .dense(2))),
    ("batchnorm first", net(Shape(3), .batchNorm, .dense(2, Activation(.tanh)))),
    ("batchnorm of images", net(image, .conv2d(3, kernel: 2), .batchNorm, .flatten, .dense(2))),
    ("batchnorm frozen", frozen(net(Shape(3), .dense(4), .batchNorm, .dense(2)), 1)),
    ("layernorm", net(Shape(3), .dense(4, Activation(.tanh)), .layerNorm, .dense(2))),
    ("layernorm of images", net(image, .conv2d(3, kernel: 2), .layerNorm, .flatten, .dense(2))),
    ("flatten of channels", net(image, .flatten, .dense(2))),
    ("residual", net(Shape(3), .dense(4), .dense(4, Activation(.tanh)), .dense(4), .dense(2), blocks: [1..<3])),
    ("residual at both ends", net(Shape(3), .dense(3, Activation(.tanh)), .dense(3), blocks: [0..<1, 1..<2])),
    ("residual of everything", net(Shape(3), .dense(4, Activation(.tanh)), .dense(3), blocks: [0..<2])),
    (
      "residual within residual",
      net(
        Shape(4), .dense(4, Activation(.tanh)), .dense(4), .dense(4), .dense(4, Activation(.softmax)), .dense(2),
        blocks: [0..<4, 0..<2, 1..<2, 2..<4])
    ),
    (
      "residual of images",
      net(
        image, .conv2d(2, kernel: 3, padding: .same, Activation(.tanh)), .conv2d(2, kernel: 3, padding: .same),
        .batchNorm, .flatten, .dense(2), blocks: [1..<3])
    ),
  ]

  @Test(arguments: cases)
  func gradientsAreThoseOfCentralDifferences(test: (name: String, network: Network)) throws {
    var state = try ModelState(
      drawing: test.network, initialization: Initialization(bias: .normal(mean: 0, deviation: 0.3)), seed: 5,
      precision: .float64)
    var noise = Noise(state: 9)
    for tensor in state.layout.tensors where tensor.role != .weight {
      for i in tensor.range { state.parameters[i] += Double(noise.next()) / 4 }
    }
    let inputs = test.network.input?.count ?? 0
    let outputs = try test.network.shapes().last?.count ?? 0
    let rows = 3
    let samples = Samples(
      x: (0..<(rows * inputs)).map { _ in noise.next() }, inputs: inputs,
      y: (0..<(rows * outputs)).map { _ in noise.next() }, outputs: outputs)
    let engine = try ReferenceEngine<Double>(
      EngineConfiguration(
        network: test.network, precision: .float64, loss: Loss(.mse), optimizer: Optimizer(.sgd), batch: rows))
    engine.load(state)
    let gradients = engine.differentiate(samples, rows: nil).gradients
    #expect(gradients.contains { abs($0) > 1e-4 })
    for index in gradients.indices {
      func loss(_ step: Double) -> Double {
        var moved = state
        moved.parameters[index] += step
        engine.load(moved)
        return engine.differentiate(samples, rows: nil).loss
      }
      let numeric = (loss(1e-5) - loss(-1e-5)) / 2e-5
      let size = max(abs(gradients[index]), abs(numeric), 1e-3)
      #expect(abs(gradients[index] - numeric) <= 1e-5 * size, "parameter \(index): \(gradients[index]), \(numeric)")
    }
  }

  private static func net(_ input: Shape, _ layers: Layer..., blocks: [Range<Int>] = []) -> Network {
    Network(input: input, layers: layers, blocks: blocks.map { ResidualBlock($0) })
  }

  private static func frozen(_ network: Network, _ layer: Int) -> Network {
    var network = network
    network.layers[layer].isFrozen = true
    return network
  }
}
