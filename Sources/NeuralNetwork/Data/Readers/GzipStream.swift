import CZlib

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
