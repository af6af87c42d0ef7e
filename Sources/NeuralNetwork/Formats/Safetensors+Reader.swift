import NNText

extension Safetensors {
  /// Reads a whole file.
  public init(bytes: [UInt8]) throws(SafetensorsError) {
    guard bytes.count >= 8 else { throw .tooShort(bytes: bytes.count) }
    let length = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[$1]) << UInt64(8 * $1) }
    let limit = min(bytes.count - 8, Self.headerLimit)
    guard length <= UInt64(limit) else { throw .headerTooLong(length: length, limit: limit) }
    let dataStart = 8 + Int(length)
    let header: JSONValue
    do {
      header = try JSONParser.parse(bytes[8..<dataStart])
    } catch {
      throw .headerNotJSON(offset: error.offset, reason: error.message)
    }
    guard case .object(let members) = header else { throw .headerNotObject }
    self.init(tensors: [])
    var extents: [Extent] = []
    for member in members {
      if member.key == Self.metadataKey {
        metadata = try Self.metadata(member.value)
      } else {
        extents.append(try Extent(member, data: bytes.count - dataStart))
      }
    }
    // Empty tensors may share their place with the next one.
    extents.sort { ($0.start, $0.end, $0.name) < ($1.start, $1.end, $1.name) }
    var expected = 0
    for extent in extents {
      guard extent.start == expected else {
        throw .gapOrOverlap(name: extent.name, expected: expected, found: extent.start)
      }
      expected = extent.end
    }
    guard expected == bytes.count - dataStart else { throw .trailingBytes(bytes.count - dataStart - expected) }
    tensors = extents.map { extent in
      let slice = bytes[(dataStart + extent.start)..<(dataStart + extent.end)]
      return Entry(name: extent.name, shape: extent.shape, values: Self.numbers(slice, extent.type))
    }
  }

  private static func metadata(_ value: JSONValue) throws(SafetensorsError) -> [String: String] {
    guard case .object(let members) = value else { throw .metadataNotText }
    var metadata: [String: String] = [:]
    for member in members {
      guard let text = member.value.string else { throw .metadataNotText }
      metadata[member.key] = text
    }
    return metadata
  }

  private static func numbers(_ bytes: ArraySlice<UInt8>, _ type: ElementType) -> NumberBuffer {
    bytes.withUnsafeBytes { raw in
      switch type {
      case .float32:
        .float32(
          (0..<(raw.count / 4)).map {
            Float(bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self)))
          })
      case .float64:
        .float64(
          (0..<(raw.count / 8)).map {
            Double(bitPattern: UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self)))
          })
      case .int64:
        .float64(
          (0..<(raw.count / 8)).map {
            Double(Int64(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * 8, as: Int64.self)))
          })
      }
    }
  }
}

/// The formats of a tensor's numbers that are read. Whole numbers (PyTorch counts a batchnorm's batches in one) become
/// float64.
private enum ElementType: String {
  case float32 = "F32"
  case float64 = "F64"
  case int64 = "I64"

  var size: Int { self == .float32 ? 4 : 8 }
}

/// A tensor's entry in the header, checked by itself.
private struct Extent {
  var name: String
  var type: ElementType
  var shape: [Int]
  var start: Int
  var end: Int

  init(_ member: JSONValue.Member, data: Int) throws(SafetensorsError) {
    name = member.key
    guard case .object(let fields) = member.value else {
      throw .malformedTensor(name: name, reason: Wording(en: "its entry is not an object", ko: "항목이 객체가 아닙니다"))
    }
    func field(_ key: String) throws(SafetensorsError) -> JSONValue {
      guard let value = fields.first(where: { $0.key == key })?.value else {
        throw .malformedTensor(name: member.key, reason: Wording(en: "'\(key)' is missing", ko: "'\(key)' 항목이 없습니다"))
      }
      return value
    }
    func counts(_ key: String) throws(SafetensorsError) -> [Int] {
      guard let items = try field(key).array else {
        throw .malformedTensor(
          name: member.key, reason: Wording(en: "'\(key)' is not a list", ko: "'\(key)' 항목이 목록이 아닙니다"))
      }
      var counts: [Int] = []
      for item in items {
        guard let count = item.count else {
          throw .malformedTensor(
            name: member.key,
            reason: Wording(en: "'\(key)' holds something else than whole numbers", ko: "'\(key)' 항목에 정수가 아닌 것이 있습니다"))
        }
        counts.append(count)
      }
      return counts
    }
    if let stranger = fields.first(where: { !["dtype", "shape", "data_offsets"].contains($0.key) }) {
      throw .malformedTensor(
        name: name, reason: Wording(en: "'\(stranger.key)' is not a known field", ko: "모르는 항목: '\(stranger.key)'"))
    }
    guard let word = try field("dtype").string else {
      throw .malformedTensor(name: name, reason: Wording(en: "'dtype' is not text", ko: "'dtype' 항목이 글이 아닙니다"))
    }
    guard let type = ElementType(rawValue: word) else { throw .unsupportedType(name: name, type: word) }
    self.type = type
    shape = try counts("shape")
    let offsets = try counts("data_offsets")
    guard offsets.count == 2, offsets[0] <= offsets[1] else {
      throw .malformedTensor(
        name: name,
        reason: Wording(en: "'data_offsets' is not a begin and an end", ko: "'data_offsets' 항목이 시작과 끝의 두 수가 아닙니다"))
    }
    (start, end) = (offsets[0], offsets[1])
    guard end <= data else { throw .offsetsOutside(name: name, end: end, data: data) }
    let size = shape.contains(0) ? 0 : shape.reduce(type.size) { $0.saturatingProduct($1) }
    guard size < .max else { throw .tooLarge(name: name) }
    guard size == end - start else {
      throw .sizeMismatch(name: name, shape: shape, type: word, expected: size, found: end - start)
    }
  }
}
