import NeuralNetwork

/// The model as ONNX, operator set 17, in float32: the scaling is part of it, images come in as rows, height, width,
/// channels and are turned to ONNX's order inside.
extension ModelExport {
  /// The file.
  ///
  /// - Throws: where a weight is not finite, or the file would be of 2 GiB or more.
  public func onnx() throws(ExportError) -> [UInt8] {
    var graph = ONNXGraph()
    var x = "x"
    if let scaling {
      let count = scaling.offsets.count
      let shape = count == 1 ? [1] : [1] + inputShape.dimensions
      let offset = graph.constant("scale.offset", scaling.offsets, shape: shape)
      let factor = graph.constant("scale.factor", scaling.factors, shape: shape)
      x = graph.node("Mul", [graph.node("Sub", [x, offset]), factor])
    }
    if inputShape.isImage { x = graph.node("Transpose", [x], [("perm", .ints([0, 3, 1, 2]))]) }
    var kept: [String] = []
    for step in try steps() {
      switch step {
      case .open: kept.append(x)
      case .close: x = graph.node("Add", [kept.removeLast(), x])
      case .activation(let activation, let index, _): x = try activate(x, activation, index, &graph)
      case .layer(let layer, let index, let input, let output):
        x = try apply(layer, index, input, output, to: x, &graph)
      }
    }
    if outputShape.isImage { x = graph.node("Transpose", [x], [("perm", .ints([0, 2, 3, 1]))]) }
    _ = graph.node("Identity", [x], output: "y")
    return try graph.model(input: inputShape, output: outputShape)
  }

  private func tensor(_ role: Tensor.Role, _ index: Int, _ graph: inout ONNXGraph) throws(ExportError) -> String? {
    guard let numbers = try numbers(role, ofLayer: index), let tensor = model.layout.tensor(role, ofLayer: index) else {
      return nil
    }
    // A slope has PyTorch's name `weight` too, in a module of its own, so names differ.
    return graph.constant(tensor.name, numbers, shape: tensor.shape)
  }

  private func apply(
    _ layer: Layer, _ index: Int, _ input: Shape, _ output: Shape, to x: String, _ graph: inout ONNXGraph
  ) throws(ExportError) -> String {
    func parameters(_ roles: Tensor.Role...) throws(ExportError) -> [String] {
      var names: [String] = []
      for role in roles { if let name = try tensor(role, index, &graph) { names.append(name) } }
      return names
    }
    func walk(_ window: ImageWindow?) -> [(String, ONNXGraph.Attribute)] {
      guard let window else { return [] }
      return [
        ("kernel_shape", .ints([window.kernelRows, window.kernelColumns])),
        ("strides", .ints([window.stride, window.stride])),
        ("pads", .ints([window.top, window.left, window.bottom, window.right])),
      ]
    }
    switch layer.kind {
    case .dense: return graph.node("Gemm", [x] + (try parameters(.weight, .bias)), [("transB", .int(1))])
    case .conv2d(let convolution):
      return graph.node("Conv", [x] + (try parameters(.weight, .bias)), walk(try? convolution.window(over: input)))
    case .pool2d(let pool):
      switch pool.extent {
      case .window: return graph.node(pool.spelling.onnx, [x], walk(try? pool.window(over: input)))
      case .image: return graph.node("Flatten", [graph.node(pool.spelling.onnx, [x])], [("axis", .int(1))])
      }
    case .batchNorm(let norm):
      return graph.node(
        "BatchNormalization", [x] + (try parameters(.scale, .bias, .runningMean, .runningVariance)),
        [("epsilon", .float(Float(norm.epsilon)))])
    case .layerNorm(let norm):
      let inner = input.isImage ? graph.node("Transpose", [x], [("perm", .ints([0, 2, 3, 1]))]) : x
      let normal = graph.node(
        "LayerNormalization", [inner] + (try parameters(.scale, .bias)),
        [("axis", .int(-1)), ("epsilon", .float(Float(norm.epsilon)))])
      return input.isImage ? graph.node("Transpose", [normal], [("perm", .ints([0, 3, 1, 2]))]) : normal
    case .flatten: return graph.node("Flatten", [x], [("axis", .int(1))])
    // Nothing is left out once a model is used.
    case .dropout: return x
    }
  }

  private func activate(
    _ x: String, _ activation: Activation, _ index: Int, _ graph: inout ONNXGraph
  ) throws(ExportError) -> String {
    func written(_ formula: ONNXFormula) throws(ExportError) -> String {
      switch formula {
      case .input: return x
      // Of one number, which fits every channel.
      case .slope: return try tensor(.slope, index, &graph) ?? x
      case .number(let value): return graph.constant("c\(index + 1)_\(value)", [value], shape: [])
      case .node(let operation, let inputs, let attributes):
        var names: [String] = []
        for input in inputs { names.append(try written(input)) }
        return graph.node(operation, names, attributes.map { ($0, ONNXGraph.Attribute($1)) })
      }
    }
    return try written(activation.spelling.onnx)
  }
}

extension ONNXGraph.Attribute {
  fileprivate init(_ attribute: ONNXFormula.Attribute) {
    switch attribute {
    case .float(let number): self = .float(Float(number))
    case .int(let number): self = .int(number)
    }
  }
}
