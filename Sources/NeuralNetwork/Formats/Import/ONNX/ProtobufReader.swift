/// The fields of one message in protobuf's wire format, in their order. Every length is held against the message it
/// stands in before anything is done with it; nothing is copied.
///
/// Source: protobuf.dev, Encoding.
struct ProtobufReader {
  /// What a field holds; its number says what that means.
  enum Value {
    case number(UInt64)
    /// Eight or four bytes, or as many as their length said: a text, numbers side by side, or a message.
    case bytes(Range<Int>, isFixed: Bool)
  }

  struct Failure: Error, Hashable {
    /// From the beginning of the file.
    var offset: Int
    var reason: Reason

    enum Reason: Hashable {
      case cutOff
      case length(UInt64, left: Int)
      case number
      case wire(Int)
      /// A field of a kind that its number does not have.
      case kind(field: Int)
    }
  }

  let bytes: [UInt8]
  private(set) var at: Int
  private let end: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    (at, end) = (0, bytes.count)
  }

  /// A message within the bytes.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    (at, end) = (range.lowerBound, range.upperBound)
  }

  /// The next field; nil behind the last.
  mutating func next() throws(Failure) -> (field: Int, value: Value, at: Int)? {
    guard at < end else { return nil }
    let start = at
    let tag = try varint()
    guard tag >> 3 > 0, tag >> 3 < 1 << 29 else { throw Failure(offset: start, reason: .wire(Int(tag & 7))) }
    let field = Int(tag >> 3)
    switch tag & 7 {
    case 0: return (field, .number(try varint()), start)
    case 1: return (field, .bytes(try take(8), isFixed: true), start)
    case 2:
      let place = at
      let length = try varint()
      guard length <= UInt64(end - at) else {
        throw Failure(offset: place, reason: .length(length, left: end - at))
      }
      return (field, .bytes(try take(Int(length)), isFixed: false), start)
    case 5: return (field, .bytes(try take(4), isFixed: true), start)
    default: throw Failure(offset: start, reason: .wire(Int(tag & 7)))
    }
  }

  /// Whole numbers side by side.
  static func numbers(_ bytes: [UInt8], _ range: Range<Int>) throws(Failure) -> [Int] {
    var reader = ProtobufReader(bytes, range)
    var numbers: [Int] = []
    while reader.at < reader.end { numbers.append(Int(Int64(bitPattern: try reader.varint()))) }
    return numbers
  }

  private mutating func take(_ count: Int) throws(Failure) -> Range<Int> {
    guard count <= end - at else { throw Failure(offset: at, reason: .cutOff) }
    defer { at += count }
    return at..<(at + count)
  }

  private mutating func varint() throws(Failure) -> UInt64 {
    let start = at
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard at < end else { throw Failure(offset: start, reason: .cutOff) }
      let byte = bytes[at]
      at += 1
      // Of the tenth byte one bit is left.
      guard shift < 63 || byte <= 1 else { break }
      number |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return number }
    }
    throw Failure(offset: start, reason: .number)
  }
}

/// The same fields by what is expected of them.
extension ProtobufReader {
  typealias Field = (field: Int, value: Value, at: Int)

  static func number(_ field: Field) throws(Failure) -> Int {
    guard case .number(let number) = field.value else { throw wrongKind(field) }
    return Int(Int64(bitPattern: number))
  }

  /// A text, a message or numbers side by side.
  static func range(_ field: Field) throws(Failure) -> Range<Int> {
    guard case .bytes(let range, isFixed: false) = field.value else { throw wrongKind(field) }
    return range
  }

  /// Fixed-size numbers, one or several side by side.
  static func fixed(_ field: Field) throws(Failure) -> Range<Int> {
    guard case .bytes(let range, _) = field.value else { throw wrongKind(field) }
    return range
  }

  /// Whole numbers, one or several side by side.
  static func numbers(_ field: Field, _ bytes: [UInt8]) throws(Failure) -> [Int] {
    switch field.value {
    case .number(let number): return [Int(Int64(bitPattern: number))]
    case .bytes(let range, isFixed: false): return try numbers(bytes, range)
    case .bytes: throw wrongKind(field)
    }
  }

  static func text(_ field: Field, _ bytes: [UInt8]) throws(Failure) -> String {
    String(decoding: bytes[try range(field)], as: UTF8.self)
  }

  private static func wrongKind(_ field: Field) -> Failure {
    Failure(offset: field.at, reason: .kind(field: field.field))
  }
}
