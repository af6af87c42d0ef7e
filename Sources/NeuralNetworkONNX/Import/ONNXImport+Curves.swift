import Glibc
import NNText
import NeuralNetwork

/// Nodes that compute number by number, and what is made of them.
extension ONNXImport {
  /// One number in, one out; nil: the operator is no such function.
  mutating func function(_ node: ONNXFile.Node, of stream: Stream) throws(ONNXError) -> ElementCurve? {
    let curve = stream.curve
    func shaped(_ activation: Activation) -> ElementCurve {
      curve.then(activation) { activation.kind.formula.value($0, alpha: activation.alpha) }
    }
    func alpha(_ standard: Float) -> Double { node.float("alpha", standard) }
    if let kind = Activation.Kind.allCases.first(where: { $0.isOperator(node.operation) }) {
      return shaped(Activation(kind, alpha: alpha(Float(Activation(kind).alpha))))
    }
    switch node.operation {
    case "Mish": return shaped(Activation(.mish))
    case "Celu":
      let alpha = alpha(1)
      return curve.then { max(0, $0) + min(0, alpha * expm1($0 / alpha)) }
    case "Selu":
      let (alpha, gamma) = (alpha(1.67326319217681884765625), node.float("gamma", 1.05070102214813232421875))
      return curve.then { gamma * ($0 > 0 ? $0 : alpha * expm1($0)) }
    case "Gelu":
      guard node.text("approximate") ?? "none" == "none" else {
        throw ONNXError(
          node.place, .setting("approximate", node.text("approximate") ?? "", expected: Wording(verbatim: "none")))
      }
      return shaped(Activation(.gelu))
    case "HardSigmoid":
      let (alpha, beta) = (alpha(0.2), node.float("beta", 0.5))
      return curve.then { max(0, min(1, alpha * $0 + beta)) }
    case "HardSwish": return curve.then { $0 * max(0, min(1, $0 / 6 + 0.5)) }
    case "ThresholdedRelu":
      let alpha = alpha(1)
      return curve.then { $0 > alpha ? $0 : 0 }
    case "Erf": return curve.then { erf($0) }
    case "Exp": return curve.then { exp($0) }
    case "Log": return curve.then { log($0) }
    case "Abs": return curve.then { abs($0) }
    case "Neg": return curve.then { -$0 }
    case "Sqrt": return curve.then { $0.squareRoot() }
    case "Reciprocal": return curve.then { 1 / $0 }
    case "Clip":
      let low = try bound(1, "min", of: node) ?? -.infinity
      let high = try bound(2, "max", of: node) ?? .infinity
      return curve.then { min(high, max(low, $0)) }
    default: return nil
    }
  }

  /// Clip's ends: attributes before operator set 11, inputs from there on.
  private mutating func bound(_ index: Int, _ name: String, of node: ONNXFile.Node) throws(ONNXError) -> Double? {
    if case .float(let number)? = node.attributes[name] { return Double(number) }
    guard node.inputs.count > index, !node.inputs[index].isEmpty else { return nil }
    let values = try numbers(node.inputs[index], at: node).values
    guard values.count == 1 else {
      throw ONNXError(node.place, .tensorShape([values.count], expected: Wording(en: "one number", ko: "수 하나")))
    }
    return values[0]
  }

  static let binaryFunctions: [String: @Sendable (Double, Double) -> Double] = [
    "Add": { $0 + $1 }, "Sub": { $0 - $1 }, "Mul": { $0 * $1 }, "Div": { $0 / $1 }, "Max": { max($0, $1) },
    "Min": { min($0, $1) }, "Pow": { pow($0, $1) }, "Sum": { $0 + $1 },
  ]

  mutating func combine(
    _ node: ONNXFile.Node, _ function: @Sendable (Double, Double) -> Double
  ) throws(ONNXError) -> Stream {
    guard node.inputs.count == 2 else { throw ONNXError(node.place, .inputCount(node.inputs.count)) }
    if isConstant(node.inputs[1]) {
      var stream = try stream(0, of: node)
      let tensor = try constant(node.inputs[1], at: node)
      guard tensor.count != 1 || tensor.shape.count > stream.sizes.count + 1 else {
        let number = try numbers(node.inputs[1], at: node).values[0]
        stream.curve = stream.curve.then { function($0, number) }
        return stream
      }
      return try scale(stream, node, input: 0, by: node.inputs[1])
    }
    if isConstant(node.inputs[0]) {
      var stream = try stream(1, of: node)
      let tensor = try constant(node.inputs[0], at: node)
      guard tensor.count != 1 || tensor.shape.count > stream.sizes.count + 1 else {
        let number = try numbers(node.inputs[0], at: node).values[0]
        stream.curve = stream.curve.then { function(number, $0) }
        return stream
      }
      return try scale(stream, node, input: 1, by: node.inputs[0])
    }
    var (first, second) = (try stream(0, of: node), try stream(1, of: node))
    if first.layers == second.layers, first.stamp == second.stamp, first.order == second.order {
      first.curve = first.curve.with(second.curve, function)
      return first
    }
    guard ["Add", "Sum"].contains(node.operation) else { throw ONNXError(node.place, .operands) }
    if first.layers > second.layers { swap(&first, &second) }
    return try residual(from: first, to: second, node)
  }

