/// A graph in the making: nodes in their order and the constants they read.
///
/// Field numbers are those of onnx.proto3 (ONNX 1.12, IR 8, operator set 17).
struct ONNXGraph {
  enum Attribute {
    case float(Float)
    case int(Int)
    case ints([Int])
  }

  private var nodes: [ProtobufWriter] = []
  private var constants: [ProtobufWriter] = []
  private var names = 0

  /// A constant of float32 numbers; its name.
  mutating func constant(_ name: String, _ numbers: [Double], shape: [Int]) -> String {
    var tensor = ProtobufWriter()
    for size in shape { tensor.add(size, 1) }
    tensor.add(1, 2)
    tensor.add(name, 8)
    var data: [UInt8] = []
    data.reserveCapacity(4 * numbers.count)
    for number in numbers { withUnsafeBytes(of: Float(number).bitPattern.littleEndian) { data += $0 } }
    tensor.add(data, 9)
    constants.append(tensor)
    return name
  }

  /// A node with one result; the result's name.
  mutating func node(
    _ operation: String, _ inputs: [String], output: String? = nil, _ attributes: [(String, Attribute)] = []
  ) -> String {
    names += 1
    let result = output ?? "t\(names)"
    var node = ProtobufWriter()
    for input in inputs { node.add(input, 1) }
    node.add(result, 2)
    node.add("\(operation.lowercased())_\(names)", 3)
    node.add(operation, 4)
    for (name, attribute) in attributes {
      node.add(5) { writer in
        writer.add(name, 1)
        switch attribute {
        case .float(let number):
          writer.add(number, 2)
          writer.add(1, 20)
        case .int(let number):
          writer.add(number, 3)
          writer.add(2, 20)
        case .ints(let numbers):
          for number in numbers { writer.add(number, 8) }
          writer.add(7, 20)
        }
      }
    }
    nodes.append(node)
    return result
  }

  /// The whole file. Shapes are those of one row; the number of rows is open.
  func model(input: Shape, output: Shape) -> [UInt8] {
    var model = ProtobufWriter()
    model.add(8, 1)
    model.add("nnsh", 2)
    model.add(7) { graph in
      for node in nodes { graph.add(node.bytes, 1) }
      graph.add("model", 2)
      for constant in constants { graph.add(constant.bytes, 5) }
      graph.add(11) { Self.value("x", input, &$0) }
      graph.add(12) { Self.value("y", output, &$0) }
    }
    model.add(8) { set in
      set.add("", 1)
      set.add(17, 2)
    }
    return model.bytes
  }

  private static func value(_ name: String, _ shape: Shape, _ value: inout ProtobufWriter) {
    value.add(name, 1)
    value.add(2) { type in
      type.add(1) { tensor in
        tensor.add(1, 1)
        tensor.add(2) { dimensions in
          dimensions.add(1) { $0.add("rows", 2) }
          for size in shape.dimensions { dimensions.add(1) { $0.add(size, 1) } }
        }
      }
    }
  }
}
