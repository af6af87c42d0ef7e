import NNText

/// What is wrong with a file of MNIST's format, or with two of them together.
public struct IDXError: LibraryError, Hashable {
  /// The kinds of mistakes. Dimensions count from 1, places in a file from byte 0.
  public enum Reason: Hashable, Sendable {
    case notIDX([UInt8])
    case numberType(UInt8)
    case dimensionCount(Int)
    case emptyDimension(Int)
    case tooLarge([Int], limit: Int)
    case impossibleClaim([Int], compressed: Int)
    case truncated(expected: Int, found: Int)
    case trailing(Int, at: Int)
    case damaged(offset: Int)
    case compressedTruncated(expected: Int)
    case compressedTrailing(offset: Int)
    case longerThanClaimed(expected: Int)
    case noMemory
    case notImages([Int])
    case notLabels([Int])
    case labelCount(labels: Int, images: Int, of: String)
    case oneClass(UInt8)
    case otherShape([Int], expected: [Int], of: String)
  }

  /// The file.
  public let name: String
  /// What is wrong with it.
  public let reason: Reason

  init(_ name: String, _ reason: Reason) {
    self.name = name
    self.reason = reason
  }

  init(_ name: String, _ failure: GzipStream.Failure, expected: Int) {
    self.name = name
    reason =
      switch failure {
      case .damaged(let offset): .damaged(offset: offset)
      case .truncated: .compressedTruncated(expected: expected)
      case .trailing(let offset):
        offset < 0 ? .longerThanClaimed(expected: expected) : .compressedTrailing(offset: offset)
      case .noMemory: .noMemory
      }
  }

  public var wording: Wording { Wording(en: "'\(name)' \(text)", ko: "'\(name)': \(text)") }

