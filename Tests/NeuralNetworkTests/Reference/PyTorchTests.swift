import NeuralNetwork
import Testing

/// Convolution, pooling, normalization, residual blocks, Adam and AdamW against PyTorch's own numbers, which
/// Tests/Fixtures/pytorch/make.py wrote (with its version) in float64.
@Suite struct PyTorchTests {
  static let cases: [PyTorchCase] = [
    PyTorchCase(
      "conv_same", [7, 6, 2], .adam,
      [
        .conv2d(3, kernel: 3, stride: 2, padding: .same, Activation(.tanh)),
        .conv2d(4, kernel: 2, padding: .same, Activation(.sigmoid)), .flatten, .dense(3),
      ]),
    PyTorchCase(
      "conv_valid", [7, 6, 2], .adamw,
      [.conv2d(3, kernel: 3, Activation(.tanh)), .conv2d(4, kernel: 2, stride: 2), .flatten, .dense(3)]),
    PyTorchCase(
      "pooling", [9, 8, 2], .adam,
      [
        .maxPool2D(2), .conv2d(3, kernel: 1, Activation(.tanh)), .averagePool2D(2, stride: 1),
        .maxPool2D(2, stride: 1), .flatten, .dense(2),
      ]),
    PyTorchCase("batchnorm", [4], .adamw, [.dense(5), .activated(.tanh, .batchNorm), .dense(2)]),
    PyTorchCase("batchnorm_images", [5, 4, 2], .adam, [.conv2d(3, kernel: 2), .batchNorm, .flatten, .dense(2)]),
    PyTorchCase("layernorm", [4], .adam, [.dense(5), .activated(.tanh, .layerNorm), .dense(2)]),
    PyTorchCase("layernorm_images", [5, 4, 2], .adamw, [.conv2d(3, kernel: 2), .layerNorm, .flatten, .dense(2)]),
    PyTorchCase(
      "residual", [4], .adam,
      [.dense(5, Activation(.tanh)), .dense(5, Activation(.tanh)), .layerNorm, .dense(5), .dense(5), .dense(2)],
      blocks: [1..<5, 2..<4, 4..<5]),
  ]

  @Test(arguments: cases)
  func lossGradientsAndUpdates(test: PyTorchCase) throws {
    try check(test, ReferenceEngine<Double>(test.configuration(.float64)), .float64, tolerance: 1e-9)
    try check(test, ReferenceEngine<Float>(test.configuration(.float32)), .float32, tolerance: 1e-5)
    for instructions in InstructionSet.available {
      try check(
        test, FastEngine(test.configuration(.float32), instructions: instructions), .float32, tolerance: 1e-5)
    }
  }

  private func check(
    _ test: PyTorchCase, _ engine: any Engine, _ precision: Precision, tolerance: Double
  ) throws {
    let file = try Safetensors(bytes: fixture("pytorch/\(test.name).safetensors"))
    #expect(file.metadata["torch"]?.isEmpty == false)
    let empty = try ModelState(drawing: test.network, seed: 0, precision: precision)
    let samples = try test.samples(file)
    func near(_ found: [Double], _ name: String) throws {
      let expected = try #require(file[name]).values.doubles
      try #require(found.count == expected.count, "\(name)")
      for (index, (a, b)) in zip(found, expected).enumerated() {
        #expect(abs(a - b) <= tolerance * max(1, abs(b)), "\(name)[\(index)]: \(a), PyTorch \(b)")
      }
    }
    engine.load(try empty.loading(test.tensors("before.", of: file)))
    try near(engine.evaluate(samples, rows: nil).outputs, "before_output")
    let pass = engine.differentiate(samples, rows: nil)
    try near([pass.loss], "loss")
    for tensor in empty.layout.tensors { try near(Array(pass.gradients[tensor.range]), "gradient.\(tensor.name)") }
    let request = StepRequest(
      order: nil, start: 0, batch: samples.rows, steps: 3, rates: [0.02], stopsAtNonFinite: true)
    #expect(engine.train(samples, request).steps == 3)
    let after = engine.snapshot()
    // A bias before a normalization has the gradient 0, of which float32 leaves a rounding error: Adam makes a step of
    // the whole rate of it.
    guard precision == .float64 || !test.hasNormalization else { return }
    for tensor in after.layout.tensors where precision == .float64 {
      try near(Array(after.parameters.doubles[tensor.range]), "after.\(tensor.name)")
    }
    for tensor in after.layout.buffers {
      try near(Array(after.buffers.doubles[tensor.range]), "after.\(tensor.name)")
    }
    try near(engine.evaluate(samples, rows: nil).outputs, "after_output")
  }
}

/// One file of the fixtures with the network it was made with.
struct PyTorchCase: CustomTestStringConvertible, Sendable {
  var name: String
  var network: Network
  var optimizer: Optimizer

  var testDescription: String { name }

  init(_ name: String, _ input: [Int], _ kind: Optimizer.Kind, _ layers: [Layer], blocks: [Range<Int>] = []) {
    self.name = name
    network = Network(input: Shape(input), layers: layers, blocks: blocks.map { ResidualBlock($0) })
    optimizer = Optimizer(kind, rate: 0.02)
    if kind == .adamw { optimizer.decay = 0.1 }
  }

  var hasNormalization: Bool {
    network.layers.contains { layer in
      switch layer.kind {
      case .batchNorm, .layerNorm: true
      default: false
      }
    }
  }

  func configuration(_ precision: Precision) -> EngineConfiguration {
    EngineConfiguration(network: network, precision: precision, loss: Loss(.mse), optimizer: optimizer, batch: 4)
  }

  func samples(_ file: Safetensors) throws -> Samples {
    let (x, y) = (try #require(file["x"]), try #require(file["y"]))
    return Samples(
      x: x.values.floats, inputs: x.shape.dropFirst().reduce(1, *), y: y.values.floats, outputs: y.shape[1])
  }

  /// The tensors whose names begin with a prefix, without it.
  func tensors(_ prefix: String, of file: Safetensors) -> Safetensors {
    Safetensors(
      tensors: file.tensors.filter { $0.name.hasPrefix(prefix) }.map {
        Safetensors.Entry(name: String($0.name.dropFirst(prefix.count)), shape: $0.shape, values: $0.values)
      })
  }
}

extension Layer {
  fileprivate static func activated(_ kind: Activation.Kind, _ layer: Layer) -> Layer {
    var layer = layer
    layer.activation = Activation(kind)
    return layer
  }
}
