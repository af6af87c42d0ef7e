import NNText

/// An array of NumPy's, its numbers in C order (the last index runs fastest).
public struct NPYArray: Sendable {
  /// What errors call it.
  public let name: String
  /// Empty for a single number.
  public let shape: [Int]
  /// Bytes where the file has bytes or booleans, else float32.
  public let numbers: Numbers

  /// - Parameters:
  ///   - file: a whole `.npy` file.
  ///   - name: what errors call the file.
  ///   - limit: more bytes of numbers than that are refused.
  public init(_ file: [UInt8], name: String, limit: Int = 1 << 40) throws(NumPyError) {
    let header = try NPYHeader(file[...], name: name)
    let count = header.count
    guard count.saturatingProduct(MemoryLayout<Float>.stride) <= limit else {
      throw NumPyError(name, .tooLarge(shape: header.shape))
    }
    let expected = count.saturatingProduct(header.width)
    guard file.count - header.length == expected else {
      throw NumPyError(name, .size(shape: header.shape, expected: expected, found: file.count - header.length))
    }
    self.name = name
    shape = header.shape
    let places = header.isFortran && shape.count > 1 && count > 0 ? Self.fortranPlaces(shape) : nil
    let data = file[header.length...]
    if header.width == 1 && header.kind != "i" {
      numbers = .bytes(places.map { $0.map { data[data.startIndex + $0] } } ?? Array(data))
    } else {
      numbers = .floats(Self.floats(data, header, places))
    }
  }

  /// Where each number, counted in C order, lies in Fortran order.
  private static func fortranPlaces(_ shape: [Int]) -> [Int] {
    var strides = Array(repeating: 1, count: shape.count)
    for dimension in 1..<shape.count { strides[dimension] = strides[dimension - 1] * shape[dimension - 1] }
    var index = Array(repeating: 0, count: shape.count)
    var place = 0
    return (0..<shape.reduce(1, *)).map { _ in
      defer {
        var dimension = shape.count - 1
        while dimension >= 0 {
          index[dimension] += 1
          place += strides[dimension]
          if index[dimension] < shape[dimension] { break }
          place -= index[dimension] * strides[dimension]
          index[dimension] = 0
          dimension -= 1
        }
      }
      return place
    }
  }

  private static func floats(_ data: ArraySlice<UInt8>, _ header: NPYHeader, _ places: [Int]?) -> [Float] {
    data.withUnsafeBytes { bytes in
      func numbers<Bits: FixedWidthInteger>(_: Bits.Type, _ convert: (Bits) -> Float) -> [Float] {
        (0..<header.count).map { index in
          let bits = bytes.loadUnaligned(fromByteOffset: (places?[index] ?? index) * header.width, as: Bits.self)
          return convert(header.isBigEndian ? Bits(bigEndian: bits) : Bits(littleEndian: bits))
        }
      }
      switch (header.kind, header.width) {
      case ("f", 4): return numbers(UInt32.self) { Float(bitPattern: $0) }
      case ("f", _): return numbers(UInt64.self) { Float(Double(bitPattern: $0)) }
      case ("i", 1): return numbers(Int8.self) { Float($0) }
      case ("i", 2): return numbers(Int16.self) { Float($0) }
      case ("i", 4): return numbers(Int32.self) { Float($0) }
      case ("i", _): return numbers(Int64.self) { Float($0) }
      case ("u", 2): return numbers(UInt16.self) { Float($0) }
      case ("u", 4): return numbers(UInt32.self) { Float($0) }
      default: return numbers(UInt64.self) { Float($0) }
      }
    }
  }
}

/// The head of an array's file: `\x93NUMPY`, a version, and a Python dictionary of type, order and shape.
///
/// Source: NumPy's NEP 1, versions 1 to 3.
struct NPYHeader: Hashable {
  /// Of each number: kind (`f`, `i`, `u`, `b`) and bytes.
  var kind: Character
  var width: Int
  var isBigEndian: Bool
  /// The first index runs fastest.
  var isFortran: Bool
  var shape: [Int]
  /// Where the numbers begin.
  var length: Int

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  /// Longer ones name the fields of records, which are refused anyway.
  private static let longest = 1 << 16

