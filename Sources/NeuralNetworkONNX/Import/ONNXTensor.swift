import NeuralNetwork
import ONNXSchema

/// A constant of an ONNX file: its shape and its numbers, which are read when they are needed.
struct ONNXTensor {
  /// onnx.proto3's TensorProto.DataType, as far as it is read.
  enum ElementType: Int {
    case float32 = 1
    case int32 = 6
    case int64 = 7
    case bool = 9
    case float16 = 10
    case float64 = 11

    var size: Int {
      switch self {
      case .bool: 1
      case .float16: 2
      case .float32, .int32: 4
      case .int64, .float64: 8
      }
    }
  }

  let name: String
  let shape: [Int]
  private let message: ONNXTensorProto

  init(_ message: ONNXTensorProto) {
    name = message.name
    shape = message.dims.map { Int($0) }
    self.message = message
  }

  /// A number that a node's attribute holds.
  init(value: Float) {
    var message = ONNXTensorProto()
    message.dataType = Int32(ElementType.float32.rawValue)
    message.floatData = [value]
    self.init(message)
  }

  /// Numbers that a node's attribute holds.
  init(values: [Int]) {
    var message = ONNXTensorProto()
    message.dims = [Int64(values.count)]
    message.dataType = Int32(ElementType.int64.rawValue)
    message.int64Data = values.map { Int64($0) }
    self.init(message)
  }

  /// How many numbers the shape says, `Int.max` where that cannot be counted; nil: a size is negative.
  private var claimed: Int? {
    guard shape.allSatisfy({ $0 >= 0 }) else { return nil }
    return shape.contains(0) ? 0 : shape.reduce(1) { $0.saturatingProduct($1) }
  }

  /// As many as the shape says, known without reading them.
  var count: Int { claimed ?? 0 }

  /// All numbers, outermost index first.
  func numbers() throws(ONNXError) -> [Double] {
    guard message.externalData.isEmpty, message.dataLocation == 0 else { throw ONNXError(.tensor(name), .external) }
    guard let type = ElementType(rawValue: Int(message.dataType)) else {
      throw ONNXError(.tensor(name), .elementType(Int(message.dataType)))
    }
    guard let claimed else { throw ONNXError(.tensor(name), .negativeSize(shape)) }
    let listed = message.rawCount == nil ? listed(type) : nil
    let found = listed?.count ?? (message.rawCount ?? 0) / type.size
    guard claimed == found, (message.rawCount ?? 0) % type.size == 0 else {
      throw ONNXError(.tensor(name), .numberCount(shape: shape, found: found))
    }
    if let listed { return listed }
    return message.withRawBytes { raw in (0..<claimed).map { Self.number(raw, $0 * type.size, type) } }
  }

  /// The numbers where they are not side by side as bytes.
  private func listed(_ type: ElementType) -> [Double] {
    switch type {
    case .float32: message.floatData.map { Double($0) }
    case .float64: message.doubleData
    case .float16: message.int32Data.map { Self.half(UInt16(truncatingIfNeeded: $0)) }
    case .int32, .bool: message.int32Data.map { Double($0) }
    case .int64: message.int64Data.map { Double($0) }
    }
  }

  private static func number(_ file: UnsafeRawBufferPointer, _ offset: Int, _ type: ElementType) -> Double {
    switch type {
    case .float32:
      Double(Float(bitPattern: UInt32(littleEndian: file.loadUnaligned(fromByteOffset: offset, as: UInt32.self))))
    case .float64:
      Double(bitPattern: UInt64(littleEndian: file.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
    case .float16: half(UInt16(littleEndian: file.loadUnaligned(fromByteOffset: offset, as: UInt16.self)))
    case .int32: Double(Int32(littleEndian: file.loadUnaligned(fromByteOffset: offset, as: Int32.self)))
    case .int64: Double(Int64(littleEndian: file.loadUnaligned(fromByteOffset: offset, as: Int64.self)))
    case .bool: file[offset] == 0 ? 0 : 1
    }
  }

  /// IEEE 754's binary16.
  private static func half(_ bits: UInt16) -> Double {
    let fraction = Double(bits & 0x3ff) / 1024
    let exponent = Int(bits >> 10 & 0x1f)
    let size: Double =
      switch exponent {
      case 0: fraction * 0x1p-14
      case 31: fraction == 0 ? .infinity : .nan
      default: (1 + fraction) * Double(sign: .plus, exponent: exponent - 15, significand: 1)
      }
    return bits & 0x8000 == 0 ? size : -size
  }
}
