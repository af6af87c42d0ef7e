/// A constant of an ONNX file: its shape and where its numbers lie in the file, which are read when they are needed.
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

  var name = ""
  var shape: [Int] = []
  private var typeCode = 0
  private var raw: Range<Int>?
  /// Numbers of fixed size, a piece after another.
  private var pieces: [Range<Int>] = []
  /// Whole numbers, and float16 as its bits.
  private var whole: [Int] = []
  private var isExternal = false

  init(_ bytes: [UInt8], _ range: Range<Int>) throws(ProtobufReader.Failure) {
    var reader = ProtobufReader(bytes, range)
    while let field = try reader.next() {
      switch field.field {
      case 1: shape += try ProtobufReader.numbers(field, bytes)
      case 2: typeCode = try ProtobufReader.number(field)
      case 4, 10: pieces.append(try ProtobufReader.fixed(field))
      case 5, 7: whole += try ProtobufReader.numbers(field, bytes)
      case 8: name = try ProtobufReader.text(field, bytes)
      case 9: raw = try ProtobufReader.range(field)
      case 13: isExternal = true
      case 14: if try ProtobufReader.number(field) != 0 { isExternal = true }
      default: break
      }
    }
  }

  /// A number that a node's attribute holds.
  private var single: Double?

  init(value: Float) {
    single = Double(value)
    typeCode = ElementType.float32.rawValue
  }

  /// Numbers that a node's attribute holds.
  init(values: [Int]) {
    whole = values
    shape = [values.count]
    typeCode = ElementType.int64.rawValue
  }

  /// How many numbers the shape says, `Int.max` where that cannot be counted; nil: a size is negative.
  private var claimed: Int? {
    guard shape.allSatisfy({ $0 >= 0 }) else { return nil }
    return shape.contains(0) ? 0 : shape.reduce(1) { $0.saturatingProduct($1) }
  }

  /// As many as the shape says, known without reading them.
  var count: Int { claimed ?? 0 }

  /// All numbers, outermost index first.
  func numbers(_ bytes: [UInt8]) throws(ONNXError) -> [Double] {
    if let single { return [single] }
    guard !isExternal else { throw ONNXError(.tensor(name), .external) }
    guard let type = ElementType(rawValue: typeCode) else { throw ONNXError(.tensor(name), .elementType(typeCode)) }
    guard let claimed else { throw ONNXError(.tensor(name), .negativeSize(shape)) }
    let fixed = raw.map { [$0] } ?? pieces
    let isWhole = raw == nil && type != .float32 && type != .float64
    let found = isWhole ? whole.count : fixed.reduce(0) { $0 + $1.count } / type.size
    guard claimed == found, isWhole || fixed.allSatisfy({ $0.count % type.size == 0 }) else {
      throw ONNXError(.tensor(name), .numberCount(shape: shape, found: found))
    }
    if isWhole {
      return whole.map { type == .float16 ? Self.half(UInt16(truncatingIfNeeded: $0)) : Double($0) }
    }
    var numbers: [Double] = []
    numbers.reserveCapacity(claimed)
    bytes.withUnsafeBytes { file in
      for place in fixed {
        for offset in stride(from: place.lowerBound, to: place.upperBound, by: type.size) {
          numbers.append(Self.number(file, offset, type))
        }
      }
    }
    return numbers
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
