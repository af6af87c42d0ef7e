import Testing

@testable import NNCommands
@testable import NeuralNetwork
@testable import NeuralNetworkONNX

/// What cannot be read names the node and its operator, and changes nothing.
@Suite struct ONNXRefusalTests {
  private typealias Attribute = ONNXGraph.Attribute

  /// A graph of x [rows, 4] (or an image 6×6×2, turned to channels first) with nodes and constants of its own.
  private static func file(
    _ input: Shape = Shape(4), _ build: (inout ONNXGraph) -> Void
  ) -> [UInt8] {
    var graph = ONNXGraph()
    if input.isImage { _ = graph.node("Transpose", ["x"], output: "i", [("perm", .ints([0, 3, 1, 2]))]) }
    build(&graph)
    return (try? graph.model(input: input, output: Shape(1))) ?? []
  }

  private static func dense(_ graph: inout ONNXGraph, _ from: String, _ to: String, inputs: Int = 4, units: Int = 4) {
    let weight = graph.constant("w_\(to)", (0..<(inputs * units)).map { Double($0 % 7) / 7 }, shape: [inputs, units])
    _ = graph.node("MatMul", [from, weight], output: to)
  }

  private static let image = Shape([6, 6, 2])

  private static let refused: [(file: [UInt8], says: String)] = [
    (file { _ = $0.node("LSTM", ["x"], output: "y") }, "node 'lstm_1' (LSTM) is no operator that nnsh has"),
    (file { _ = $0.node("Relu", ["x"], output: "y") }, "(Relu) is an activation behind the input"),
    (file { _ = $0.node("Relu", ["nothing"], output: "y") }, "(Relu) reads 'nothing', which nothing before it gives"),
    (
      file {
        dense(&$0, "x", "a")
        dense(&$0, "a", "b")
        dense(&$0, "a", "c")
        _ = $0.node("Concat", ["b", "c"], output: "y")
      }, "(MatMul) reads what another path has gone on from"
    ),
    (
      file {
        dense(&$0, "x", "a")
        dense(&$0, "a", "b")
        _ = $0.node("Mul", ["a", "b"], output: "y")
      }, "(Mul) computes with two values that do not come from the same layer"
    ),
    (
      file {
        dense(&$0, "x", "a")
        _ = $0.node("ThresholdedRelu", ["a"], output: "y")
      }, "(ThresholdedRelu) ends a function of its input that is none of nnsh's activations"
    ),
    (
      file {
        dense(&$0, "x", "a")
        _ = $0.node("Relu", ["a"], output: "b")
        _ = $0.node("Tanh", ["b"], output: "y")
      }, "ends a function of its input that is none of nnsh's activations"
    ),
    (
      file {
        dense(&$0, "x", "a")
        dense(&$0, "a", "b")
        _ = $0.node("Add", ["a", "b"], output: "c")
        _ = $0.node("Relu", ["c"], output: "y")
      }, "(Relu) is an activation behind a sum"
    ),
    (file { dense(&$0, "x", "y", inputs: 5) }, "(MatMul) has a constant of shape [5, 4], expected [4, units]"),
    (
      file {
        let weight = $0.constant("w", [.nan, 1, 1, 1], shape: [4, 1])
        _ = $0.node("MatMul", ["x", weight], output: "y")
      }, "(MatMul) has a number in 'w' that is not finite"
    ),
    (
      file {
        let weight = $0.constant("w", [1, 2, 3], shape: [4, 1])
        _ = $0.node("MatMul", ["x", weight], output: "y")
      }, "the constant 'w' has the shape [4, 1], but 3 numbers"
    ),
    (
      file {
        let weight = $0.constant("w", [1, 2, 3, 4], shape: [1 << 40, 1 << 40])
        _ = $0.node("MatMul", ["x", weight], output: "y")
      }, "(MatMul) needs more numbers than can be meant"
    ),
    (
      file(image) {
        let weight = $0.constant("w", Array(repeating: 1, count: 18), shape: [2, 1, 3, 3])
        _ = $0.node("Conv", ["i", weight], output: "y", [("group", .int(2))])
      }, "(Conv) has group 2, expected 1"
    ),
    (
      file(image) {
        let weight = $0.constant("w", Array(repeating: 1, count: 18), shape: [1, 2, 3, 3])
        _ = $0.node("Conv", ["i", weight], output: "y", [("pads", .ints([2, 2, 2, 2]))])
      }, "(Conv) has pads [2, 2, 2, 2], expected [0, 0, 0, 0] or [1, 1, 1, 1]"
    ),
    (
      file(image) {
        let weight = $0.constant("w", Array(repeating: 1, count: 18), shape: [1, 2, 3, 3])
        _ = $0.node("Conv", ["i", weight], output: "y", [("dilations", .ints([2, 2]))])
      }, "(Conv) has dilations [2, 2], expected [1, 1]"
    ),
    (
      file(Shape([6, 4, 2])) {
        let weight = $0.constant("w", [1, 2], shape: [1, 2, 1, 1])
        _ = $0.node("Conv", [$0.node("GlobalMaxPool", ["i"]), weight], output: "y")
      }, "(Conv) takes an image of 1×1×2 here"
    ),
    (
      file(image) { _ = $0.node("MaxPool", ["i"], output: "y", [("kernel_shape", .ints([2, 3]))]) },
      "(MaxPool) has kernel_shape [2, 3], expected a square"
    ),
    (
      file(image) { _ = $0.node("MaxPool", ["i"], output: "y", [("kernel_shape", .ints([9, 9]))]) },
      "(MaxPool) does not fit: layer 1 (maxpool2d) has a window of 9×9"
    ),
    (file(image) { dense(&$0, "i", "y") }, "(MatMul) takes an image here"),
    (
      file(Shape([1 << 31, 1 << 31, 2])) { _ = $0.node("Flatten", ["i"], output: "y") },
      "the input has the shape"
    ),
    (Array("this is no model, but some text".utf8), "this is no ONNX file"),
    ([], "this is no ONNX file"),
    ([0x80, 0x02, 0x95], "this is no ONNX file"),
    ([0x08, 0x08, 0x3a, 0xff, 0xff, 0xff, 0xff, 0x7f], "the file is damaged or cut off"),
  ]

