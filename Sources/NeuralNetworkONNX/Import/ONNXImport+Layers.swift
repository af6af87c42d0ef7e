import NNText
import NeuralNetwork

/// Nodes that are layers.
extension ONNXImport {
  /// What comes out of a node.
  mutating func pass(_ node: ONNXFile.Node) throws(ONNXError) -> Stream {
    guard node.domain.isEmpty else { throw ONNXError(node.place, .operation) }
    if let function = Self.binaryFunctions[node.operation] { return try combine(node, function) }
    var stream = try stream(0, of: node)
    if let curve = try function(node, of: stream) {
      stream.curve = curve
      return stream
    }
    switch node.operation {
    case "Cast":
      // To float32, float64 or float16: weights have the precision of the session.
      guard [1, 10, 11].contains(node.int("to", 0)) else {
        throw ONNXError(
          node.place,
          .value(
            Wording(en: "the type", ko: "수의 형식"), Wording(verbatim: "\(node.int("to", 0))"),
            expected: Wording(en: "a kind of float", ko: "부동소수점 형식")))
      }
      return stream
    default: break
    }
    try settle(&stream, input: 0, of: node)
    switch node.operation {
    case "Gemm", "MatMul", "Conv", "MaxPool", "AveragePool", "GlobalMaxPool", "GlobalAveragePool", "ReduceMean",
      "BatchNormalization", "LayerNormalization", "Dropout", "Softmax", "PRelu":
      guard isCurrent(stream) else { throw ONNXError(node.place, .branches) }
    default: break
    }
    switch node.operation {
    case "Gemm": return try gemm(stream, node)
    case "MatMul": return try dense(stream, node, isTransposed: false, factor: 1, bias: nil)
    case "Conv": return try convolution(stream, node)
    case "MaxPool", "AveragePool": return try pool(stream, node)
    case "GlobalMaxPool": return try globalPool(stream, .max, node)
    case "GlobalAveragePool": return try globalPool(stream, .average, node)
    case "ReduceMean": return try mean(stream, node)
    case "BatchNormalization": return try batchNorm(stream, node)
    case "LayerNormalization": return try layerNorm(stream, node)
    case "Dropout": return try dropout(stream, node)
    case "Softmax": return try softmax(stream, node)
    case "PRelu": return try prelu(stream, node)
    case "Flatten", "Reshape", "Squeeze", "Unsqueeze", "Transpose": return try arrange(stream, node)
    default: throw ONNXError(node.place, .operation)
    }
  }

  private mutating func gemm(_ stream: Stream, _ node: ONNXFile.Node) throws(ONNXError) -> Stream {
    try expect("transA", node.int("transA", 0), 0, node)
    let bias = node.inputs.count > 2 && !node.inputs[2].isEmpty ? node.inputs[2] : nil
    return try dense(
      stream, node, isTransposed: node.int("transB", 0) != 0, factor: node.float("alpha", 1),
      bias: bias.map { ($0, node.float("beta", 1)) })
  }

  /// y = factor · x B + bias: B [in, out], or [out, in] where it is transposed.
  private mutating func dense(
    _ stream: Stream, _ node: ONNXFile.Node, isTransposed: Bool, factor: Double, bias: (name: String, factor: Double)?
  ) throws(ONNXError) -> Stream {
    guard node.inputs.count > 1 else { throw ONNXError(node.place, .inputCount(node.inputs.count)) }
    guard stream.shape.isVector else { throw ONNXError(node.place, .form(Wording(en: "an image", ko: "이미지"))) }
    let (shape, values) = try numbers(node.inputs[1], at: node)
    let inputs = stream.shape.count
    guard shape.count == 2, shape[isTransposed ? 1 : 0] == inputs, let units = isTransposed ? shape.first : shape.last,
      units > 0
    else {
      let expected =
        isTransposed
        ? Wording(en: "[units, \(inputs)]", ko: "[유닛, \(inputs)]")
        : Wording(en: "[\(inputs), units]", ko: "[\(inputs), 유닛]")
      throw ONNXError(node.place, .tensorShape(shape, expected: expected))
    }
    var weight = [Double](repeating: 0, count: values.count)
    for unit in 0..<units {
      for input in 0..<inputs {
        let value = values[isTransposed ? unit * inputs + input : input * units + unit]
        weight[unit * inputs + stream.place(input)] = factor * value
      }
    }
    var own: Weights = [.weight: weight]
    if let bias {
      let (shape, values) = try numbers(bias.name, at: node)
      guard shape.count <= 2, values.count == 1 || values.count == units && shape.last == units else {
        throw ONNXError(node.place, .tensorShape(shape, expected: Wording(verbatim: "[\(units)]")))
      }
      own[.bias] = (0..<units).map { bias.factor * values[values.count == 1 ? 0 : $0] }
    }
    return try append(
      .dense(units, bias: bias != nil), own, behind: stream, order: .features, at: node.place)
  }

