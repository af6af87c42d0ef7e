/// A strict parser (RFC 8259) that also refuses repeated keys and deep nesting.
package struct JSONParser {
  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private static let depthLimit = 32

  /// Parses the whole of `bytes`; blanks around the value are allowed.
  package static func parse(_ bytes: ArraySlice<UInt8>) throws(JSONError) -> JSONValue {
    var parser = JSONParser(bytes: bytes, position: bytes.startIndex)
    let value = try parser.value(depth: 0)
    parser.skipBlanks()
    guard parser.position == bytes.endIndex else { throw parser.error("something follows the value") }
    return value
  }

  private init(bytes: ArraySlice<UInt8>, position: Int) {
    self.bytes = bytes
    self.position = position
  }

  private func error(_ message: String) -> JSONError {
    JSONError(offset: position - bytes.startIndex, message: message)
  }

  private var current: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = current, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ byte: UInt8) throws(JSONError) {
    guard take(byte) else { throw error("expected '\(Character(Unicode.Scalar(byte)))'") }
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard depth < Self.depthLimit else { throw error("nested too deep") }
    skipBlanks()
    switch current {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-")?, (UInt8(ascii: "0")...UInt8(ascii: "9"))?: return .number(try number())
    case nil: throw error("it ends too early")
    default: throw error("expected a value")
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    for byte in word.utf8 {
      guard take(byte) else { throw error("expected '\(word)'") }
    }
    return value
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    try expect(UInt8(ascii: "{"))
    var members: [JSONValue.Member] = []
    var keys: Set<String> = []
    skipBlanks()
    if take(UInt8(ascii: "}")) { return .object([]) }
    repeat {
      skipBlanks()
      let key = try string()
      guard keys.insert(key).inserted else { throw error("the key \(JSONValue.quoted(key)) is there twice") }
      skipBlanks()
      try expect(UInt8(ascii: ":"))
      members.append(JSONValue.Member(key: key, value: try value(depth: depth + 1)))
      skipBlanks()
    } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"))
    return .object(members)
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    try expect(UInt8(ascii: "["))
    var items: [JSONValue] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return .array([]) }
    repeat {
      items.append(try value(depth: depth + 1))
      skipBlanks()
    } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
    return .array(items)
  }

  private mutating func digits() throws(JSONError) {
    guard let byte = current, (0x30...0x39).contains(byte) else { throw error("expected a digit") }
    while let byte = current, (0x30...0x39).contains(byte) { position += 1 }
  }

  private mutating func number() throws(JSONError) -> String {
    let start = position
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) { try digits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func string() throws(JSONError) -> String {
    try expect(UInt8(ascii: "\""))
    var content: [UInt8] = []
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: content, as: UTF8.self) else { throw error("a string is not UTF-8") }
        position += 1
        return string
      case UInt8(ascii: "\\"):
        position += 1
        content.append(contentsOf: String(try escape()).utf8)
      case 0..<0x20: throw error("a control character in a string")
      default:
        content.append(byte)
        position += 1
      }
    }
    throw error("a string without its end")
  }

  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    let byte = current
    position += byte == nil ? 0 : 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try hexadecimal()
      if let scalar = Unicode.Scalar(unit) { return scalar }
      guard (0xd800..<0xdc00).contains(unit), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
        throw error("half a surrogate pair")
      }
      let low = try hexadecimal()
      guard (0xdc00..<0xe000).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00))
      else { throw error("half a surrogate pair") }
      return scalar
    default: throw error("an unknown escape")
    }
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw error("expected four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
