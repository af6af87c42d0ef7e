import Glibc
import NNText

/// A file read piece by piece into one buffer: only what is not used yet stays in memory.
struct ByteFile: ~Copyable {
  typealias Failure = FileContents.Failure

  /// The bytes that were read and not used; the byte behind them is 0, and seven more can be read.
  private(set) var window: UnsafeMutableBufferPointer<UInt8>
  private var buffer: UnsafeMutableBufferPointer<UInt8>
  private let descriptor: Int32
  /// Nothing comes after the window.
  private(set) var isAtEnd = false
  /// Of the file.
  let size: Int

  /// Bytes that are read at once.
  static let piece = 1 << 20
  private static let padding = 8

  init(_ file: FileContents) throws(Failure) {
    switch file.origin {
    case .bytes(let bytes): self.init(contents: bytes)
    case .opened(let open): try self.init(descriptor: try open())
    case .path: try self.init(descriptor: open(file.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY))
    }
  }

  private init(descriptor: Int32) throws(Failure) {
    guard descriptor >= 0 else { throw Failure(reason: Wording(systemError: errno)) }
    var status = stat()
    let isKnown = fstat(descriptor, &status) == 0
    if let reason = isKnown ? OrdinaryFile.objection(to: status) : Wording(systemError: errno) {
      close(descriptor)
      throw Failure(reason: reason)
    }
    self.descriptor = descriptor
    size = Int(status.st_size)
    buffer = Self.room(for: Self.piece)
    window = UnsafeMutableBufferPointer(rebasing: buffer[..<0])
  }

  /// Bytes that are in memory already.
  private init(contents: [UInt8]) {
    descriptor = -1
    size = contents.count
    isAtEnd = true
    buffer = Self.room(for: contents.count)
    _ = buffer.update(fromContentsOf: contents)
    window = UnsafeMutableBufferPointer(rebasing: buffer[..<contents.count])
  }

  /// Zeros: a number is read eight bytes at a time, past the end too.
  private static func room(for count: Int) -> UnsafeMutableBufferPointer<UInt8> {
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: count + padding)
    buffer.initialize(repeating: 0)
    return buffer
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    buffer.deallocate()
  }

  /// Drops the first bytes of the window.
  mutating func use(_ count: Int) { window = UnsafeMutableBufferPointer(rebasing: window[count...]) }

  /// Reads on behind the window, whose bytes move to the front; the buffer grows if they fill it.
  mutating func fill() throws(Failure) {
    guard !isAtEnd else { return }
    let kept = window.count
    if kept > buffer.count / 2 {
      let larger = Self.room(for: (buffer.count - Self.padding) * 2)
      memcpy(larger.baseAddress!, window.baseAddress!, kept)
      buffer.deallocate()
      buffer = larger
    } else if kept > 0 {
      memmove(buffer.baseAddress!, window.baseAddress!, kept)
    }
    var filled = kept
    while filled < buffer.count - Self.padding {
      let count = Glibc.read(descriptor, buffer.baseAddress! + filled, buffer.count - Self.padding - filled)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Failure(reason: Wording(systemError: errno)) }
      if count == 0 {
        isAtEnd = true
        break
      }
      filled += count
    }
    buffer[filled] = 0
    window = UnsafeMutableBufferPointer(rebasing: buffer[..<filled])
  }
}
