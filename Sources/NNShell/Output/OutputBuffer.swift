import CLineEditor
import Glibc

/// Bytes on their way to a descriptor: written in large pieces, and never lost at an exit, signal or fault.
package final class OutputBuffer {
  private static let capacity = 1 << 16

  private let descriptor: Int32
  private let bytes: UnsafeMutablePointer<CChar>
  private let count: UnsafeMutablePointer<Int>
  /// The error of the first write that failed; from then on nothing is written.
  package private(set) var failure: Int32?

  package init(descriptor: Int32) {
    self.descriptor = descriptor
    bytes = .allocate(capacity: Self.capacity)
    count = .allocate(capacity: 1)
    count.initialize(to: 0)
  }

  deinit {
    flush()
    bytes.deallocate()
    count.deallocate()
  }

  /// From now on the fault handler writes what is left. The buffer must live as long as the process.
  package func guardAgainstFaults() { nnle_guard_output(descriptor, bytes, count) }

  package func write(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      utf8.withMemoryRebound(to: CChar.self) { append($0) }
    }
  }

  private func append(_ text: UnsafeBufferPointer<CChar>) {
    guard let start = text.baseAddress, failure == nil else { return }
    var done = 0
    while done < text.count {
      if count.pointee == Self.capacity { flush() }
      let piece = min(text.count - done, Self.capacity - count.pointee)
      (bytes + count.pointee).update(from: start + done, count: piece)
      count.pointee += piece
      done += piece
    }
  }

  package func flush() {
    var written = 0
    while written < count.pointee, failure == nil {
      let result = Glibc.write(descriptor, bytes + written, count.pointee - written)
      if result >= 0 {
        written += result
      } else if errno == EAGAIN {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&ready, 1, -1)
      } else if errno != EINTR {
        failure = errno
      }
    }
    count.pointee = 0
  }
}
