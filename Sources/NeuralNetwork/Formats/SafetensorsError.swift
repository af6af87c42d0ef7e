import NNText

/// What is wrong with bytes that should be a safetensors file.
public enum SafetensorsError: LibraryError, Hashable {
  case tooShort(bytes: Int)
  case headerTooLong(length: UInt64, limit: Int)
  case headerNotJSON(offset: Int, reason: String)
  case headerNotObject
  case metadataNotText
  case malformedTensor(name: String, reason: String)
  case unsupportedType(name: String, type: String)
  case tooLarge(name: String)
  case sizeMismatch(name: String, shape: [Int], type: String, expected: Int, found: Int)
  case offsetsOutside(name: String, end: Int, data: Int)
  case gapOrOverlap(name: String, expected: Int, found: Int)
  case trailingBytes(Int)

  public var wording: Wording {
    switch self {
    case .tooShort(let bytes): "not a safetensors file: it has \(bytes) bytes, expected at least 8"
    case .headerTooLong(let length, let limit):
      "not a safetensors file: its header claims \(length) bytes, at most \(limit) are possible"
    case .headerNotJSON(let offset, let reason): "the header is not JSON: \(reason) at byte \(offset)"
    case .headerNotObject: "the header is not a JSON object"
    case .metadataNotText: "'__metadata__' is not a map from text to text"
    case .malformedTensor(let name, let reason): "tensor '\(name)': \(reason)"
    case .unsupportedType(let name, let type): "tensor '\(name)' has dtype '\(type)', expected F32, F64 or I64"
    case .tooLarge(let name): "tensor '\(name)' has a shape larger than any file"
    case .sizeMismatch(let name, let shape, let type, let expected, let found):
      "tensor '\(name)': shape \(shape) of \(type) needs \(expected) bytes, its offsets span \(found)"
    case .offsetsOutside(let name, let end, let data):
      "tensor '\(name)' ends at byte \(end) of the data, which has \(data)"
    case .gapOrOverlap(let name, let expected, let found):
      "tensor '\(name)' begins at byte \(found) of the data, expected \(expected)"
    case .trailingBytes(let count): "\(count) bytes follow the last tensor"
    }
  }

  public var advice: Wording? {
    switch self {
    case .unsupportedType: "convert it first: tensor.float() in PyTorch"
    case .tooShort, .headerTooLong: "is it another kind of file, or cut off while it was copied"
    default: "the file is damaged or was not written by a safetensors library"
    }
  }
}
