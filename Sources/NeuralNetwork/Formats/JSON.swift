import NNText

/// A JSON value as the headers of model files need it: members keep their order and numbers their digits.
package indirect enum JSONValue: Hashable, Sendable {
  case object([Member])
  case array([JSONValue])
  case string(String)
  case number(String)
  case boolean(Bool)
  case null

  package struct Member: Hashable, Sendable {
    package var key: String
    package var value: JSONValue
  }

  /// A whole number from 0 to 2⁵³.
  package var count: Int? {
    guard case .number(let digits) = self else { return nil }
    return FileCount.read(digits)
  }

  package var string: String? {
    if case .string(let string) = self { string } else { nil }
  }

  package var array: [JSONValue]? {
    if case .array(let array) = self { array } else { nil }
  }

  /// The string as JSON text, quotes included.
  package static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..."\u{1f}":
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}

/// Why text is not JSON, with the byte where that shows.
package struct JSONError: Error, Hashable, Sendable {
  package var offset: Int
  package var message: Wording
}

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
    guard parser.position == bytes.endIndex else {
      throw parser.error(Wording(en: "something follows the value", ko: "값 뒤에 다른 것이 더 있습니다"))
    }
    return value
  }

  private init(bytes: ArraySlice<UInt8>, position: Int) {
    self.bytes = bytes
    self.position = position
  }

  private func error(_ message: Wording) -> JSONError {
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
    guard take(byte) else {
      throw error(
        Wording(
          en: "expected '\(Character(Unicode.Scalar(byte)))'", ko: "'\(Character(Unicode.Scalar(byte)))' 글자가 있어야 합니다"))
    }
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard depth < Self.depthLimit else { throw error(Wording(en: "nested too deep", ko: "너무 깊이 겹쳐 있습니다")) }
    skipBlanks()
    switch current {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-")?, (UInt8(ascii: "0")...UInt8(ascii: "9"))?: return .number(try number())
    case nil: throw error(Wording(en: "it ends too early", ko: "너무 일찍 끝납니다"))
    default: throw error(Wording(en: "expected a value", ko: "값이 있어야 합니다"))
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    for byte in word.utf8 {
      guard take(byte) else { throw error(Wording(en: "expected '\(word)'", ko: "'\(word)' 글자가 있어야 합니다")) }
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
      guard keys.insert(key).inserted else {
        throw error(
          Wording(en: "the key \(JSONValue.quoted(key)) is there twice", ko: "두 번 나오는 키: \(JSONValue.quoted(key))"))
      }
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
    guard let byte = current, (0x30...0x39).contains(byte) else {
      throw error(Wording(en: "expected a digit", ko: "숫자가 있어야 합니다"))
    }
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
        guard let string = String(validating: content, as: UTF8.self) else {
          throw error(Wording(en: "a string is not UTF-8", ko: "문자열이 UTF-8이 아닙니다"))
        }
        position += 1
        return string
      case UInt8(ascii: "\\"):
        position += 1
        content.append(contentsOf: String(try escape()).utf8)
      case 0..<0x20: throw error(Wording(en: "a control character in a string", ko: "문자열 안에 제어 문자가 있습니다"))
      default:
        content.append(byte)
        position += 1
      }
    }
    throw error(Wording(en: "a string without its end", ko: "문자열이 닫히지 않았습니다"))
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
        throw error(Wording(en: "half a surrogate pair", ko: "서로게이트 쌍의 반쪽만 있습니다"))
      }
      let low = try hexadecimal()
      guard (0xdc00..<0xe000).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00))
      else { throw error(Wording(en: "half a surrogate pair", ko: "서로게이트 쌍의 반쪽만 있습니다")) }
      return scalar
    default: throw error(Wording(en: "an unknown escape", ko: "모르는 이스케이프입니다"))
    }
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw error(Wording(en: "expected four hexadecimal digits", ko: "16진수 숫자 네 개가 있어야 합니다"))
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
