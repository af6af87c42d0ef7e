import NeuralNetwork

/// Walks a graph from its input to its output and notes the layers it passes.
///
/// A value of the graph is a ``Stream``: how many layers stand before it, in which order the file keeps its numbers, and
/// what was done to each of them since the last layer. Nodes that compute number by number only change that; a layer's
/// node first settles it, as the activation of the layer before or as a scaling.
struct ONNXImport {
  static let operatorSets = 7...21
  private static let layerLimit = 10_000

  /// How the file orders a value's numbers; nnsh's images are rows, columns, channels.
  enum Order: Hashable {
    case features
    /// Features that came out of an image of this shape, channels last.
    case spread(Shape)
    case channelsFirst
    case channelsLast
    /// Rows and columns without channels.
    case grid
  }

  struct Stream {
    /// How many layers it has passed.
    var layers: Int
    /// Which state of the last of them.
    var stamp: Int
    var shape: Shape
    var order: Order
    var curve = ElementCurve.identity

    /// The sizes of one row as the file has them.
    var sizes: [Int] {
      switch order {
      case .features, .spread: shape.dimensions
      case .channelsFirst: [shape.dimensions[2], shape.dimensions[0], shape.dimensions[1]]
      case .channelsLast: shape.dimensions
      case .grid: [shape.dimensions[0], shape.dimensions[1]]
      }
    }

    /// The axis of its features or channels, the rows being axis 0.
    var channelAxis: Int {
      switch order {
      case .features, .spread, .channelsFirst: 1
      case .channelsLast, .grid: 3
      }
    }

    /// Where the file's i-th feature stands in nnsh's order.
    func place(_ i: Int) -> Int {
      guard case .spread(let image) = order else { return i }
      let (channels, pixels) = (image.dimensions[2], image.dimensions[0] * image.dimensions[1])
      return i % channels * pixels + i / channels
    }
  }

  /// What a layer has learned, by role, as ``Tensor`` shapes it.
  typealias Weights = [Tensor.Role: [Double]]

  let file: ONNXFile
  var network: Network
  var weights: [Weights] = []
  /// Offset and factor of each input number, one for all of them or one for each.
  var scaling: (offsets: [Double], factors: [Double])?
  /// Counts what was done behind each number of layers: whoever reads an older state reads a branch.
  private var stamps = [0]
  private var streams: [String: Stream] = [:]
  /// How many nodes still read a value: behind the last of them it is forgotten.
  private var readers: [String: Int] = [:]
  private var given: Set<String> = []
  /// Other names of a stream.
  private var aliases: [String: String] = [:]
  private var constants: [String: ONNXTensor]
  private let wanted: Set<Int>
  private let output: String
  /// A small file must not make a large model: exporters share equal constants, but not a thousand times.
  private var budget: Int
  private let limit: Int

  init(_ file: ONNXFile) throws(ONNXError) {
    self.file = file
    constants = file.constants
    limit = file.size + 1 << 20
    budget = limit
    guard Self.operatorSets.contains(file.operatorSet) else { throw ONNXError(.file, .operatorSet(file.operatorSet)) }
    guard file.inputs.count == 1 else { throw ONNXError(.file, .inputs(file.inputs.map(\.name))) }
    guard file.outputs.count == 1 else { throw ONNXError(.file, .outputs(file.outputs.map(\.name))) }
    output = file.outputs[0].name
    wanted = Self.nodes(giving: output, file)
    let (shape, order) = try Self.input(file, wanted)
    network = Network(input: shape)
    streams[file.inputs[0].name] = Stream(layers: 0, stamp: 0, shape: shape, order: order)
  }

  /// The nodes that the output depends on.
  private static func nodes(giving output: String, _ file: ONNXFile) -> Set<Int> {
    var givers: [String: Int] = [:]
    for (index, node) in file.nodes.enumerated() {
      for name in node.outputs where !name.isEmpty { givers[name] = index }
    }
    var wanted: Set<Int> = []
    var open = [output]
    while let name = open.popLast() {
      if let index = givers[name], wanted.insert(index).inserted { open += file.nodes[index].inputs }
    }
    return wanted
  }

