import CLineEditor
import Glibc

/// The user's pager: `$NNSH_PAGER`, `$PAGER`, or less.
package struct Pager: Sendable {
  /// The command for `sh`; `nil` means no pager.
  package var command: String?

  /// An empty `NNSH_PAGER` means no pager.
  package init(environment: Environment) {
    if environment.isSet("NNSH_PAGER") {
      command = environment["NNSH_PAGER"]
    } else {
      command = environment["PAGER"] ?? "less -FRX"
    }
  }

  /// Shows the text and returns when the pager has exited; returns false if the text could not be shown.
  package func show(_ text: String) -> Bool {
    guard let command else { return false }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return false }
    // The child inherits only its stdin: with the write end open, it would never see the end of the input.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    guard let child = Self.start(command, reading: ends[0]) else {
      close(ends[0])
      close(ends[1])
      return false
    }
    close(ends[0])
    Self.write(text, to: ends[1])
    close(ends[1])
    let status = Self.wait(for: child)
    // A Ctrl-C was meant for the pager.
    if nnle_pending_signal() == SIGINT { _ = nnle_take_signal() }
    // sh exits with these if it cannot run or find the command.
    return status != 126 && status != 127
  }

  private static func start(_ command: String, reading descriptor: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, descriptor, STDIN_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The shell ignores SIGPIPE, and a child would inherit that.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var words: [UnsafeMutablePointer<CChar>?] = ["sh", "-c", command].map { (word: String) in strdup(word) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    return posix_spawn(&child, "/bin/sh", &actions, &attributes, words, environ) == 0 ? child : nil
  }

  /// Writes the text until the pager closes its input.
  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var done = 0
      while done < bytes.count {
        let count = Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
        if count > 0 {
          done += count
        } else if errno != EINTR || nnle_pending_signal() == SIGTERM {
          return
        }
      }
    }
  }

  private static func wait(for child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { return 0 }
      let number = nnle_pending_signal()
      if number == SIGTERM || number == SIGHUP { kill(child, number) }
    }
    return status & 0x7f == 0 ? (status >> 8) & 0xff : 0
  }
}

/// A buffer before a file descriptor: writes in large pieces, and loses nothing at an exit, signal or fault.
package final class OutputBuffer {
  private static let capacity = 1 << 16

  private let descriptor: Int32
  private let bytes: UnsafeMutablePointer<CChar>
  private let count: UnsafeMutablePointer<Int>
  /// The error of the first write that failed; nothing is written afterwards.
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

  /// Lets the fault handler write the remaining bytes. The buffer must live as long as the process.
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
