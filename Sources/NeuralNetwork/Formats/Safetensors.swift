import NNText

/// A safetensors file in memory: named tensors of float32 or float64 and a map of texts.
///
/// Format: 8 bytes little-endian header length N, N bytes of JSON, then the tensors' numbers (little-endian) without
/// gaps. Reading never runs code and never traps: whatever is wrong is a ``SafetensorsError``.
public struct Safetensors: Hashable, Sendable {
  /// One tensor.
  public struct Entry: Hashable, Sendable {
    /// `0.weight`.
    public var name: String
    /// Dimensions, outermost first.
    public var shape: [Int]
    /// As many numbers as the shape says.
    public var values: NumberBuffer

    /// - Parameters:
    ///   - name: of the tensor.
    ///   - shape: dimensions, outermost first.
    ///   - values: as many as the product of `shape`.
    public init(name: String, shape: [Int], values: NumberBuffer) {
      self.name = name
      self.shape = shape
      self.values = values
    }
  }

  /// In the order of the file.
  public var tensors: [Entry]
  /// The header's `__metadata__`.
  public var metadata: [String: String]

  /// A file's contents; names are different from each other.
  public init(tensors: [Entry], metadata: [String: String] = [:]) {
    self.tensors = tensors
    self.metadata = metadata
  }

  /// The tensor of a name.
  public subscript(name: String) -> Entry? { tensors.first { $0.name == name } }

  /// Longest header that is read. Ten thousand layers take a tenth of it; the reference implementation goes up to 100 MB,
  /// which takes too long to refuse.
  static let headerLimit = 16 << 20
  static let metadataKey = "__metadata__"
}

extension Safetensors {
  /// The file: tensors in the order of their names, metadata in the order of its keys, the header padded with blanks
  /// so that the numbers begin at a multiple of 8.
  public var bytes: [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key < $1.key }
      let texts = pairs.map { "\(JSONValue.quoted($0.key)):\(JSONValue.quoted($0.value))" }
      members.append("\(JSONValue.quoted(Self.metadataKey)):{\(texts.joined(separator: ","))}")
    }
    let ordered = tensors.sorted { $0.name < $1.name }
    var offset = 0
    for tensor in ordered {
      let end = offset + tensor.values.count * tensor.values.precision.size
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      let type = tensor.values.precision == .float32 ? "F32" : "F64"
      members.append(
        "\(JSONValue.quoted(tensor.name)):{\"dtype\":\"\(type)\",\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(end)]}"
      )
      offset = end
    }
    var header = Array("{\(members.joined(separator: ","))}".utf8)
    while header.count % 8 != 0 { header.append(0x20) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + offset)
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: header)
    for tensor in ordered {
      switch tensor.values {
      case .float32(let numbers):
        for number in numbers {
          withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
      case .float64(let numbers):
        for number in numbers {
          withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
      }
    }
    return bytes
  }
}

/// What is wrong with bytes that should be a safetensors file.
public enum SafetensorsError: LibraryError, Hashable {
  case tooShort(bytes: Int)
  case headerTooLong(length: UInt64, limit: Int)
  case headerNotJSON(offset: Int, reason: Wording)
  case headerNotObject
  case metadataNotText
  case malformedTensor(name: String, reason: Wording)
  case unsupportedType(name: String, type: String)
  case tooLarge(name: String)
  case sizeMismatch(name: String, shape: [Int], type: String, expected: Int, found: Int)
  case offsetsOutside(name: String, end: Int, data: Int)
  case gapOrOverlap(name: String, expected: Int, found: Int)
  case trailingBytes(Int)

  public var wording: Wording {
    switch self {
    case .tooShort(let bytes):
      Wording(
        en: "not a safetensors file: it has \(bytes) bytes, expected at least 8",
        ko: "safetensors 파일이 아닙니다: 8바이트 이상이어야 하는데 \(bytes)바이트입니다")
    case .headerTooLong(let length, let limit):
      Wording(
        en: "not a safetensors file: its header claims \(length) bytes, at most \(limit) are possible",
        ko: "safetensors 파일이 아닙니다: 헤더가 \(length)바이트라고 적혀 있는데 \(limit)바이트까지만 가능합니다")
    case .headerNotJSON(let offset, let reason):
      Wording(
        en: "the header is not JSON: \(reason) at byte \(offset)", ko: "헤더가 JSON이 아닙니다: 바이트 \(offset)에서 \(reason)")
    case .headerNotObject: Wording(en: "the header is not a JSON object", ko: "헤더가 JSON 객체가 아닙니다")
    case .metadataNotText:
      Wording(en: "'__metadata__' is not a map from text to text", ko: "'__metadata__'가 글에서 글로 가는 맵이 아닙니다")
    case .malformedTensor(let name, let reason):
      Wording(en: "tensor '\(name)': \(reason)", ko: "텐서 '\(name)': \(reason)")
    case .unsupportedType(let name, let type):
      Wording(
        en: "tensor '\(name)' has dtype '\(type)', expected F32, F64 or I64",
        ko: "'\(name)' 텐서의 dtype이 '\(type)'입니다. F32, F64, I64만 읽습니다")
    case .tooLarge(let name):
      Wording(en: "tensor '\(name)' has a shape larger than any file", ko: "'\(name)' 텐서의 모양이 어떤 파일보다도 큽니다")
    case .sizeMismatch(let name, let shape, let type, let expected, let found):
      Wording(
        en: "tensor '\(name)': shape \(shape) of \(type) needs \(expected) bytes, its offsets span \(found)",
        ko: "텐서 '\(name)': 모양이 \(shape)인 \(type)에는 \(expected)바이트가 필요한데 오프셋은 \(found)바이트입니다")
    case .offsetsOutside(let name, let end, let data):
      Wording(
        en: "tensor '\(name)' ends at byte \(end) of the data, which has \(data)",
        ko: "'\(name)' 텐서는 데이터의 바이트 \(end)에서 끝난다고 적혀 있는데 데이터는 \(data)바이트뿐입니다")
    case .gapOrOverlap(let name, let expected, let found):
      Wording(
        en: "tensor '\(name)' begins at byte \(found) of the data, expected \(expected)",
        ko: "'\(name)' 텐서는 데이터의 바이트 \(expected)에서 시작해야 하는데 적혀 있는 것은 \(found)입니다")
    case .trailingBytes(let count):
      Wording(en: "\(count) bytes follow the last tensor", ko: "마지막 텐서 뒤에 \(count)바이트가 더 있습니다")
    }
  }

  public var advice: Wording? {
    switch self {
    case .unsupportedType:
      Wording(en: "convert it first: tensor.float() in PyTorch", ko: "먼저 바꾸세요. PyTorch에서는 tensor.float()")
    case .tooShort, .headerTooLong:
      Wording(en: "is it another kind of file, or cut off while it was copied", ko: "다른 종류의 파일이거나 복사하다가 잘린 것은 아닌지 보세요")
    default:
      Wording(
        en: "the file is damaged or was not written by a safetensors library",
        ko: "파일이 손상되었거나 safetensors 라이브러리로 쓴 것이 아닙니다")
    }
  }
}

/// Counts as files say them: steps, sizes, places.
enum FileCount {
  /// Up to here every whole number is one of a float64 as well, and two of them can be added.
  static let largest = 1 << 53

  /// A whole number from 0 to ``largest``; nil for all else.
  static func read(_ digits: some StringProtocol) -> Int? {
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int(digits),
      count <= largest
    else { return nil }
    return count
  }
}
