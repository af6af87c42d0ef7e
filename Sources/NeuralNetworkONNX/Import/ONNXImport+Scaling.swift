import NNText
import NeuralNetwork

/// Sums and products with constants: a scaling of the inputs, part of the layer before, or a layer of their own.
extension ONNXImport {
  /// One of Add, Sub, Mul, Div with a number for each feature or channel; at the front, for each number.
  mutating func scale(
    _ stream: Stream, _ node: ONNXFile.Node, input: Int, by name: String
  ) throws(ONNXError) -> Stream {
    var stream = stream
    try settle(&stream, input: input, of: node)
    guard isCurrent(stream) else { throw ONNXError(node.place, .branches) }
    let constants = try spread(name, over: stream, node)
    switch (node.operation, input == 1) {
    case ("Add", _), ("Sum", _): try apply(factors: [1], offsets: constants, to: &stream, at: node.place)
    case ("Sub", false): try apply(factors: [1], offsets: constants.map { -$0 }, to: &stream, at: node.place)
    case ("Sub", true): try apply(factors: [-1], offsets: constants, to: &stream, at: node.place)
    case ("Mul", _): try apply(factors: constants, offsets: [0], to: &stream, at: node.place)
    case ("Div", false):
      guard constants.allSatisfy({ $0 != 0 }) else {
        throw ONNXError(
          node.place,
          .value(
            Wording(en: "the divisor", ko: "나누는 수"), Wording(verbatim: "0"),
            expected: Wording(en: "another number", ko: "0이 아닌 수")))
      }
      try apply(factors: constants.map { 1 / $0 }, offsets: [0], to: &stream, at: node.place)
    default: throw ONNXError(node.place, .operation)
    }
    return stream
  }

  /// A constant's numbers for each channel in nnsh's order, or, of the input, for each number.
  private mutating func spread(
    _ name: String, over stream: Stream, _ node: ONNXFile.Node
  ) throws(ONNXError) -> [Double] {
    let (shape, values) = try numbers(name, at: node)
    let sizes = stream.sizes
    // The axes of one row; those that are missing in front have size 1.
    let own = Array(repeating: 1, count: max(0, sizes.count - shape.count)) + shape.suffix(sizes.count)
    let fits = shape.dropLast(sizes.count).allSatisfy { $0 == 1 } && zip(own, sizes).allSatisfy { $0 == 1 || $0 == $1 }
    let channel = stream.channelAxis - 1
    let isByChannel = own.enumerated().allSatisfy { $0.offset == channel || $0.element == 1 }
    guard fits, isByChannel || stream.layers == 0 else {
      throw ONNXError(
        node.place,
        .tensorShape(shape, expected: Wording(en: "a number for each feature or channel", ko: "특성이나 채널마다 수 하나")))
    }
    guard stream.layers == 0 else { return arranged(values, stream) }
    guard stream.shape.isImage else { return values }
    try spend(stream.shape.count, at: node)
    // Place by place in nnsh's order: rows, columns, channels.
    let (height, width, channels) = (stream.shape.dimensions[0], stream.shape.dimensions[1], stream.shape.channels)
    var numbers: [Double] = []
    numbers.reserveCapacity(stream.shape.count)
    for row in 0..<height {
      for column in 0..<width {
        for channel in 0..<channels {
          let index =
            switch stream.order {
            case .channelsFirst: [channel, row, column]
            case .channelsLast: [row, column, channel]
            default: [row, column]
            }
          numbers.append(values[zip(index, own).reduce(0) { $0 * $1.1 + ($1.1 == 1 ? 0 : $1.0) }])
        }
      }
    }
    return numbers
  }

  /// Numbers of features in the file's order, in nnsh's.
  func arranged(_ values: [Double], _ stream: Stream) -> [Double] {
    guard case .spread = stream.order else { return values }
    var own = values
    for (index, value) in values.enumerated() { own[stream.place(index)] = value }
    return own
  }

  /// x · factor + offset for each channel (or one of either for all of them) behind a settled stream.
  mutating func apply(
    factors: [Double], offsets: [Double], to stream: inout Stream, at place: ONNXError.Place
  ) throws(ONNXError) {
    guard stream.layers > 0 else {
      scale(by: factors, offsets)
      guard scaling?.factors.allSatisfy({ $0 != 0 }) ?? true else {
        throw ONNXError(
          place,
          .value(
            Wording(en: "the factor", ko: "곱하는 수"), Wording(verbatim: "0"),
            expected: Wording(en: "another number", ko: "0이 아닌 수")))
      }
      return touch(&stream)
    }
    let channels = stream.shape.channels
    func each(_ numbers: [Double]) -> [Double] {
      numbers.count == 1 ? Array(repeating: numbers[0], count: channels) : numbers
    }
    let (factors, offsets) = (each(factors), each(offsets))
    let last = network.layers.count - 1
    if network.layers[last].activation.kind == .linear, network.blocksEnded(at: last).isEmpty,
      fold(factors, offsets, into: last)
    {
      return touch(&stream)
    }
    // What a batchnorm does once it is trained, with a mean of 0 and a deviation of 1.
    var norm = Layer.batchNorm
    norm.activation = .linear
    let own: Weights = [
      .scale: factors, .bias: offsets, .runningMean: Array(repeating: 0, count: channels),
      .runningVariance: Array(repeating: 1 - BatchNorm().epsilon, count: channels),
    ]
    stream = try append(norm, own, behind: stream, order: stream.order, at: place)
  }

  private mutating func scale(by factors: [Double], _ offsets: [Double]) {
    let count = max(factors.count, offsets.count, scaling?.factors.count ?? 1)
    func item(_ numbers: [Double], _ index: Int) -> Double { numbers.count == 1 ? numbers[0] : numbers[index] }
    let old = scaling ?? ([0], [1])
    var new = (offsets: [Double](), factors: [Double]())
    for index in 0..<count {
      // (x − o) · f · a + b = (x − (o − b / (f · a))) · f · a
      let factor = item(old.factors, index) * item(factors, index)
      new.offsets.append(item(old.offsets, index) - item(offsets, index) / factor)
      new.factors.append(factor)
    }
    scaling = new
  }

  /// False where the layer has no weights to take it in.
  private mutating func fold(_ factors: [Double], _ offsets: [Double], into index: Int) -> Bool {
    var own = weights[index]
    switch network.layers[index].kind {
    case .dense(var dense):
      dense.hasBias = true
      network.layers[index].kind = .dense(dense)
      own.scaleRows(.weight, factors)
    case .conv2d(var convolution):
      convolution.hasBias = true
      network.layers[index].kind = .conv2d(convolution)
      own.scaleRows(.weight, factors)
    case .batchNorm, .layerNorm: own.scaleRows(.scale, factors)
    case .pool2d, .flatten, .dropout: return false
    }
    let bias = own[.bias] ?? Array(repeating: 0, count: factors.count)
    own[.bias] = factors.indices.map { bias[$0] * factors[$0] + offsets[$0] }
    weights[index] = own
    return true
  }
}

extension ONNXImport.Weights {
  /// Each unit's numbers times a factor.
  fileprivate mutating func scaleRows(_ role: Tensor.Role, _ factors: [Double]) {
    guard var numbers = self[role], !factors.isEmpty, factors.contains(where: { $0 != 1 }) else { return }
    self[role] = nil
    let width = numbers.count / factors.count
    for index in numbers.indices { numbers[index] *= factors[index / width] }
    self[role] = numbers
  }
}
