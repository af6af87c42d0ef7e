/// Looks an ONNX file through before it is decoded: every length is held against the message it stands in, texts are UTF-8,
/// whole numbers end, and what takes more memory than bytes is counted.
///
/// swift-protobuf, which decodes it afterwards, does not say where a file is broken, and makes 100 bytes of memory of a
/// message of two. Source: protobuf.dev, Encoding.
struct MessageScan {
  struct Failure: Error, Hashable {
    /// From the beginning of the file.
    var offset: Int
    var reason: Reason

    enum Reason: Hashable {
      case cutOff
      case length(UInt64, left: Int)
      case number
      case text
      /// A list whose length in bytes fits no whole count of numbers.
      case numbers(Int, size: Int)
      case wire(Int)
      /// A field of a kind that its number does not have.
      case kind(field: Int)
      case tooManyMessages
      case tooManyFields
      /// What swift-protobuf alone found.
      case undecoded
    }
  }

  /// What is looked into, by field number; everything else is passed over.
  indirect enum Part {
    case message([Int: Part])
    case text
    /// Whole numbers that take eight bytes each once they are decoded.
    case numbers
    /// Whole numbers that take four.
    case smallNumbers
    /// Numbers of so many bytes, in the file too.
    case fixed(Int)
  }

  /// Nodes, attributes and constants: ten for each layer that a model may have.
  static let messageLimit = 100_000
  /// Texts, numbers and messages that stand one by one.
  static let fieldLimit = 2_000_000

  private let bytes: [UInt8]
  private var at = 0
  private var messages = 0
  private var fields = 0

  /// - Parameter parts: those of the outermost message.
  static func check(_ bytes: [UInt8], _ parts: [Int: Part]) throws(Failure) {
    var scan = MessageScan(bytes: bytes)
    try scan.message(parts, end: bytes.count)
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func message(_ parts: [Int: Part], end: Int) throws(Failure) {
    while at < end {
      let start = at
      let tag = try varint(end)
      try count(1, start)
      let (field, wire) = (tag >> 3, Int(tag & 7))
      guard field > 0, field < 1 << 29 else { throw Failure(offset: start, reason: .wire(wire)) }
      let part = parts[Int(field)]
      switch wire {
      case 0:
        _ = try varint(end)
        switch part {
        case nil, .numbers, .smallNumbers: break
        case .message, .text, .fixed: throw Failure(offset: start, reason: .kind(field: Int(field)))
        }
      case 1, 5:
        let size = wire == 1 ? 8 : 4
        switch part {
        case nil: break
        case .fixed(size): break
        default: throw Failure(offset: start, reason: .kind(field: Int(field)))
        }
        guard end - at >= size else { throw Failure(offset: at, reason: .cutOff) }
        at += size
      case 2: try content(part, within: end)
      default: throw Failure(offset: start, reason: .wire(wire))
      }
    }
  }

  /// What has a length.
  private mutating func content(_ part: Part?, within end: Int) throws(Failure) {
    let start = at
    let length = try varint(end)
    guard length <= UInt64(end - at) else { throw Failure(offset: start, reason: .length(length, left: end - at)) }
    let last = at + Int(length)
    switch part {
    case nil: at = last
    case .message(let parts):
      messages += 1
      guard messages <= Self.messageLimit else { throw Failure(offset: start, reason: .tooManyMessages) }
      try message(parts, end: last)
    case .text:
      guard String(validating: bytes[at..<last], as: UTF8.self) != nil else {
        throw Failure(offset: at, reason: .text)
      }
      at = last
    case .numbers:
      while at < last {
        try count(1, at)
        _ = try varint(last)
      }
    case .smallNumbers: while at < last { _ = try varint(last) }
    case .fixed(let size):
      guard length % UInt64(size) == 0 else {
        throw Failure(offset: start, reason: .numbers(Int(length), size: size))
      }
      at = last
    }
  }

  private mutating func count(_ number: Int, _ offset: Int) throws(Failure) {
    fields += number
    guard fields <= Self.fieldLimit else { throw Failure(offset: offset, reason: .tooManyFields) }
  }

  private mutating func varint(_ end: Int) throws(Failure) -> UInt64 {
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

/// What is looked into, by the field numbers of onnx.proto.
extension MessageScan {
  static let model: [Int: Part] = [2: .text, 7: .message(graph), 8: .message([1: .text])]

  private static let graph: [Int: Part] = [
    1: .message(node), 2: .text, 5: .message(tensor), 11: .message(port), 12: .message(port),
  ]

  private static let node: [Int: Part] = [
    1: .text, 2: .text, 3: .text, 4: .text, 5: .message(attribute), 7: .text,
  ]

  private static let attribute: [Int: Part] = [1: .text, 5: .message(tensor), 7: .fixed(4), 8: .numbers]

  private static let tensor: [Int: Part] = [
    1: .numbers, 4: .fixed(4), 5: .smallNumbers, 7: .numbers, 8: .text, 10: .fixed(8),
  ]

  /// Its type, of that the tensor's, of that the shape, and its sizes.
  private static let port: [Int: Part] = [
    1: .text, 2: .message([1: .message([2: .message([1: .message([2: .text])])])]),
  ]
}