  /// - Parameter bytes: the file, or its beginning with all of the header.
  init(_ bytes: ArraySlice<UInt8>, name: String) throws(NumPyError) {
    guard bytes.starts(with: Self.magic), bytes.count >= 10 else { throw NumPyError(name, .notNPY) }
    let start = bytes.startIndex
    let version = Int(bytes[start + 6])
    guard (1...3).contains(version) else { throw NumPyError(name, .version(version)) }
    let digits = version == 1 ? 2 : 4
    guard bytes.count >= 8 + digits else {
      throw NumPyError(name, .header(Wording(en: "it is cut off", ko: "헤더가 잘렸습니다")))
    }
    let count = (0..<digits).reduce(0) { $0 | Int(bytes[start + 8 + $1]) << (8 * $1) }
    length = 8 + digits + count
    guard count <= Self.longest, bytes.count >= length else {
      throw NumPyError(name, .header(Wording(en: "it is cut off", ko: "헤더가 잘렸습니다")))
    }
    var dictionary = PythonDictionary(bytes[(start + 8 + digits)..<(start + length)])
    let members: [String: PythonDictionary.Value]
    do { members = try dictionary.members() } catch { throw NumPyError(name, .header(error.reason)) }
    guard case .text(let type)? = members["descr"] else {
      throw NumPyError(name, .type(Wording(en: "'a record'", ko: "'a record'(여러 값을 묶은 것)")))
    }
    guard case .boolean(let isFortran)? = members["fortran_order"] else {
      throw NumPyError(name, .header(Wording(en: "it does not say fortran_order", ko: "fortran_order가 없습니다")))
    }
    guard case .tuple(let shape)? = members["shape"] else {
      throw NumPyError(name, .header(Wording(en: "it does not say the shape", ko: "모양(shape)이 없습니다")))
    }
    self.isFortran = isFortran
    self.shape = shape
    let order = type.first ?? " "
    guard "<>|=".contains(order), let kind = type.dropFirst().first, let width = Int(type.dropFirst(2)) else {
      throw NumPyError(name, type.contains("O") ? .objects : .type(Wording(verbatim: "'\(type)'")))
    }
    if kind == "O" { throw NumPyError(name, .objects) }
    guard Self.widths[kind]?.contains(width) ?? false else {
      throw NumPyError(name, .type(Wording(verbatim: "'\(type)'")))
    }
    self.kind = kind
    self.width = width
    isBigEndian = order == ">"
  }

  private static let widths: [Character: [Int]] = ["f": [4, 8], "i": [1, 2, 4, 8], "u": [1, 2, 4, 8], "b": [1]]

  /// How many numbers there are.
  var count: Int { shape.reduce(1) { $0.saturatingProduct($1) } }
}

/// The literal of a header: `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`.
struct PythonDictionary {
  enum Value: Hashable {
    case text(String)
    case boolean(Bool)
    case tuple([Int])
    /// A list: the fields of a record.
    case other
  }

  struct Failure: Error {
    var reason: Wording
  }

  private let bytes: ArraySlice<UInt8>
  private var at: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    at = bytes.startIndex
  }

  mutating func members() throws(Failure) -> [String: Value] {
    try take("{")
    var members: [String: Value] = [:]
    while !skips("}") {
      guard case .text(let key) = try value() else {
        throw Failure(reason: Wording(en: "a key is no text", ko: "키가 글이 아닙니다"))
      }
      try take(":")
      members[key] = try value()
      if !skips(",") {
        try take("}")
        break
      }
    }
    return members
  }

  private mutating func value() throws(Failure) -> Value {
    skipBlanks()
    guard at < bytes.endIndex else { throw Failure(reason: Wording(en: "it is cut off", ko: "헤더가 잘렸습니다")) }
    switch bytes[at] {
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      let quote = bytes[at]
      guard let end = bytes[(at + 1)...].firstIndex(of: quote) else {
        throw Failure(reason: Wording(en: "a text does not end", ko: "글이 닫히지 않았습니다"))
      }
      defer { at = end + 1 }
      return .text(String(decoding: bytes[(at + 1)..<end], as: UTF8.self))
    case UInt8(ascii: "("): return .tuple(try tuple())
    case UInt8(ascii: "["):
      // Skipped as a whole: whoever has records is told so.
      var depth = 0
      repeat {
        depth += bytes[at] == UInt8(ascii: "[") ? 1 : bytes[at] == UInt8(ascii: "]") ? -1 : 0
        at += 1
      } while depth > 0 && at < bytes.endIndex
      return .other
    default:
      if skips("True") { return .boolean(true) }
      if skips("False") { return .boolean(false) }
      throw Failure(reason: Wording(en: "a value is no text, boolean or tuple", ko: "값이 글도 참거짓 값도 튜플도 아닙니다"))
    }
  }

  private mutating func tuple() throws(Failure) -> [Int] {
    try take("(")
    var numbers: [Int] = []
    while !skips(")") {
      skipBlanks()
      let digits = bytes[at...].prefix { $0 >= 0x30 && $0 <= 0x39 }
      guard let number = Int(String(decoding: digits, as: UTF8.self)) else {
        throw Failure(reason: Wording(en: "a size of the shape is no number", ko: "모양의 크기가 수가 아닙니다"))
      }
      at = digits.endIndex
      numbers.append(number)
      _ = skips("L")
      if !skips(",") {
        try take(")")
        break
      }
    }
    return numbers
  }

  private mutating func take(_ text: String) throws(Failure) {
    guard skips(text) else { throw Failure(reason: Wording(en: "expected '\(text)'", ko: "'\(text)' 글자가 있어야 합니다")) }
  }

  private mutating func skips(_ text: String) -> Bool {
    skipBlanks()
    guard bytes[at...].starts(with: text.utf8) else { return false }
    at += text.utf8.count
    return true
  }

  private mutating func skipBlanks() {
    while at < bytes.endIndex, bytes[at] == 0x20 || bytes[at] == 0x0a { at += 1 }
  }
}
