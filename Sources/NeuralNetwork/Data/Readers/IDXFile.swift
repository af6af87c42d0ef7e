import CZlib

/// A file of MNIST's format, plain or gzip: two zero bytes, the type of the numbers (08: bytes), how many dimensions,
/// each of them as 32 bits with the highest byte first, then the numbers, the last dimension running fastest.
///
/// Source: <http://yann.lecun.com/exdb/mnist/>.
public struct IDXFile: Sendable {
  /// What errors call it.
  public let name: String
  /// At least one, each at least 1.
  public let dimensions: [Int]
  private let file: [UInt8]
  private let isCompressed: Bool

  private static let byteType: UInt8 = 0x08
  /// Deflate makes at most 1,032 bytes of one.
  private static let largestRatio = 1032

  /// Reads the header alone, and refuses a file that cannot hold what its header claims.
  ///
  /// - Parameters:
  ///   - file: as it is on disk.
  ///   - name: what errors call the file.
  ///   - limit: more numbers than that are refused.
  public init(_ file: [UInt8], name: String, limit: Int = 1 << 40) throws(IDXError) {
    self.file = file
    self.name = name
    isCompressed = file.starts(with: GzipStream.magic)
    var header = [UInt8](repeating: 0, count: 4)
    guard try Self.read(file, isCompressed, into: &header, name) == 4 else {
      throw IDXError(name, .notIDX(Array(file.prefix(4))))
    }
    guard header[0] == 0, header[1] == 0 else { throw IDXError(name, .notIDX(header)) }
    guard header[2] == Self.byteType else { throw IDXError(name, .numberType(header[2])) }
    guard (1...4).contains(header[3]) else { throw IDXError(name, .dimensionCount(Int(header[3]))) }
    let length = 4 + 4 * Int(header[3])
    header = [UInt8](repeating: 0, count: length)
    let found = try Self.read(file, isCompressed, into: &header, name)
    guard found == length else { throw IDXError(name, .truncated(expected: length, found: found)) }
    dimensions = stride(from: 4, to: length, by: 4).map { place in
      header[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
    if let empty = dimensions.firstIndex(of: 0) { throw IDXError(name, .emptyDimension(empty + 1)) }
    let total = count.saturatingSum(length)
    guard count <= limit else { throw IDXError(name, .tooLarge(dimensions, limit: limit)) }
    if isCompressed {
      guard total / Self.largestRatio <= file.count else {
        throw IDXError(name, .impossibleClaim(dimensions, compressed: file.count))
      }
    } else if total != file.count {
      throw IDXError(
        name,
        total > file.count ? .truncated(expected: total, found: file.count) : .trailing(file.count - total, at: total))
    }
  }

  /// How many numbers the header claims.
  public var count: Int { dimensions.reduce(1) { $0.saturatingProduct($1) } }

  /// Appends all numbers.
  public func append(to numbers: inout [UInt8]) throws(IDXError) {
    let header = 4 + 4 * dimensions.count
    guard isCompressed else {
      numbers += file[header...]
      return
    }
    let expected = count
    numbers.reserveCapacity(numbers.count + expected)
    do {
      try file.withUnsafeBufferPointer { (file) throws(GzipStream.Failure) in
        let stream = try GzipStream(file)
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        var left = header + expected
        while left > 0 {
          let wanted = left > expected ? left - expected : min(left, chunk.count)
          let made = try chunk.withUnsafeMutableBufferPointer { (room) throws(GzipStream.Failure) in
            try stream.read(into: UnsafeMutableBufferPointer(rebasing: room[..<wanted]))
          }
          if left <= expected { numbers += chunk[..<made] }
          left -= made
          if stream.isAtEnd && left > 0 { throw .truncated }
        }
        guard try stream.endsHere() else { throw .trailing(offset: -1) }
      }
    } catch {
      throw IDXError(name, error, expected: header + expected)
    }
  }

  /// The first bytes of the file, uncompressed; fewer where it has fewer.
  private static func read(
    _ file: [UInt8], _ isCompressed: Bool, into header: inout [UInt8], _ name: String
  ) throws(IDXError) -> Int {
    guard isCompressed else {
      let count = min(header.count, file.count)
      header.replaceSubrange(..<count, with: file[..<count])
      return count
    }
    do {
      return try file.withUnsafeBufferPointer { (file) throws(GzipStream.Failure) in
        let stream = try GzipStream(file)
        return try header.withUnsafeMutableBufferPointer { (room) throws(GzipStream.Failure) in
          try stream.read(into: room)
        }
      }
    } catch {
      throw IDXError(name, error, expected: header.count)
    }
  }
}

extension Dataset {
  /// Images and their labels, as bytes.
  ///
  /// - Parameters:
  ///   - name: what the data are called.
  ///   - images: count × rows × columns, or with channels as a fourth dimension.
  ///   - labels: one for each image.
  ///   - test: images of the same shape that the data bring as their test part.
  ///   - classNames: of the labels 0, 1, 2 …; nil: the labels that occur are the names.
  public init(
    name: String, images: IDXFile, labels: IDXFile, test: (images: IDXFile, labels: IDXFile)? = nil,
    classNames: [String]? = nil
  ) throws(IDXError) {
    let shape = try images.imageShape
    var files = [(images: images, labels: labels)]
    if let test {
      let other = try test.images.imageShape
      guard other == shape else {
        throw IDXError(
          test.images.name, .otherShape(other.dimensions, expected: shape.dimensions, of: images.name))
      }
      files.append(test)
    }
    for file in files {
      guard file.labels.dimensions.count == 1 else {
        throw IDXError(file.labels.name, .notLabels(file.labels.dimensions))
      }
      let (count, imageCount) = (file.labels.dimensions[0], file.images.dimensions[0])
      guard count == imageCount else {
        throw IDXError(file.labels.name, .labelCount(labels: count, images: imageCount, of: file.images.name))
      }
    }
    var labelBytes: [UInt8] = []
    var pixels: [UInt8] = []
    pixels.reserveCapacity(files.reduce(0) { $0 + $1.images.count })
    for file in files {
      try file.labels.append(to: &labelBytes)
      try file.images.append(to: &pixels)
    }
    let rows = images.dimensions[0]
    self.init(
      name: name, shape: shape, numbers: .bytes(pixels),
      targets: try Self.targets(labelBytes, names: classNames, file: labels.name),
      testRows: test == nil ? nil : rows..<labelBytes.count)
  }

  /// Classes in the order of their labels.
  private static func targets(_ labels: [UInt8], names: [String]?, file: String) throws(IDXError) -> Targets {
    var occurs = Array(repeating: false, count: 256)
    for label in labels { occurs[Int(label)] = true }
    let found = occurs.indices.filter { occurs[$0] }
    if let names, found.allSatisfy(names.indices.contains) {
      return .classes(names: names, indices: labels.map { Int($0) })
    }
    guard found.count > 1 else { throw IDXError(file, .oneClass(UInt8(found[0]))) }
    var numbers = Array(repeating: 0, count: 256)
    for (index, label) in found.enumerated() { numbers[label] = index }
    return .classes(names: found.map(String.init), indices: labels.map { numbers[Int($0)] })
  }
}

extension IDXFile {
  /// Rows × columns × channels.
  fileprivate var imageShape: Shape {
    get throws(IDXError) {
      guard dimensions.count == 3 || dimensions.count == 4 else { throw IDXError(name, .notImages(dimensions)) }
      return Shape(Array(dimensions[1...]) + (dimensions.count == 3 ? [1] : []))
    }
  }
}

/// A gzip file in memory, uncompressed piece by piece, never more than is asked for.
final class GzipStream {
  /// What a gzip file begins with.
  static let magic: [UInt8] = [0x1f, 0x8b]

  /// Why a file cannot be uncompressed.
  enum Failure: Error, Hashable {
    /// About where, in bytes of the file.
    case damaged(offset: Int)
    case truncated
    case trailing(offset: Int)
    case noMemory
  }

  private let file: UnsafeBufferPointer<UInt8>
  private let stream: OpaquePointer
  /// The whole file was read.
  private(set) var isAtEnd = false

  /// - Parameters:
  ///   - file: stays where it is as long as the stream lives.
  ///   - isBare: deflate data without gzip's header and trailer.
  init(_ file: UnsafeBufferPointer<UInt8>, isBare: Bool = false) throws(Failure) {
    let opened = isBare ? cz_open_bare(file.baseAddress, file.count) : cz_open(file.baseAddress, file.count)
    guard let stream = opened else { throw .noMemory }
    self.file = file
    self.stream = stream
  }

  deinit { cz_close(stream) }

  /// Fills the room as far as the file goes; says how many bytes it wrote.
  func read(into room: UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Int {
    var filled = 0
    let status = cz_read(stream, room.baseAddress, room.count, &filled)
    switch status {
    case CZ_MORE: break
    case CZ_END: isAtEnd = true
    case CZ_TRUNCATED: throw .truncated
    case CZ_TRAILING: throw .trailing(offset: cz_offset(stream))
    case CZ_NO_MEMORY: throw .noMemory
    default: throw .damaged(offset: cz_offset(stream))
    }
    return filled
  }

  /// Whether the file ends where it was read to; false where at least one more byte would come.
  func endsHere() throws(Failure) -> Bool {
    if isAtEnd { return true }
    _ = try read(into: UnsafeMutableBufferPointer(start: nil, count: 0))
    return isAtEnd
  }
}
