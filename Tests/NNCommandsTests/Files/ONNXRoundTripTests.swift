import Testing

@testable import NNCommands
@testable import NeuralNetwork
@testable import NeuralNetworkONNX

/// What nnsh writes it reads again, and goes on training.
@Suite struct ONNXRoundTripTests {
  /// A pool over the whole image leaves a row of features, or one pixel where an image is wanted.
  @Test(arguments: [true, false]) func poolsOverTheWholeImage(wantsImage: Bool) throws {
    var graph = ONNXGraph()
    var pooled = graph.node("GlobalMaxPool", [graph.node("Transpose", ["x"], [("perm", .ints([0, 3, 1, 2]))])])
    if wantsImage { pooled = graph.node("Conv", [pooled, graph.constant("w", [1, 2], shape: [1, 2, 1, 1])]) }
    _ = graph.node("Flatten", [pooled], output: "y")
    let file = try graph.model(input: Shape([6, 6, 2]), output: Shape(wantsImage ? 1 : 2))
    let wanted =
      ["input 6 6 2"]
      + (wantsImage ? ["layer maxpool2d 6", "layer conv2d 1 kernel 1", "layer flatten"] : ["layer globalmaxpool2d"])
    #expect(try ImportedModel(onnx: file).model.network.statements == wanted)
  }

  @Test(arguments: TestNets.all) func comesBack(_ net: String) throws {
    let conversation = Conversation()
    conversation.output(net + "\nexport onnx \"m.onnx\"")
    let network = try #require(conversation.session.state.workspace.description.resolved)
    let loss = try #require(Double(conversation.output("mode csv\nprint \"{loss}\"").split(separator: "\n").last ?? ""))
    let other = Conversation()
    try other.write(FileAccess.read(FileLocation("\(conversation.folder)/m.onnx")), to: "m.onnx")
    let data = net.split(separator: "\n").first { $0.hasPrefix("data") } ?? ""
    other.output("\(data)\nimport onnx \"m.onnx\"")
    // The scaling of the file holds, though this session said none.
    other.output("expect abs(loss - \(loss)) <= 1e-5 * max(1, \(loss))")
    let own = try #require(other.session.state.workspace.description.resolved)
    // A dropout is nothing in the file, and a bias of zeros may come back where there was none.
    let expected = network.layers.filter { $0.name != "dropout" }
    #expect(own.layers.map(\.name) == expected.map(\.name))
    #expect(own.layers.map(\.activation) == expected.map(\.activation))
    #expect(own.blocks == network.blocks)
    other.output("save \"m.safetensors\"\nload \"m.safetensors\"\nexpect abs(loss - \(loss)) <= 1e-5 * max(1, \(loss))")
    other.output("train 2 steps\nexpect step == 2\nexport onnx \"again.onnx\"")
  }

  @Test func keepsTheWeightsOfTheFileInFloat64() throws {
    let conversation = Conversation()
    try conversation.write(fixture("onnx/double.onnx"), to: "m.onnx")
    conversation.output("precision float64\nimport onnx \"m.onnx\"")
    let imported = try ImportedModel(onnx: fixture("onnx/double.onnx"), precision: .float64)
    #expect(conversation.session.state.workspace.weights["main"]?.state.parameters == imported.model.parameters)
    #expect(imported.model.parameters != imported.model.parameters.converted(to: .float32).converted(to: .float64))
  }
}
