import NeuralNetwork
import ONNXSchema

/// An ONNX file as it stands, before anything is made of it.
///
/// Subgraphs, functions and what belongs to training are passed over: a node that needs them is an operator that is not
/// read.
struct ONNXFile {
  struct Node {
    let name: String
    let operation: String
    /// "" is ONNX's own.
    let domain: String
    let inputs: [String]
    let outputs: [String]
    let attributes: [String: Attribute]

    init(_ message: ONNXNodeProto) {
      (name, operation) = (message.name, message.opType)
      domain = ONNXFile.domain(message.domain)
      (inputs, outputs) = (message.input, message.output)
      attributes = Dictionary(message.attribute.map { ($0.name, Attribute($0)) }) { _, last in last }
    }

    /// Its own name, else that of what it gives.
    var place: ONNXError.Place {
      .node(
        name: name.isEmpty ? outputs.first ?? "" : name,
        operation: domain.isEmpty ? operation : "\(domain).\(operation)")
    }
  }

  enum Attribute {
    case float(Float)
    case int(Int)
    case ints([Int])
    case floats(Int)
    case text(String)
    case tensor(ONNXTensor)
    case other

    init(_ message: ONNXAttributeProto) {
      self =
        switch message.type {
        case .float: .float(message.f)
        case .int: .int(Int(message.i))
        case .string: .text(String(decoding: message.s, as: UTF8.self))
        case .tensor where message.hasT: .tensor(ONNXTensor(message.t))
        case .floats: .floats(message.floats.count)
        case .ints: .ints(message.ints.map { Int($0) })
        default: .other
        }
    }
  }

  /// What goes in or out; the shape counts the rows as its first size, and -1 is one that the file leaves open.
  struct Port {
    let name: String
    let shape: [Int]?

    init(_ message: ONNXValueInfoProto) {
      name = message.name
      let tensor = message.type.tensorType
      shape = tensor.hasShape ? tensor.shape.dim.map { $0.dimValue > 0 ? Int($0.dimValue) : -1 } : nil
    }
  }

  /// How many bytes it has.
  let size: Int
  let operatorSet: Int
  let nodes: [Node]
  let constants: [String: ONNXTensor]
  let inputs: [Port]
  let outputs: [Port]

  init(_ bytes: consuming [UInt8], limit: Int = 1 << 40) throws(ONNXError) {
    size = bytes.count
    let model = try Self.decoded(bytes, limit)
    guard model.hasGraph else { throw ONNXError(.file, .notONNX) }
    operatorSet = Int(model.opsetImport.last { Self.domain($0.domain).isEmpty }?.version ?? 0)
    let graph = model.graph
    nodes = graph.node.map { Node($0) }
    constants = Dictionary(graph.initializer.map { ($0.name, ONNXTensor($0)) }) { _, last in last }
    // Before IR 4 constants stand among the inputs too.
    inputs = graph.input.map { Port($0) }.filter { [constants] in constants[$0.name] == nil }
    outputs = graph.output.map { Port($0) }
  }

  /// Messages, constants, numbers as float64 and the model's own.
  private static let copies = 8

  private static func decoded(_ bytes: [UInt8], _ limit: Int) throws(ONNXError) -> ONNXModelProto {
    do {
      try MessageScan.check(bytes, MessageScan.model)
    } catch {
      // Every file begins by saying its version.
      let isLikely = bytes.count > 1 && bytes[0] == 0x08 && (1...99).contains(bytes[1])
      throw ONNXError(.byte(error.offset), isLikely ? .damaged(error.reason) : .notONNX)
    }
    guard bytes.count.saturatingProduct(copies) <= limit else {
      throw ONNXError(.file, .noMemory(bytes.count.saturatingProduct(copies)))
    }
    guard let model = ONNXModelProto(decoding: bytes) else { throw ONNXError(.file, .damaged(.undecoded)) }
    return model
  }

  private static func domain(_ name: String) -> String { name == "ai.onnx" ? "" : name }
}
