import NeuralNetwork
import ONNXSchema

/// Changes what a file says and leaves it a file: readers that look at the container first are passed.
package struct StructureMutator {
  private var random: RandomStream
  private let words: [String]
  private static let longest = 1 << 14

  package init(seed: UInt64, words: [String]) {
    random = RandomStream(seed: seed, .shuffling)
    self.words = words
  }

  /// Nil where the bytes have no structure that is known.
  package mutating func mutated(_ bytes: [UInt8], _ target: FuzzTarget) -> [UInt8]? {
    let changed =
      switch target {
      case .safetensors, .checkpoint, .model, .resume: tensors(bytes)
      case .onnx, .graph: graph(bytes)
      case .script, .prompt, .lines, .idx, .npy, .npz, .csv, .data: [UInt8]?.none
      }
    return changed.flatMap { $0.count <= Self.longest ? $0 : nil }
  }

  // MARK: safetensors

  private mutating func tensors(_ bytes: [UInt8]) -> [UInt8]? {
    guard var file = try? Safetensors(bytes: bytes) else { return nil }
    for _ in 0...random.integer(below: 3) {
      if random.integer(below: 5) < 3, !file.metadata.isEmpty { editMetadata(&file) } else { editTensor(&file) }
    }
    var names: Set<String> = []
    file.tensors.removeAll { !names.insert($0.name).inserted }
    return file.bytes
  }

  private mutating func editMetadata(_ file: inout Safetensors) {
    let keys = file.metadata.keys.sorted()
    let key = keys[random.integer(below: keys.count)]
    let text = file.metadata[key] ?? ""
    if var value = try? JSONParser.parse(Array(text.utf8)[...]) {
      value.edit(&random, words: words)
      file.metadata[key] = value.text
      return
    }
    // Lines of a name and a value.
    var lines = text.split(separator: "\n").map(String.init)
    guard !lines.isEmpty else { return }
    let place = random.integer(below: lines.count)
    let name = lines[place].split(separator: " ").first.map(String.init) ?? ""
    if random.integer(below: 8) == 0 {
      lines.remove(at: place)
    } else {
      lines[place] = name + " " + JSONValue.numbers[random.integer(below: JSONValue.numbers.count)]
    }
    file.metadata[key] = lines.joined(separator: "\n")
  }

  private mutating func editTensor(_ file: inout Safetensors) {
    guard !file.tensors.isEmpty else { return }
    let place = random.integer(below: file.tensors.count)
    switch random.integer(below: 7) {
    case 0: file.tensors.remove(at: place)
    case 1: file.tensors[place].name = file.tensors[random.integer(below: file.tensors.count)].name + "x"
    case 2: file.tensors[place].name = words[random.integer(below: words.count)]
    case 3:
      let odd = [Double.nan, .infinity, -.infinity, 1e300, 0, -1, 0.5, 1e39, 3]
      var numbers = file.tensors[place].values.doubles
      guard !numbers.isEmpty else { return }
      numbers[random.integer(below: numbers.count)] = odd[random.integer(below: odd.count)]
      file.tensors[place].values = .float64(numbers).converted(to: file.tensors[place].values.precision)
    case 4:
      let other: Precision = file.tensors[place].values.precision == .float32 ? .float64 : .float32
      file.tensors[place].values = file.tensors[place].values.converted(to: other)
    default:
      // Another shape, with as many numbers as it says.
      var shape = file.tensors[place].shape
      if shape.isEmpty || random.integer(below: 6) == 0 {
        shape.append(1 + random.integer(below: 3))
      } else {
        shape[random.integer(below: shape.count)] = random.integer(below: 9)
      }
      let count = shape.reduce(1, *)
      guard count < 1024 else { return }
      let old = file.tensors[place].values.doubles
      let numbers = (0..<count).map { old.isEmpty ? 0.5 : old[$0 % old.count] }
      file.tensors[place].shape = shape
      file.tensors[place].values = .float64(numbers).converted(to: file.tensors[place].values.precision)
    }
  }

  // MARK: ONNX

  private mutating func graph(_ bytes: [UInt8]) -> [UInt8]? {
    guard var model = ONNXModelProto(decoding: bytes), model.hasGraph else { return nil }
    for _ in 0...random.integer(below: 3) { editGraph(&model.graph) }
    return model.encoded
  }

  private static let sizes: [Int64] = [0, 1, 2, 3, 4, 5, 7, -1, -2, 1 << 31, 1 << 53, .max, .min]
  private static let operators = [
    "Add", "Mul", "Sub", "Div", "Gemm", "MatMul", "Relu", "Tanh", "Sigmoid", "Softmax", "Conv", "MaxPool",
    "GlobalMaxPool",
    "AveragePool",
    "BatchNormalization", "LayerNormalization", "Flatten", "Reshape", "Transpose", "Identity", "Erf", "Clip", "Elu",
    "Pow",
  ]

  private mutating func editGraph(_ graph: inout ONNXGraphProto) {
    switch random.integer(below: 6) {
    case 0 where !graph.node.isEmpty:
      let place = random.integer(below: graph.node.count)
      switch random.integer(below: 5) {
      case 0: graph.node.remove(at: place)
      case 1: graph.node[place].opType = Self.operators[random.integer(below: Self.operators.count)]
      case 2: graph.node.swapAt(place, random.integer(below: graph.node.count))
      case 3 where !graph.node[place].input.isEmpty:
        let other = graph.node[random.integer(below: graph.node.count)]
        let names = other.input + other.output
        guard !names.isEmpty else { return }
        graph.node[place].input[random.integer(below: graph.node[place].input.count)] =
          names[random.integer(below: names.count)]
      default: if !graph.node[place].input.isEmpty { graph.node[place].input.removeLast() }
      }
    case 1, 2:
      let places = graph.node.indices.filter { !graph.node[$0].attribute.isEmpty }
      guard !places.isEmpty else { return }
      let place = places[random.integer(below: places.count)]
      let index = random.integer(below: graph.node[place].attribute.count)
      let size = Self.sizes[random.integer(below: Self.sizes.count)]
      graph.node[place].attribute[index].i = size
      graph.node[place].attribute[index].f = Float(size)
      let count = graph.node[place].attribute[index].ints.count
      if count > 0 { graph.node[place].attribute[index].ints[random.integer(below: count)] = size }
    case 3 where !graph.input.isEmpty:
      let count = graph.input[0].type.tensorType.shape.dim.count
      guard count > 0 else { return }
      graph.input[0].type.tensorType.shape.dim[random.integer(below: count)].dimValue =
        Self.sizes[random.integer(below: Self.sizes.count)]
    default:
      guard !graph.initializer.isEmpty else { return }
      let place = random.integer(below: graph.initializer.count)
      let odd = [0, 1, -1, Double.nan, .infinity, 1e39, 1e-45, 0.5]
      let count = 1 + random.integer(below: 12)
      graph.initializer[place].dims =
        random.integer(below: 2) == 0 ? [Int64(count)] : [Int64(count), 1 + Int64(random.integer(below: 4))]
      let numbers = (0..<graph.initializer[place].dims.reduce(1, *)).map { _ in odd[random.integer(below: odd.count)] }
      graph.initializer[place].setRaw(numbers)
    }
  }
}
