/// An ONNX file as it stands, before anything is made of it.
///
/// Field numbers are those of onnx.proto3. Subgraphs, functions and what belongs to training are passed over: a node that
/// needs them is an operator that is not read.
struct ONNXFile {
  struct Node {
    var name = ""
    var operation = ""
    var domain = ""
    var inputs: [String] = []
    var outputs: [String] = []
    var attributes: [String: Attribute] = [:]

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
  }

  /// What goes in or out; the shape counts the rows as its first size, and -1 is one that the file leaves open.
  struct Port {
    var name = ""
    var shape: [Int]?
  }

  /// Ten for each layer that a model may have.
  static let nodeLimit = 100_000

  let bytes: [UInt8]
  private(set) var operatorSet = 0
  private(set) var nodes: [Node] = []
  private(set) var constants: [String: ONNXTensor] = [:]
  private(set) var inputs: [Port] = []
  private(set) var outputs: [Port] = []

  init(_ bytes: [UInt8]) throws(ONNXError) {
    self.bytes = bytes
    var graph: Range<Int>?
    // Every file begins by saying its version.
    let isLikely = bytes.count > 1 && bytes[0] == 0x08 && (1...99).contains(bytes[1])
    var reader = ProtobufReader(bytes)
    do {
      while let field = try reader.next() {
        switch field.field {
        case 7: graph = try ProtobufReader.range(field)
        case 8: try readOperatorSet(try ProtobufReader.range(field))
        default: break
        }
      }
    } catch {
      throw ONNXError(.byte(error.offset), isLikely ? .damaged(error.reason) : .notONNX)
    }
    guard let graph else { throw ONNXError(.file, .notONNX) }
    do { try readGraph(graph) } catch { throw ONNXError(.byte(error.offset), .damaged(error.reason)) }
    guard nodes.count <= Self.nodeLimit else { throw ONNXError(.file, .tooManyNodes(Self.nodeLimit)) }
  }

  private mutating func readOperatorSet(_ range: Range<Int>) throws(ProtobufReader.Failure) {
    var reader = ProtobufReader(bytes, range)
    var domain = ""
    var version = 0
    while let field = try reader.next() {
      if field.field == 1 { domain = try ProtobufReader.text(field, bytes) }
      if field.field == 2 { version = try ProtobufReader.number(field) }
    }
    if domain.isEmpty || domain == "ai.onnx" { operatorSet = version }
  }

  private mutating func readGraph(_ range: Range<Int>) throws(ProtobufReader.Failure) {
    var reader = ProtobufReader(bytes, range)
    while nodes.count <= Self.nodeLimit, let field = try reader.next() {
      switch field.field {
      case 1: nodes.append(try node(try ProtobufReader.range(field)))
      case 5:
        let tensor = try ONNXTensor(bytes, try ProtobufReader.range(field))
        constants[tensor.name] = tensor
      case 11: inputs.append(try port(try ProtobufReader.range(field)))
      case 12: outputs.append(try port(try ProtobufReader.range(field)))
      default: break
      }
    }
    // Before IR 4 constants stand among the inputs too.
    inputs.removeAll { constants[$0.name] != nil }
  }

  private func node(_ range: Range<Int>) throws(ProtobufReader.Failure) -> Node {
    var reader = ProtobufReader(bytes, range)
    var node = Node()
    while let field = try reader.next() {
      switch field.field {
      case 1: node.inputs.append(try ProtobufReader.text(field, bytes))
      case 2: node.outputs.append(try ProtobufReader.text(field, bytes))
      case 3: node.name = try ProtobufReader.text(field, bytes)
      case 4: node.operation = try ProtobufReader.text(field, bytes)
      case 5:
        let (name, value) = try attribute(try ProtobufReader.range(field))
        node.attributes[name] = value
      case 7: node.domain = try ProtobufReader.text(field, bytes)
      default: break
      }
    }
    if node.domain == "ai.onnx" { node.domain = "" }
    return node
  }

  private func attribute(_ range: Range<Int>) throws(ProtobufReader.Failure) -> (String, Attribute) {
    var reader = ProtobufReader(bytes, range)
    var name = ""
    var type = 0
    var float: Float = 0
    var int = 0
    var ints: [Int] = []
    var floats = 0
    var text = ""
    var tensor: ONNXTensor?
    while let field = try reader.next() {
      switch field.field {
      case 1: name = try ProtobufReader.text(field, bytes)
      case 2:
        let place = try ProtobufReader.fixed(field)
        guard place.count == 4 else { throw ProtobufReader.Failure(offset: field.at, reason: .kind(field: 2)) }
        float = Float(bitPattern: place.reversed().reduce(0) { $0 << 8 | UInt32(bytes[$1]) })
      case 3: int = try ProtobufReader.number(field)
      case 4: text = try ProtobufReader.text(field, bytes)
      case 5: tensor = try ONNXTensor(bytes, try ProtobufReader.range(field))
      case 7: floats += try ProtobufReader.fixed(field).count / 4
      case 8: ints += try ProtobufReader.numbers(field, bytes)
      case 20: type = try ProtobufReader.number(field)
      default: break
      }
    }
    let value: Attribute =
      switch type {
      case 1: .float(float)
      case 2: .int(int)
      case 3: .text(text)
      case 4: tensor.map { .tensor($0) } ?? .other
      case 6: .floats(floats)
      case 7: .ints(ints)
      default: .other
      }
    return (name, value)
  }

  private func port(_ range: Range<Int>) throws(ProtobufReader.Failure) -> Port {
    var port = Port()
    var reader = ProtobufReader(bytes, range)
    while let field = try reader.next() {
      if field.field == 1 { port.name = try ProtobufReader.text(field, bytes) }
      guard field.field == 2 else { continue }
      // type, of it the tensor's type, of that the shape, and its sizes.
      guard let tensor = try member(1, of: try ProtobufReader.range(field)),
        let shape = try member(2, of: tensor)
      else { continue }
      var sizes: [Int] = []
      var dimensions = ProtobufReader(bytes, shape)
      while let dimension = try dimensions.next() {
        guard dimension.field == 1 else { continue }
        var size = -1
        var members = ProtobufReader(bytes, try ProtobufReader.range(dimension))
        while let member = try members.next() {
          if member.field == 1 { size = try ProtobufReader.number(member) }
        }
        sizes.append(size > 0 ? size : -1)
      }
      port.shape = sizes
    }
    return port
  }

  private func member(_ number: Int, of range: Range<Int>) throws(ProtobufReader.Failure) -> Range<Int>? {
    var reader = ProtobufReader(bytes, range)
    var found: Range<Int>?
    while let field = try reader.next() {
      if field.field == number { found = try ProtobufReader.range(field) }
    }
    return found
  }
}
