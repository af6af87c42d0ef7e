import NNText

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
