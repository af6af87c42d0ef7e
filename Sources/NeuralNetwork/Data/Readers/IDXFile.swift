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
