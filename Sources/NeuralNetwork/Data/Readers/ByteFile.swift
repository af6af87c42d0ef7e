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

/// A file to be read, and how its bytes are had.
package struct FileContents {
  package struct Failure: Error {
    /// What the system said.
    package var reason: Wording

    package init(reason: Wording) { self.reason = reason }
  }

  enum Origin {
    case path
    case bytes([UInt8])
    /// A descriptor that the reader closes.
    case opened(() throws(Failure) -> Int32)
  }

  /// Where it lies; its ending says how it is written.
  let path: String
  let origin: Origin

  /// - Parameter bytes: the file's, where they are at hand; nil: it is opened by its path.
  package init(_ path: String, bytes: [UInt8]? = nil) {
    self.path = path
    origin = bytes.map { .bytes($0) } ?? .path
  }

  /// - Parameter open: gives a descriptor, which the reader closes.
  package init(_ path: String, open: @escaping () throws(Failure) -> Int32) {
    self.path = path
    origin = .opened(open)
  }
}

/// Whether memory can be had, asked before it is taken: where an allocation fails, Swift ends the process.
package enum MemoryRoom {
  /// What is not worth the question.
  private static let small = 1 << 20

  /// Whether the system would give so many bytes at once: limits of addresses and data, and what it promises to all
  /// processes together, are its own to count. Asked by taking them and giving them back unused.
  package static func allows(_ bytes: Int) -> Bool {
    guard bytes > small else { return true }
    guard let place = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), place != MAP_FAILED
    else { return false }
    munmap(place, bytes)
    return true
  }
}

/// What may be read as a file of data: nothing that waits, never ends, or lists other files.
package enum OrdinaryFile {
  /// Why something that was opened is not to be read; nil: it is an ordinary file.
  package static func objection(to status: stat) -> Wording? {
    switch status.st_mode & S_IFMT {
    case S_IFREG: nil
    case S_IFDIR: Wording(en: "it is a folder", ko: "폴더입니다")
    default: Wording(en: "it is not an ordinary file", ko: "보통 파일이 아닙니다")
    }
  }
}