  @Test(arguments: refused.indices) func namesTheNode(_ index: Int) throws {
    let conversation = Conversation()
    conversation.output("data xor\nlayer 2 tanh\noutput sigmoid\ntrain 3 steps")
    let before = conversation.session.state.workspace.weights["main"]?.state.parameters
    try conversation.write(Self.refused[index].file, to: "m.onnx")
    #expect(conversation.errors("import onnx \"m.onnx\"") == ["E0706"])
    #expect(conversation.reported.contains("'m.onnx': "))
    #expect(conversation.reported.contains(Self.refused[index].says), "\(conversation.reported)")
    #expect(conversation.session.state.workspace.weights["main"]?.state.parameters == before)
    #expect(conversation.output("print step") == "3\n")
  }

  /// Every prefix of a file is an error, and none takes memory that the file does not pay for.
  @Test func cutOff() throws {
    let file = try fixture("onnx/torch_cnn.onnx")
    for count in stride(from: 0, to: file.count, by: 7) {
      #expect(throws: ONNXError.self) { try ImportedModel(onnx: Array(file[..<count])) }
    }
  }

  /// One small constant, used by ten thousand nodes.
  @Test func sharedWeightsAreBounded() {
    let file = Self.file(Shape(512)) { graph in
      let weight = graph.constant("w", Array(repeating: 0, count: 512 * 512), shape: [512, 512])
      for index in 0..<5000 {
        _ = graph.node(
          "MatMul", [index == 0 ? "x" : "v\(index)", weight], output: index == 4999 ? "y" : "v\(index + 1)")
      }
    }
    #expect { try ImportedModel(onnx: file) } throws: { "\($0)".contains("needs more numbers than can be meant") }
  }

  /// A value that is doubled sixty times is no more work than one that is not.
  @Test func deepExpressionsAreCheap() {
    let file = Self.file { graph in
      Self.dense(&graph, "x", "v0")
      for index in 0..<60 { _ = graph.node("Add", ["v\(index)", "v\(index)"], output: "v\(index + 1)") }
      _ = graph.node("Identity", ["v60"], output: "y")
    }
    let model = try? ImportedModel(onnx: file)
    // Unit 1's second input: 4/7 in float32, and an exact power of two.
    #expect(model?.model.parameters[1] == 0x1p60 * Double(Float(4.0 / 7)))
  }
}
