import NNText
import NeuralNetwork

/// Layers that bring numbers to mean 0 and variance 1.
extension ONNXImport {
  mutating func batchNorm(_ stream: Stream, _ node: ONNXFile.Node) throws(ONNXError) -> Stream {
    guard node.inputs.count == 5 else { throw ONNXError(node.place, .inputCount(node.inputs.count)) }
    guard stream.order != .grid, stream.order != .channelsLast else {
      throw ONNXError(node.place, .form(Self.name(of: stream)))
    }
    try expect("training_mode", node.int("training_mode", 0), 0, node)
    try expect("spatial", node.int("spatial", 1), 1, node)
    var own: Weights = [:]
    for (index, role) in [Tensor.Role.scale, .bias, .runningMean, .runningVariance].enumerated() {
      own[role] = try channels(node.inputs[index + 1], stream, node)
    }
    // √(σ² + ε) stays what it is.
    let epsilon = node.float("epsilon", 1e-5)
    let difference = epsilon - BatchNorm().epsilon
    let variances = (own[.runningVariance] ?? []).map { $0 + difference }
    guard variances.allSatisfy({ $0 >= 0 }) else {
      throw ONNXError(
        node.place,
        .setting(
          "epsilon", "\(epsilon)",
          expected: Wording(en: "\(BatchNorm().epsilon) or more", ko: "\(BatchNorm().epsilon) 이상")))
    }
    own[.runningVariance] = variances
    return try append(.batchNorm, own, behind: stream, order: stream.order, at: node.place)
  }

  mutating func layerNorm(_ stream: Stream, _ node: ONNXFile.Node) throws(ONNXError) -> Stream {
    guard (2...3).contains(node.inputs.count) else { throw ONNXError(node.place, .inputCount(node.inputs.count)) }
    let last = stream.sizes.count
    guard stream.channelAxis == last, stream.order != .grid else {
      throw ONNXError(node.place, .form(Self.name(of: stream)))
    }
    let axis = node.int("axis", -1)
    guard axis == -1 || axis == last else {
      throw ONNXError(node.place, .setting("axis", "\(axis)", expected: Wording(en: "the last", ko: "마지막 축")))
    }
    let epsilon = node.float("epsilon", 1e-5)
    guard epsilon == LayerNorm().epsilon else {
      throw ONNXError(
        node.place, .setting("epsilon", "\(epsilon)", expected: Wording(verbatim: "\(LayerNorm().epsilon)")))
    }
    var own: Weights = [.scale: try channels(node.inputs[1], stream, node)]
    own[.bias] =
      node.inputs.count > 2
      ? try channels(node.inputs[2], stream, node) : Array(repeating: 0, count: stream.shape.channels)
    return try append(.layerNorm, own, behind: stream, order: stream.order, at: node.place)
  }

  /// A number for each channel, in nnsh's order.
  private mutating func channels(
    _ name: String, _ stream: Stream, _ node: ONNXFile.Node
  ) throws(ONNXError) -> [Double] {
    let (shape, values) = try numbers(name, at: node)
    guard values.count == stream.shape.channels else {
      throw ONNXError(node.place, .tensorShape(shape, expected: Wording(verbatim: "[\(stream.shape.channels)]")))
    }
    return arranged(values, stream)
  }
}
