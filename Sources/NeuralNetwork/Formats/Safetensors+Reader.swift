import NNText

extension Safetensors {
  /// Reads a whole file.
  public init(bytes: [UInt8]) throws(SafetensorsError) {
    let start = try Self.headerEnd(bytes, size: bytes.count)
    let header = try Header(bytes[..<start], size: bytes.count)
    self.init(tensors: [], metadata: header.metadata)
    tensors = header.extents.map { extent in
      let slice = bytes[(start + extent.start)..<(start + extent.end)]
      return Entry(name: extent.name, shape: extent.shape, values: Self.numbers(slice, extent.type))
    }
  }

  /// Where a file's header ends, as its first 8 bytes say.
  ///
  /// - Parameters:
  ///   - bytes: the file, or its beginning.
  ///   - size: bytes of the file.
  package static func headerEnd(_ bytes: [UInt8], size: Int) throws(SafetensorsError) -> Int {
    guard bytes.count >= 8 else { throw .tooShort(bytes: bytes.count) }
    let length = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[$1]) << UInt64(8 * $1) }
    let limit = min(size - 8, Self.headerLimit)
    guard length <= UInt64(limit) else { throw .headerTooLong(length: length, limit: limit) }
    return 8 + Int(length)
  }

  /// Holds a file's header against its size, before its numbers are read.
  ///
  /// - Parameters:
  ///   - bytes: the file up to ``headerEnd(_:size:)``.
  ///   - size: bytes of the file.
  package static func check(header bytes: [UInt8], size: Int) throws(SafetensorsError) {
    _ = try Header(bytes[...], size: size)
  }

  /// A header that goes with the size of its file.
  private struct Header {
    var metadata: [String: String] = [:]
    /// In the order of the data, without gaps.
    var extents: [Extent] = []

    init(_ bytes: ArraySlice<UInt8>, size: Int) throws(SafetensorsError) {
      let header: JSONValue
      do {
        header = try JSONParser.parse(bytes.dropFirst(8))
      } catch {
        throw .headerNotJSON(offset: error.offset, reason: error.message)
      }
      guard case .object(let members) = header else { throw .headerNotObject }
      let data = size - bytes.endIndex
      for member in members {
        if member.key == Safetensors.metadataKey {
          metadata = try Safetensors.metadata(member.value)
        } else {
          extents.append(try Extent(member, data: data))
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
      guard expected == data else { throw .trailingBytes(data - expected) }
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
