import Testing

@testable import NNCommands
@testable import NeuralNetwork
@testable import NeuralNetworkONNX

/// Models of other tools, and what those tools say of the same rows.
@Suite struct ImportTests {
  /// What `show settings` and `save` would say: the statements that build the model.
  private static let models: [(name: String, statements: [String], tolerance: Double)] = [
    ("torch_mlp_9", mlp, 1e-5), ("torch_mlp_13", mlp, 1e-5), ("torch_mlp_17", mlp, 1e-5), ("torch_mlp_20", mlp, 1e-5),
    (
      "torch_cnn",
      [
        "input 8 8 2", "layer conv2d 3 kernel 3 padding same relu", "layer maxpool2d 2", "layer conv2d 4 kernel 2 tanh",
        "layer avgpool2d 2 stride 1", "layer flatten", "output 3 linear",
      ], 1e-5
    ),
    (
      "torch_functional",
      ["input 8 8 2", "layer conv2d 4 kernel 3 relu", "layer maxpool2d 2", "layer flatten", "output 3 softmax"], 1e-5
    ),
    (
      "torch_residual",
      [
        "input 6 6 2", "layer conv2d 3 kernel 1", "layer residual", "  layer conv2d 3 kernel 3 padding same relu",
        "  layer residual", "    layer conv2d 3 kernel 1", "  end", "  layer conv2d 3 kernel 1", "end",
        "layer globalavgpool2d", "output 2 linear",
      ], 1e-5
    ),
    (
      "keras_mlp",
      ["input 4", "layer 6 gelu", "layer 5 leaky_relu alpha 0.2", "layer 5 silu", "output 3 softmax"], 1e-5
    ),
    (
      "tensorflow_style",
      [
        "input 8 8 2", "layer conv2d 3 kernel 3 stride 2 padding same relu", "layer batchnorm",
        "layer maxpool2d 2 stride 1", "layer flatten", "layer 5 leaky_relu alpha 0.3", "layer batchnorm",
        "output 3 softmax",
      ], 1e-5
    ),
    ("gemm", ["input 3", "layer 4", "layer dropout 0.25", "output 2 sigmoid"], 1e-5),
    ("double", ["input 3", "output 2 tanh"], 1e-6),
    // The runtime computes it in float16.
    ("half", ["input 3", "output 2 linear"], 3e-3),
    (
      "grid",
      [
        "input 6 6 1", "layer conv2d 2 kernel 3 padding same elu alpha 0.5", "layer globalavgpool2d",
        "output 2 linear",
      ], 1e-5
    ),
  ]

  private static let mlp =
    ["input 4"]
    + [
      "relu", "leaky_relu alpha 0.2", "elu alpha 0.7", "selu", "gelu", "silu", "mish", "softplus", "softsign",
      "sigmoid",
      "tanh", "hard_sigmoid", "hard_tanh", "relu6", "prelu",
    ].map { "layer 5 \($0)" } + ["output 3 softmax"]

  @Test(arguments: models.indices) func saysWhatTheRuntimeSays(_ index: Int) throws {
    let (name, statements, tolerance) = Self.models[index]
    let imported = try ImportedModel(onnx: fixture("onnx/\(name).onnx"))
    let expected = try Safetensors(bytes: fixture("onnx/\(name).safetensors"))
    let (x, y) = (try #require(expected["x"]), try #require(expected["y"]))
    var rows = x.values.floats
    imported.scaler?.apply(&rows)
    let samples = Samples(
      x: rows, inputs: x.shape[1], y: Array(repeating: 0, count: y.values.count), outputs: y.shape[1])
    let settings = TrainingSettings(loss: Loss(.mse))
    let outputs = try Trainer(imported.model, train: samples, decision: nil, settings: settings)
      .evaluate(samples).outputs
    let difference = zip(outputs, y.values.doubles).map { abs($0 - $1) }.max() ?? .infinity
    #expect(outputs.count == y.values.count)
    #expect(difference <= tolerance, "\(name): \(difference)")
    // The runtime's rows differ among themselves, so that a net that ignores its input would not pass.
    #expect(Set(y.values.doubles.map { ($0 * 1e4).rounded() }).count > 2)

    let conversation = Conversation()
    try conversation.write(fixture("onnx/\(name).onnx"), to: "m.onnx")
    conversation.output("import onnx \"m.onnx\"")
    let model = try #require(conversation.session.state.workspace.weights["main"]?.state)
    #expect(model.network.statements == statements)
    #expect(model.parameters == imported.model.parameters)
    #expect(model.buffers == imported.model.buffers)
  }
}
