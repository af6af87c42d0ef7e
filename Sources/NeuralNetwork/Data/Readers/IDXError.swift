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

  public var wording: Wording { "'\(name)' \(text)" }

  private var text: Wording {
    switch reason {
    case .notIDX(let bytes):
      "is no IDX file: it begins with \(Self.hexadecimal(bytes)), expected 00 00 08 and the number of dimensions"
    case .numberType(let type):
      "holds numbers of type \(Self.hexadecimal([type])) (byte 2), expected bytes (08)"
    case .dimensionCount(let count): "claims \(count) dimensions (byte 3), expected 1 to 4"
    case .emptyDimension(let index): "claims that dimension \(index) is 0 (byte \(4 * index))"
    case .tooLarge(let dimensions, let limit): "claims \(Self.product(dimensions)) numbers, at most \(limit) fit here"
    case .impossibleClaim(let dimensions, let compressed):
      "claims \(Self.product(dimensions)) numbers, more than \(compressed) compressed bytes can hold"
    case .truncated(let expected, let found): "is cut off: it has \(found) bytes, its header makes that \(expected)"
    case .trailing(let count, let place):
      "has \(count) byte\(count == 1 ? "" : "s") more than its header says (from byte \(place) on)"
    case .damaged(let offset): "is damaged: its compressed data make no sense near byte \(offset)"
    case .compressedTruncated(let expected): "is cut off: it ends before the \(expected) bytes that it should hold"
    case .compressedTrailing(let offset): "has bytes after its compressed data (from byte \(offset) on)"
    case .longerThanClaimed(let expected): "holds more than the \(expected) bytes that its header says"
    case .noMemory: "does not fit the memory that is left"
    case .notImages(let dimensions):
      "holds \(Self.product(dimensions)) numbers, not images: expected count × rows × columns"
    case .notLabels(let dimensions):
      "holds \(Self.product(dimensions)) numbers, not labels: expected one dimension"
    case .labelCount(let labels, let images, let other):
      "has \(labels) label\(labels == 1 ? "" : "s"), '\(other)' has \(images) image\(images == 1 ? "" : "s")"
    case .oneClass(let label): "has the one label \(label): there is nothing to tell apart"
    case .otherShape(let found, let expected, let other):
      "has images of \(Self.product(found)), '\(other)' of \(Self.product(expected))"
    }
  }

  public var advice: Wording? {
    switch reason {
    case .notIDX, .numberType, .dimensionCount, .emptyDimension: "is it another kind of file"
    case .truncated, .trailing, .damaged, .compressedTruncated, .compressedTrailing, .longerThanClaimed:
      "the file was cut off or changed while it was copied: fetch it again"
    case .tooLarge, .impossibleClaim: "the header is damaged, or it is another kind of file"
    case .noMemory, .oneClass, .otherShape: nil
    case .notImages, .notLabels: "the images come first: data idx \"images\" \"labels\""
    case .labelCount: "images and labels that belong together have the same number"
    }
  }

  private static func product(_ dimensions: [Int]) -> String {
    dimensions.map(String.init).joined(separator: "×")
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    if bytes.isEmpty { return "nothing" }
    return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  }
}