  /// y = x + F(x): the layers between the two become a block.
  private mutating func residual(
    from input: Stream, to output: Stream, _ node: ONNXFile.Node
  ) throws(ONNXError) -> Stream {
    var output = output
    try settle(&output, at: node.place)
    guard isCurrent(output), input.layers < output.layers, isUntouched(input), input.curve.isIdentity,
      !network.blocks.contains(where: { $0.layers.lowerBound < input.layers && $0.layers.upperBound > input.layers })
    else { throw ONNXError(node.place, .branches) }
    guard input.shape == output.shape, input.order == output.order else {
      let block = (input.layers + 1)...output.layers
      throw ONNXError(node.place, .shape(.block(layers: block, input: input.shape, output: output.shape)))
    }
    network.makeResidual(from: input.layers)
    touch(&output)
    return output
  }

  /// Makes of what was done number by number what nnsh has for it: an activation of the layer before, or a scaling.
  mutating func settle(_ stream: inout Stream, at place: ONNXError.Place) throws(ONNXError) {
    let curve = stream.curve
    guard !curve.isIdentity else { return }
    stream.curve = .identity
    guard isCurrent(stream) else { throw ONNXError(place, .branches) }
    guard let line = curve.line else {
      if let activation = curve.recognized { return try attach(activation, to: &stream, at: place) }
      guard let (line, activation) = curve.lineFirst else { throw ONNXError(place, .unknownFunction) }
      try apply(factors: [line.factor], offsets: [line.offset], to: &stream, at: place)
      return try attach(activation, to: &stream, at: place)
    }
    // x / 1 + 0: nothing.
    if line == (1, 0) { return }
    try apply(factors: [line.factor], offsets: [line.offset], to: &stream, at: place)
  }

  /// An activation joins the last layer that may have one. What stands behind that one must not notice: flatten and dropout
  /// do not, and a maximum commutes with whatever never falls.
  mutating func attach(_ activation: Activation, to stream: inout Stream, at place: ONNXError.Place) throws(ONNXError) {
    guard isCurrent(stream) else { throw ONNXError(place, .branches) }
    var index = network.layers.count - 1
    while index >= 0, network.blocksEnded(at: index).isEmpty, network.blocksBegun(at: index).isEmpty,
      passes(activation, network.layers[index])
    {
      index -= 1
    }
    guard index >= 0 else { throw ONNXError(place, .nothingToCarry(Wording(en: "the input", ko: "입력"))) }
    let layer = network.layers[index]
    guard network.blocksEnded(at: index).isEmpty else {
      throw ONNXError(place, .nothingToCarry(Wording(en: "a sum", ko: "덧셈")))
    }
    guard layer.takesActivation else { throw ONNXError(place, .nothingToCarry(Wording(verbatim: layer.name))) }
    guard layer.activation.kind == .linear else {
      throw ONNXError(place, .nothingToCarry(Wording(verbatim: layer.activation.kind.rawValue)))
    }
    if activation.kind == .prelu {
      // What was learned is a weight; where a new draw begins the file does not say.
      weights[index][.slope] = [activation.alpha]
      network.layers[index].activation = Activation(.prelu)
    } else {
      network.layers[index].activation = activation
    }
    touch(&stream)
  }

  private func passes(_ activation: Activation, _ layer: Layer) -> Bool {
    switch layer.kind {
    case .dropout: true
    case .flatten: !activation.kind.isRowWise
    case .pool2d(let pool): pool.mode == .max && activation.definition.isMonotone && activation.alpha >= 0
    case .dense, .conv2d, .batchNorm, .layerNorm: false
    }
  }
}

extension Activation.Kind {
  /// Whether an operator of ONNX is this function and nothing else: of one input, with no other setting than alpha, whose
  /// default is ours.
  fileprivate func isOperator(_ operation: String) -> Bool {
    guard !isRowWise, case .node(operation, let inputs, let attributes) = Activation(self).spelling.onnx,
      inputs.count == 1, case .input = inputs[0]
    else { return false }
    return attributes.allSatisfy { $0.key == "alpha" }
  }
}

extension ONNXFile.Node {
  /// The shortest decimal of it: 0.01, and not what float32 makes of that.
  func float(_ name: String, _ standard: Float) -> Double {
    let number = if case .float(let own)? = attributes[name] { own } else { standard }
    return Double(number.description) ?? Double(number)
  }

  func int(_ name: String, _ standard: Int) -> Int {
    if case .int(let own)? = attributes[name] { own } else { standard }
  }

  func ints(_ name: String) -> [Int]? { if case .ints(let own)? = attributes[name] { own } else { nil } }

  func text(_ name: String) -> String? { if case .text(let own)? = attributes[name] { own } else { nil } }
}