  private var text: Wording {
    switch reason {
    case .notIDX(let bytes):
      Wording(
        en: """
          is no IDX file: it begins with \(Self.hexadecimal(bytes)), expected 00 00 08 and the number of \
          dimensions
          """, ko: "IDX 파일이 아닙니다. 00 00 08과 차원의 수로 시작해야 합니다. 실제 시작: \(Self.hexadecimal(bytes))")
    case .numberType(let type):
      Wording(
        en: "holds numbers of type \(Self.hexadecimal([type])) (byte 2), expected bytes (08)",
        ko: "수의 형식(바이트 2)이 \(Self.hexadecimal([type]))입니다. 바이트(08)만 읽습니다")
    case .dimensionCount(let count):
      Wording(
        en: "claims \(count) dimensions (byte 3), expected 1 to 4", ko: "차원의 수(바이트 3)가 \(count)입니다. 1부터 4까지여야 합니다")
    case .emptyDimension(let index):
      Wording(
        en: "claims that dimension \(index) is 0 (byte \(4 * index))", ko: "\(index)번째 차원의 크기(바이트 \(4 * index))가 0입니다")
    case .tooLarge(let dimensions, let limit):
      Wording(
        en: "claims \(Self.product(dimensions)) numbers, at most \(limit) fit here",
        ko: "수가 \(Self.product(dimensions))개라고 적혀 있는데 여기에는 \(limit)개까지 들어갑니다")
    case .impossibleClaim(let dimensions, let compressed):
      Wording(
        en: "claims \(Self.product(dimensions)) numbers, more than \(compressed) compressed bytes can hold",
        ko: "수가 \(Self.product(dimensions))개라고 적혀 있는데 압축된 \(compressed)바이트에 들어갈 수 없는 양입니다")
    case .truncated(let expected, let found):
      Wording(
        en: "is cut off: it has \(found) bytes, its header makes that \(expected)",
        ko: "잘린 파일입니다. 헤더대로라면 \(expected)바이트여야 하는데 \(found)바이트입니다")
    case .trailing(let count, let place):
      Wording(
        en: "has \(count) byte\(count == 1 ? "" : "s") more than its header says (from byte \(place) on)",
        ko: "헤더에 적힌 것보다 \(count)바이트 더 있습니다 (바이트 \(place)부터)")
    case .damaged(let offset):
      Wording(
        en: "is damaged: its compressed data make no sense near byte \(offset)",
        ko: "손상된 파일입니다. 바이트 \(offset) 근처의 압축 데이터를 풀 수 없습니다")
    case .compressedTruncated(let expected):
      Wording(
        en: "is cut off: it ends before the \(expected) bytes that it should hold",
        ko: "잘린 파일입니다. 들어 있어야 할 \(expected)바이트보다 먼저 끝납니다")
    case .compressedTrailing(let offset):
      Wording(
        en: "has bytes after its compressed data (from byte \(offset) on)",
        ko: "압축 데이터 뒤에 바이트가 더 있습니다 (바이트 \(offset)부터)")
    case .longerThanClaimed(let expected):
      Wording(
        en: "holds more than the \(expected) bytes that its header says", ko: "헤더에 적힌 \(expected)바이트보다 많이 들어 있습니다")
    case .noMemory: Wording(en: "does not fit the memory that is left", ko: "남은 메모리에 들어가지 않습니다")
    case .notImages(let dimensions):
      Wording(
        en: "holds \(Self.product(dimensions)) numbers, not images: expected count × rows × columns",
        ko: "이미지가 아닙니다. 개수 × 행 × 열이어야 하는데 크기가 \(Self.product(dimensions))입니다")
    case .notLabels(let dimensions):
      Wording(
        en: "holds \(Self.product(dimensions)) numbers, not labels: expected one dimension",
        ko: "레이블이 아닙니다. 차원이 하나여야 하는데 크기가 \(Self.product(dimensions))입니다")
    case .labelCount(let labels, let images, let other):
      Wording(
        en: "has \(labels) label\(labels == 1 ? "" : "s"), '\(other)' has \(images) image\(images == 1 ? "" : "s")",
        ko: "레이블은 \(labels)개인데 '\(other)'의 이미지는 \(images)개입니다")
    case .oneClass(let label):
      Wording(en: "has the one label \(label): there is nothing to tell apart", ko: "레이블이 \(label) 하나뿐이라서 가려낼 것이 없습니다")
    case .otherShape(let found, let expected, let other):
      Wording(
        en: "has images of \(Self.product(found)), '\(other)' of \(Self.product(expected))",
        ko: "이미지의 크기가 \(Self.product(found))인데 '\(other)'에서는 \(Self.product(expected))입니다")
    }
  }

  public var advice: Wording? {
    switch reason {
    case .notIDX, .numberType, .dimensionCount, .emptyDimension:
      Wording(en: "is it another kind of file", ko: "다른 종류의 파일은 아닌지 보세요")
    case .truncated, .trailing, .damaged, .compressedTruncated, .compressedTrailing, .longerThanClaimed:
      Wording(
        en: "the file was cut off or changed while it was copied: fetch it again", ko: "복사하다가 잘렸거나 바뀐 파일입니다. 다시 받으세요")
    case .tooLarge, .impossibleClaim:
      Wording(en: "the header is damaged, or it is another kind of file", ko: "헤더가 손상되었거나 다른 종류의 파일입니다")
    case .noMemory, .oneClass, .otherShape: nil
    case .notImages, .notLabels:
      Wording(
        en: "the images come first: data idx \"images\" \"labels\"",
        ko: "이미지 파일을 먼저 쓰세요: data idx \"images\" \"labels\"")
    case .labelCount:
      Wording(en: "images and labels that belong together have the same number", ko: "함께 쓰는 이미지와 레이블은 개수가 같아야 합니다")
    }
  }

  private static func product(_ dimensions: [Int]) -> String {
    dimensions.map(String.init).joined(separator: "×")
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> Wording {
    if bytes.isEmpty { return Wording(en: "nothing", ko: "빈 파일") }
    return Wording(verbatim: bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " "))
  }
}