  private mutating func convolution(_ stream: Stream, _ node: ONNXFile.Node) throws(ONNXError) -> Stream {
    guard stream.order == .channelsFirst else { throw ONNXError(node.place, .form(Self.name(of: stream))) }
    guard node.inputs.count > 1 else { throw ONNXError(node.place, .inputCount(node.inputs.count)) }
    try expect("group", node.int("group", 1), 1, node)
    let (shape, values) = try numbers(node.inputs[1], at: node)
    guard shape.count == 4, shape[1] == stream.shape.channels, shape[0] > 0, shape[2] == shape[3], shape[2] > 0 else {
      throw ONNXError(
        node.place,
        .tensorShape(
          shape,
          expected: Wording(
            en: "[filters, \(stream.shape.channels), K, K] with a square kernel",
            ko: "커널이 정사각형인 [필터, \(stream.shape.channels), K, K]")))
    }
    let window = try window(node, over: stream.shape, size: shape[2])
    var own: Weights = [.weight: values, .bias: Array(repeating: 0, count: shape[0])]
    if node.inputs.count > 2, !node.inputs[2].isEmpty {
      let (biasShape, bias) = try numbers(node.inputs[2], at: node)
      guard bias.count == shape[0] else {
        throw ONNXError(node.place, .tensorShape(biasShape, expected: Wording(verbatim: "[\(shape[0])]")))
      }
      own[.bias] = bias
    }
    let layer = Layer.conv2d(shape[0], kernel: shape[2], stride: window.stride, padding: window.padding)
    return try append(layer, own, behind: stream, order: .channelsFirst, at: node.place)
  }

  private mutating func pool(_ stream: Stream, _ node: ONNXFile.Node) throws(ONNXError) -> Stream {
    guard stream.order == .channelsFirst else { throw ONNXError(node.place, .form(Self.name(of: stream))) }
    let kernel = node.ints("kernel_shape") ?? []
    guard kernel.count == 2, kernel[0] == kernel[1], kernel[0] > 0 else {
      throw ONNXError(node.place, .setting("kernel_shape", "\(kernel)", expected: Wording(en: "a square", ko: "정사각형")))
    }
    let (stride, padding) = try window(node, over: stream.shape, size: kernel[0])
    guard padding == .valid else {
      throw ONNXError(
        node.place,
        .value(
          Wording(en: "zeros around the image,", ko: "이미지 둘레의 0"),
          Wording(en: "pads or auto_pad", ko: "pads 또는 auto_pad"),
          expected: Wording(en: "none", ko: "없음")))
    }
    if node.int("ceil_mode", 0) != 0 {
      // No matter where the windows come out even.
      let isEven = stream.shape.dimensions.prefix(2).allSatisfy { $0 >= kernel[0] && ($0 - kernel[0]) % stride == 0 }
      guard isEven else { throw ONNXError(node.place, .setting("ceil_mode", "1", expected: Wording(verbatim: "0"))) }
    }
    let layer: Layer =
      node.operation == "MaxPool" ? .maxPool2D(kernel[0], stride: stride) : .averagePool2D(kernel[0], stride: stride)
    return try append(layer, behind: stream, order: .channelsFirst, at: node.place)
  }

  /// Stride and padding; an error where `layer conv2d` cannot say them.
  private func window(
    _ node: ONNXFile.Node, over shape: Shape, size: Int
  ) throws(ONNXError) -> (stride: Int, padding: Padding) {
    let kernel = node.ints("kernel_shape") ?? [size, size]
    guard kernel == [size, size] else {
      throw ONNXError(
        node.place, .setting("kernel_shape", "\(kernel)", expected: Wording(verbatim: "[\(size), \(size)]")))
    }
    let strides = node.ints("strides") ?? [1, 1]
    guard strides.count == 2, strides[0] == strides[1], strides[0] > 0 else {
      throw ONNXError(
        node.place,
        .setting("strides", "\(strides)", expected: Wording(en: "one stride for both axes", ko: "두 축에서 같은 보폭(stride)")))
    }
    let dilations = node.ints("dilations") ?? [1, 1]
    guard dilations.allSatisfy({ $0 == 1 }) else {
      throw ONNXError(node.place, .setting("dilations", "\(dilations)", expected: Wording(verbatim: "[1, 1]")))
    }
    let pads = node.ints("pads") ?? [0, 0, 0, 0]
    let automatic = node.text("auto_pad") ?? "NOTSET"
    let same: ImageWindow
    do {
      same = try ImageWindow(over: shape, size: size, stride: strides[0], padding: .same, of: node.operation)
    } catch {
      throw ONNXError(node.place, .form(Wording(en: "an image of \(shape)", ko: "\(shape) 이미지")))
    }
    let zeros = [same.top, same.left, same.bottom, same.right]
    switch automatic {
    case "VALID": return (strides[0], .valid)
    case "SAME_UPPER": return (strides[0], zeros == [0, 0, 0, 0] ? .valid : .same)
    case "SAME_LOWER" where same.top == same.bottom && same.left == same.right:
      return (strides[0], zeros == [0, 0, 0, 0] ? .valid : .same)
    case "NOTSET" where pads.allSatisfy({ $0 == 0 }): return (strides[0], .valid)
    case "NOTSET" where pads == zeros: return (strides[0], .same)
    case "NOTSET":
      throw ONNXError(
        node.place,
        .setting("pads", "\(pads)", expected: Wording(en: "[0, 0, 0, 0] or \(zeros)", ko: "[0, 0, 0, 0] 또는 \(zeros)")))
    default:
      throw ONNXError(
        node.place,
        .setting("auto_pad", automatic, expected: Wording(en: "SAME_UPPER or VALID", ko: "SAME_UPPER 또는 VALID")))
    }
  }

