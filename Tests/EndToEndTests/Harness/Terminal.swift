import Glibc
import Testing

/// nnsh on a pseudo-terminal of its own, with the test as its user.
final class Terminal {
  static let prompt = "nnsh> "

  let child: pid_t
  private let controller: Int32
  /// Everything the program has sent.
  private(set) var received = ""
  private var undecoded: [UInt8] = []
  /// What ``wait(for:seconds:)`` has not looked at yet begins here, in UTF-8 bytes.
  private var mark = 0

  convenience init(
    _ arguments: String..., in folder: Folder = Folder(), environment changes: [String: String] = [:],
    columns: UInt16 = 80, rows: UInt16 = 24
  ) {
    self.init(arguments: arguments, in: folder, environment: changes, columns: columns, rows: rows)
  }

  /// `wrapper`: words in front of the program's.
  init(
    arguments: [String], in folder: Folder = Folder(), environment changes: [String: String] = [:],
    columns: UInt16 = 80, rows: UInt16 = 24, wrapper: [String] = []
  ) {
    controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    // posix_openpt, unlockpt and ptsname are hidden from Swift; this is what they do on Linux.
    let unlock: UInt = 0x4004_5431
    let getNumber: UInt = 0x8004_5430
    var number: Int32 = 0
    guard ioctl(controller, unlock, &number) == 0, ioctl(controller, getNumber, &number) == 0 else {
      fatalError("no pseudo-terminal")
    }
    let path = "/dev/pts/\(number)"
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
    let environment = Spawn.environment(home: folder.path).merging(["NO_COLOR": "1"]) { $1 }.merging(changes) { $1 }
    child = Spawn.start(
      wrapper + [Spawn.binary] + arguments, in: folder.path, environment: environment, newSession: true
    ) {
      posix_spawn_file_actions_addopen(&$0, 0, path, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&$0, 0, 1)
      posix_spawn_file_actions_adddup2(&$0, 0, 2)
    }
    self.folder = folder
  }

  private let folder: Folder

  deinit {
    kill(child, SIGKILL)
    kill(child, SIGCONT)
    var status: Int32 = 0
    waitpid(child, &status, WNOHANG)
    close(controller)
  }

  /// Presses keys.
  func type(_ keys: String) {
    var bytes = Array(keys.utf8)[...]
    while !bytes.isEmpty {
      // In pieces a terminal's buffer holds; what comes back is read in between, or both sides would wait.
      let count = Array(bytes.prefix(1024)).withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
      receive(milliseconds: 0)
    }
  }

  /// Types a line and waits for the prompt after it; what came in between.
  @discardableResult func enter(
    _ line: String, until text: String = Terminal.prompt, seconds: Double = 20,
    at location: SourceLocation = #_sourceLocation
  ) -> String {
    type(line + "\r")
    return wait(for: text, seconds: seconds, at: location)
  }

  /// Presses Enter on what is typed, which readline draws again after a paste, and waits for the next prompt; what the
  /// statements said.
  func submit(at location: SourceLocation = #_sourceLocation) -> String {
    type("\r")
    wait(for: "\u{1B}[?2004l", at: location)
    return wait(at: location)
  }

  /// Waits until the text has come, after what was waited for before; returns what came up to its end.
  @discardableResult func wait(
    for text: String = Terminal.prompt, seconds: Double = 20, at location: SourceLocation = #_sourceLocation
  ) -> String {
    wait(forFirstOf: [text], seconds: seconds, at: location)
  }

  /// As ``wait(for:seconds:at:)``, until one of the texts has come.
  func wait(
    forFirstOf texts: [String], seconds: Double = 20, at location: SourceLocation = #_sourceLocation
  ) -> String {
    let end = Clock.now + seconds
    while true {
      let fresh = String(decoding: received.utf8.dropFirst(mark), as: UTF8.self)
      if let found = texts.compactMap({ fresh.firstEnd(of: $0) }).min() {
        mark += found
        return String(decoding: fresh.utf8.prefix(found), as: UTF8.self)
      }
      if Clock.now > end || (!receive(milliseconds: 50) && Clock.now > end) {
        Issue.record("none of \(texts) in \(fresh.debugDescription)", sourceLocation: location)
        return fresh
      }
    }
  }

  /// What comes within the time, looked at.
  func quiet(seconds: Double = 0.3) -> String {
    let end = Clock.now + seconds
    while Clock.now < end { receive(milliseconds: 20) }
    let fresh = String(decoding: received.utf8.dropFirst(mark), as: UTF8.self)
    mark = received.utf8.count
    return fresh
  }

  /// The exit status; everything sent before it is received.
  func finish(seconds: Double = 20) -> Int32 {
    let end = Clock.now + seconds
    while Clock.now < end, kill(child, 0) == 0 {
      receive(milliseconds: 20)
      var information = siginfo_t()
      if waitid(P_PID, id_t(child), &information, WEXITED | WNOHANG | WNOWAIT) == 0, information.si_signo == SIGCHLD {
        break
      }
    }
    while receive(milliseconds: 20) {}
    return Spawn.wait(for: child, seconds: max(0.1, end - Clock.now))
  }

  /// Whether lines are edited and echoed by the terminal itself, as a shell expects to find it.
  var isSane: Bool {
    var state = termios()
    tcgetattr(controller, &state)
    let wanted = tcflag_t(ICANON | ECHO)
    return state.c_lflag & wanted == wanted
  }

  func resize(columns: UInt16, rows: UInt16 = 24) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
  }

  /// False if nothing came.
  @discardableResult private func receive(milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, milliseconds) > 0 else { return false }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(controller, &chunk, chunk.count)
    guard count > 0 else {
      usleep(1000)
      return false
    }
    undecoded += chunk[..<count]
    // A character may come in two pieces.
    var end = undecoded.count
    while end > 0, end > undecoded.count - 4, undecoded[end - 1] & 0xC0 == 0x80 { end -= 1 }
    if end > 0, undecoded[end - 1] < 0xC0 || undecoded.count - end + 1 >= Self.length(undecoded[end - 1]) {
      end = undecoded.count
    } else {
      end -= 1
    }
    received += String(decoding: undecoded[..<max(0, end)], as: UTF8.self)
    undecoded.removeFirst(max(0, end))
    return true
  }

  /// Bytes of the character that begins with this one.
  private static func length(_ first: UInt8) -> Int { first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2 }
}

extension String {
  /// The text without escape sequences and carriage returns.
  var plain: String {
    var result = ""
    var rest = unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "\r" { continue }
      guard scalar == "\u{1B}" else {
        result.unicodeScalars.append(scalar)
        continue
      }
      guard rest.first == "[" else { continue }
      rest = rest.dropFirst().drop { !("@"..."~").contains($0) }.dropFirst()
    }
    return result
  }

  /// UTF-8 offset of the end of the first occurrence.
  fileprivate func firstEnd(of text: String) -> Int? {
    let all = Array(utf8)
    let wanted = Array(text.utf8)
    guard all.count >= wanted.count else { return nil }
    for start in 0...(all.count - wanted.count) where all[start..<(start + wanted.count)].elementsEqual(wanted) {
      return start + wanted.count
    }
    return nil
  }
}