  /// Three sizes are an image's, channels first unless the graph begins by bringing them there.
  private static func input(_ file: ONNXFile, _ wanted: Set<Int>) throws(ONNXError) -> (Shape, Order) {
    let port = file.inputs[0]
    guard let sizes = port.shape?.dropFirst().map({ $0 }), (1...3).contains(sizes.count),
      sizes.allSatisfy({ $0 > 0 }), Shape(sizes).count < .max
    else { throw ONNXError(.file, .inputShape(port.shape)) }
    if sizes.count == 1 { return (Shape(sizes), .features) }
    if sizes.count == 2 { return (Shape(sizes + [1]), .grid) }
    var name = port.name
    for (index, node) in file.nodes.enumerated() where wanted.contains(index) && node.inputs.contains(name) {
      if node.operation == "Transpose" { return (Shape(sizes), .channelsLast) }
      guard ["Sub", "Mul", "Add", "Div", "Identity", "Cast"].contains(node.operation) else { break }
      name = node.outputs.first ?? ""
    }
    return (Shape([sizes[1], sizes[2], sizes[0]]), .channelsFirst)
  }

  mutating func model(_ precision: Precision) throws(ONNXError) -> (ModelState, Scaler?) {
    for (index, node) in file.nodes.enumerated() where wanted.contains(index) {
      for name in node.inputs { readers[name, default: 0] += 1 }
    }
    readers[output, default: 0] += 1
    for (index, node) in file.nodes.enumerated() where wanted.contains(index) {
      guard let name = node.outputs.first else { throw ONNXError(node.place, .operation) }
      guard given.insert(name).inserted, constants[name] == nil else {
        throw ONNXError(node.place, .givenTwice(name))
      }
      if node.operation == "Constant", node.domain.isEmpty {
        constants[name] = try Self.constant(node)
      } else if node.operation == "Identity", node.domain.isEmpty, let input = node.inputs.first {
        if let constant = constants[input] {
          constants[name] = constant
        } else {
          aliases[name] = alias(of: input)
          readers[alias(of: input), default: 0] += readers[name] ?? 0
        }
      } else {
        streams[name] = try pass(node)
      }
      for input in node.inputs { forget(alias(of: input)) }
    }
    guard var stream = streams[alias(of: output)] else { throw ONNXError(.file, .unknownValue(output)) }
    let last = file.nodes.last { $0.outputs.contains(output) }
    try settle(&stream, at: last?.place ?? .file)
    guard !network.layers.isEmpty else { throw ONNXError(.file, .noLayers) }
    guard stream.layers == network.layers.count else { throw ONNXError(last?.place ?? .file, .branches) }
    if case .spread = stream.order { throw ONNXError(last?.place ?? .file, .openOrder) }
    if case .dense(var dense)? = network.layers.last?.kind, !network.endsInBlock {
      // An output always has a bias.
      if !dense.hasBias { weights[weights.count - 1][.bias] = Array(repeating: 0, count: dense.units ?? 0) }
      dense.hasBias = true
      network.layers[network.layers.count - 1].kind = .dense(dense)
      network.hasOutput = true
    }
    return (try state(precision), try scaler())
  }

  private func state(_ precision: Precision) throws(ONNXError) -> ModelState {
    do {
      let layout = try ParameterLayout(network)
      func fill<R: BinaryFloatingPoint>(_ tensors: [Tensor], _ count: Int, _ zero: R) -> [R] {
        var numbers = Array(repeating: zero, count: count)
        for tensor in tensors {
          guard let own = weights[tensor.layer][tensor.role] else { continue }
          for (index, number) in zip(tensor.range, own) { numbers[index] = R(number) }
        }
        return numbers
      }
      func buffer(_ tensors: [Tensor], _ count: Int) -> NumberBuffer {
        switch precision {
        case .float32: .float32(fill(tensors, count, 0))
        case .float64: .float64(fill(tensors, count, 0))
        }
      }
      var state = try ModelState(network: network, parameters: buffer(layout.tensors, layout.count))
      state.buffers = buffer(layout.buffers, layout.bufferCount)
      return state
    } catch {
      throw ONNXError(.file, .shape(error))
    }
  }

  private func scaler() throws(ONNXError) -> Scaler? {
    guard let (offsets, factors) = scaling else { return nil }
    guard (offsets + factors).allSatisfy({ Float($0).isFinite }) else {
      throw ONNXError(.file, .notFinite("scaling"))
    }
    if factors.count == 1, offsets == [0] { return Scaler(kind: .by(factors[0]), offsets: [], factors: []) }
    let count = network.input?.count ?? 1
    guard factors.count == 1 else { return Scaler(kind: .standard, offsets: offsets, factors: factors) }
    guard count <= limit else { throw ONNXError(.file, .tooManyNumbers(limit)) }
    return Scaler(
      kind: .standard, offsets: Array(repeating: offsets[0], count: count),
      factors: Array(repeating: factors[0], count: count))
  }

