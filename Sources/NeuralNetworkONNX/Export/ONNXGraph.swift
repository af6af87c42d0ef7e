import NeuralNetwork
import ONNXSchema

/// A graph in the making: nodes in their order and the constants they read.
///
/// IR 8 and operator set 17 (ONNX 1.12).
struct ONNXGraph {
  enum Attribute {
    case float(Float)
    case int(Int)
    case ints([Int])
  }

  private var graph = ONNXGraphProto()

  /// A constant of float32 numbers; its name.
  mutating func constant(_ name: String, _ numbers: [Double], shape: [Int]) -> String {
    var tensor = ONNXTensorProto()
    tensor.dims = shape.map { Int64($0) }
    tensor.dataType = 1
    tensor.name = name
    tensor.setRaw(numbers)
    graph.initializer.append(tensor)
    return name
  }

  /// A node with one result; the result's name.
  mutating func node(
    _ operation: String, _ inputs: [String], output: String? = nil, _ attributes: [(String, Attribute)] = []
  ) -> String {
    let number = graph.node.count + 1
    let result = output ?? "t\(number)"
    var node = ONNXNodeProto()
    node.input = inputs
    node.output = [result]
    node.name = "\(operation.lowercased())_\(number)"
    node.opType = operation
    node.attribute = attributes.map { name, value in
      var attribute = ONNXAttributeProto()
      attribute.name = name
      switch value {
      case .float(let number): (attribute.f, attribute.type) = (number, .float)
      case .int(let number): (attribute.i, attribute.type) = (Int64(number), .int)
      case .ints(let numbers): (attribute.ints, attribute.type) = (numbers.map { Int64($0) }, .ints)
      }
      return attribute
    }
    graph.node.append(node)
    return result
  }

  /// The whole file. Shapes are those of one row; the number of rows is open.
  consuming func model(input: Shape, output: Shape) throws(ExportError) -> [UInt8] {
    graph.name = "model"
    graph.input = [Self.value("x", input)]
    graph.output = [Self.value("y", output)]
    var operators = ONNXOperatorSetIdProto()
    operators.version = 17
    var model = ONNXModelProto()
    model.irVersion = 8
    model.producerName = "nnsh"
    model.graph = graph
    model.opsetImport = [operators]
    guard let bytes = model.encoded else { throw .tooLarge }
    return bytes
  }

  private static func value(_ name: String, _ shape: Shape) -> ONNXValueInfoProto {
    var rows = ONNXTensorShapeProto.Dimension()
    rows.dimParam = "rows"
    var value = ONNXValueInfoProto()
    value.name = name
    value.type.tensorType.elemType = 1
    value.type.tensorType.shape.dim =
      [rows]
      + shape.dimensions.map { size in
        var dimension = ONNXTensorShapeProto.Dimension()
        dimension.dimValue = Int64(size)
        return dimension
      }
    return value
  }
}
