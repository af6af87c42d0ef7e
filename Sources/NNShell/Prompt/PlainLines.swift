import CLineEditor
import Glibc

/// Lines of a descriptor without any editing: `--interactive` through a pipe, where readline would echo and send
/// escape sequences.
package final class PlainLines: LineSource {
  private let descriptor: Int32
  private let show: (String) -> Void
  private var buffer: [UInt8] = []
  private var start = 0
  private var hasEnded = false

  /// `show` prints the prompt.
  package init(descriptor: Int32, show: @escaping (String) -> Void) {
    self.descriptor = descriptor
    self.show = show
  }

  package func next(prompt: String, pending: String) -> LineEvent {
    show(prompt)
    while true {
      if let line = takeLine() { return .line(line) }
      if hasEnded { return .end }
      guard nnle_wait_readable(descriptor) else {
        let number = nnle_take_signal()
        return number == SIGINT ? .interrupt(dropped: "") : .signal(number)
      }
      var chunk = [UInt8](repeating: 0, count: 4096)
      let count = read(descriptor, &chunk, chunk.count)
      if count > 0 {
        buffer += chunk[..<count]
      } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
        hasEnded = true
      }
    }
  }

  private func takeLine() -> String? {
    let rest = buffer[start...]
    let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? (hasEnded && !rest.isEmpty ? rest.endIndex : nil)
    guard let end else { return nil }
    var line = rest[..<end]
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    start = min(end + 1, buffer.count)
    if start == buffer.count {
      buffer.removeAll(keepingCapacity: true)
      start = 0
    }
    return String(decoding: line, as: UTF8.self)
  }
}