  private static func constant(_ node: ONNXFile.Node) throws(ONNXError) -> ONNXTensor {
    switch node.attributes.first?.value {
    case .tensor(let tensor)?: return tensor
    case .int(let number)?: return ONNXTensor(values: [number])
    case .ints(let numbers)?: return ONNXTensor(values: numbers)
    case .float(let number)?: return ONNXTensor(value: number)
    default: throw ONNXError(node.place, .operation)
    }
  }
}

/// What nodes read.
extension ONNXImport {
  func isConstant(_ name: String) -> Bool { constants[name] != nil }

  func constant(_ name: String, at node: ONNXFile.Node) throws(ONNXError) -> ONNXTensor {
    guard let tensor = constants[name] else {
      throw ONNXError(node.place, streams[alias(of: name)] == nil ? .unknownValue(name) : .notConstant(name))
    }
    return tensor
  }

  /// A constant's numbers, all finite.
  mutating func numbers(_ name: String, at node: ONNXFile.Node) throws(ONNXError) -> (shape: [Int], values: [Double]) {
    let tensor = try constant(name, at: node)
    try spend(tensor.count, at: node)
    let values = try tensor.numbers()
    guard values.allSatisfy(\.isFinite) else { throw ONNXError(node.place, .notFinite(name)) }
    return (tensor.shape, values)
  }

  mutating func spend(_ count: Int, at node: ONNXFile.Node) throws(ONNXError) {
    guard count <= budget else { throw ONNXError(node.place, .tooManyNumbers(limit)) }
    budget -= count
  }

  /// Whole numbers: a shape, axes.
  mutating func wholeNumbers(_ name: String, at node: ONNXFile.Node) throws(ONNXError) -> [Int] {
    try numbers(name, at: node).values.map { Int(max(-0x1p53, min(0x1p53, $0))) }
  }

  /// The value of the n-th input; an error where it is none that the graph's input became.
  func stream(_ index: Int, of node: ONNXFile.Node) throws(ONNXError) -> Stream {
    guard index < node.inputs.count else { throw ONNXError(node.place, .inputCount(node.inputs.count)) }
    guard let stream = streams[alias(of: node.inputs[index])] else {
      throw ONNXError(node.place, isConstant(node.inputs[index]) ? .operands : .unknownValue(node.inputs[index]))
    }
    return stream
  }

  private mutating func forget(_ name: String) {
    readers[name, default: 0] -= 1
    if readers[name] == 0 { streams[name] = nil }
  }

  func alias(of name: String) -> String { aliases[name] ?? name }

  /// Settles a node's input, for whoever else reads it too.
  mutating func settle(_ stream: inout Stream, input: Int, of node: ONNXFile.Node) throws(ONNXError) {
    try settle(&stream, at: node.place)
    streams[alias(of: node.inputs[input])] = stream
  }

  /// Whether nothing was done behind it yet.
  func isCurrent(_ stream: Stream) -> Bool { stream.layers == network.layers.count && isUntouched(stream) }

  /// Whether the layers before it are still as it saw them.
  func isUntouched(_ stream: Stream) -> Bool { stamps[stream.layers] == stream.stamp }

  /// The last layer, or the scaling, changes: what was read of it before is another path.
  mutating func touch(_ stream: inout Stream) {
    stamps[stream.layers] += 1
    stream.stamp = stamps[stream.layers]
  }

  /// A layer behind a settled stream.
  mutating func append(
    _ layer: Layer, _ own: Weights = [:], behind stream: Stream, order: Order, at place: ONNXError.Place
  ) throws(ONNXError) -> Stream {
    try keepPixel(of: stream, at: place)
    let shape: Shape?
    do {
      shape = try layer.shape(
        after: stream.shape, number: network.layers.count + 1, giver: network.layers.last?.name)
    } catch {
      throw ONNXError(place, .shape(error))
    }
    guard let shape else { throw ONNXError(place, .operation) }
    guard network.layers.count < Self.layerLimit else { throw ONNXError(place, .tooManyLayers(Self.layerLimit)) }
    network.layers.append(layer)
    weights.append(own)
    stamps.append(0)
    return Stream(layers: network.layers.count, stamp: 0, shape: shape, order: order)
  }
}