  /// A row of features in nnsh; in the file an image of one pixel, which a flattening behind it takes away.
  private mutating func globalPool(
    _ stream: Stream, _ mode: Pool2D.Mode, _ node: ONNXFile.Node
  ) throws(ONNXError) -> Stream {
    guard stream.shape.isImage, stream.order != .grid else { throw ONNXError(node.place, .form(Self.name(of: stream))) }
    let pool = Layer(.pool2d(Pool2D(mode, over: .image)))
    var pooled = try append(pool, behind: stream, order: stream.order, at: node.place)
    pooled.shape = Shape([1, 1, stream.shape.channels])
    return pooled
  }

  /// Over rows and columns: the mean of each channel.
  private mutating func mean(_ stream: Stream, _ node: ONNXFile.Node) throws(ONNXError) -> Stream {
    let axes = node.inputs.count > 1 ? try wholeNumbers(node.inputs[1], at: node) : node.ints("axes") ?? []
    let places = Set(axes.map { $0 < 0 ? $0 + 4 : $0 })
    guard stream.shape.isImage, places == Set([1, 2, 3]).subtracting([stream.channelAxis]) else {
      throw ONNXError(
        node.place, .setting("axes", "\(axes)", expected: Wording(en: "rows and columns of an image", ko: "이미지의 행과 열")))
    }
    let pooled = try globalPool(stream, .average, node)
    return node.int("keepdims", 1) == 0 ? try flatten(pooled, node) : pooled
  }

  private mutating func dropout(_ stream: Stream, _ node: ONNXFile.Node) throws(ONNXError) -> Stream {
    var share = node.float("ratio", 0.5)
    if node.inputs.count > 1, !node.inputs[1].isEmpty {
      let values = try numbers(node.inputs[1], at: node).values
      guard values.count == 1 else {
        throw ONNXError(node.place, .tensorShape([values.count], expected: Wording(en: "one number", ko: "수 하나")))
      }
      share = Double(Float(values[0]).description) ?? values[0]
    }
    if node.inputs.count > 2, !node.inputs[2].isEmpty {
      guard try numbers(node.inputs[2], at: node).values.allSatisfy({ $0 == 0 }) else {
        throw ONNXError(node.place, .setting("training_mode", "1", expected: Wording(verbatim: "0")))
      }
    }
    return try append(.dropout(share), behind: stream, order: stream.order, at: node.place)
  }

  private mutating func softmax(_ stream: Stream, _ node: ONNXFile.Node) throws(ONNXError) -> Stream {
    // Before operator set 13 all axes from `axis` on are one row.
    let isOld = file.operatorSet < 13
    let axis = node.int("axis", isOld ? 1 : -1)
    let last = stream.sizes.count
    guard (axis < 0 ? axis + last + 1 : axis) == stream.channelAxis, !isOld || stream.channelAxis == last else {
      throw ONNXError(
        node.place,
        .setting("axis", "\(axis)", expected: Wording(en: "that of the features or channels", ko: "특성이나 채널의 축")))
    }
    var stream = stream
    try attach(Activation(.softmax), to: &stream, at: node.place)
    return stream
  }

  private mutating func prelu(_ stream: Stream, _ node: ONNXFile.Node) throws(ONNXError) -> Stream {
    guard node.inputs.count == 2 else { throw ONNXError(node.place, .inputCount(node.inputs.count)) }
    let (shape, slopes) = try numbers(node.inputs[1], at: node)
    guard let slope = slopes.first, slopes.allSatisfy({ $0 == slope }) else {
      throw ONNXError(
        node.place, .tensorShape(shape, expected: Wording(en: "one slope for the whole layer", ko: "층 전체에 미분값 하나")))
    }
    var stream = stream
    try attach(Activation(.prelu, alpha: slope), to: &stream, at: node.place)
    return stream
  }

  func expect(_ name: String, _ found: Int, _ expected: Int, _ node: ONNXFile.Node) throws(ONNXError) {
    guard found == expected else {
      throw ONNXError(node.place, .setting(name, "\(found)", expected: Wording(verbatim: "\(expected)")))
    }
  }

  static func name(of stream: Stream) -> Wording {
    switch stream.order {
    case .features, .spread:
      Wording(en: "a row of \(stream.shape.count) features", ko: "특성 \(stream.shape.count)개짜리 한 줄")
    case .channelsFirst: Wording(en: "an image of \(stream.shape)", ko: "\(stream.shape) 이미지")
    case .channelsLast: Wording(en: "an image of \(stream.shape), channels last", ko: "채널이 마지막인 \(stream.shape) 이미지")
    case .grid: Wording(en: "rows and columns without channels", ko: "채널 없는 행과 열")
    }
  }
}
