import CLineEditor
import Glibc

/// The user's pager: `$NNSH_PAGER`, `$PAGER`, or less.
package struct Pager: Sendable {
  /// What `sh` runs; nil: none is wanted.
  package var command: String?

  /// An empty `NNSH_PAGER` means none.
  package init(environment: Environment) {
    if environment.isSet("NNSH_PAGER") {
      command = environment["NNSH_PAGER"]
    } else {
      command = environment["PAGER"] ?? "less -FRX"
    }
  }

  /// Shows the text and returns when the pager has ended. False if it could not be shown.
  package func show(_ text: String) -> Bool {
    guard let command else { return false }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return false }
    // The child keeps no end but its stdin, or it would wait for an end that it holds itself.
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
    // A Ctrl-C was the pager's.
    if nnle_pending_signal() == SIGINT { _ = nnle_take_signal() }
    // What sh says of a command it cannot find or run.
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
    // The shell ignores it; a child would inherit that.
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

  /// Until the pager wants no more.
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
