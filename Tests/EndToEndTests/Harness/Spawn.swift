import Glibc
import Synchronization

/// Starts the nnsh binary under test.
enum Spawn {
  /// Held while a program starts and while a descriptor exists that it must not inherit.
  static let lock = Mutex(())

  /// Lies beside the test bundle; NNSH_BINARY names another, a release build say.
  static let binary: String = {
    if let given = getenv("NNSH_BINARY") { return String(cString: given) }
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    _ = readlink("/proc/self/exe", &path, path.count - 1)
    for own in [
      CommandLine.arguments[0], String(decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self),
    ] {
      let folder = own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
      if access(folder + "/nnsh", X_OK) == 0 { return folder + "/nnsh" }
    }
    return ".build/debug/nnsh"
  }()

  /// Nothing of the developer's own: no rc file, no history, no colour, one locale.
  static func environment(home: String) -> [String: String] {
    var values = [
      "HOME": home, "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm", "INPUTRC": "/dev/null",
      "PAGER": "cat",
    ]
    // The second to last: how a build with a sanitizer behaves.
    for name in ["LD_LIBRARY_PATH", "ASAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS"] {
      if let value = getenv(name) { values[name] = String(cString: value) }
    }
    return values
  }

  /// Runs the words in the folder. Each of `streams` becomes 0, 1, 2 of the child, opened there if it is a path:
  /// the terminal a new session opens first is its own.
  static func start(
    _ words: [String], in folder: String, environment: [String: String], newSession: Bool = false,
    prepare: (inout posix_spawn_file_actions_t) -> Void
  ) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    prepare(&actions)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // As a shell would start it, whatever the test runner ignores or blocks.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGTSTP, SIGQUIT] { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    var flags = Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK)
    // POSIX_SPAWN_SETSID, which Swift does not see.
    if newSession { flags |= 0x80 }
    posix_spawnattr_setflags(&attributes, flags)

    // env changes the folder and becomes the program.
    let argv = (["/usr/bin/env", "--chdir=\(folder)"] + words).map { strdup($0) } + [nil]
    let envp = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in argv + envp { free(word) } }
    var child: pid_t = 0
    let failure = lock.withLock { _ in posix_spawn(&child, "/usr/bin/env", &actions, &attributes, argv, envp) }
    guard failure == 0 else { fatalError("cannot start \(words[0]): \(String(cString: strerror(failure)))") }
    return child
  }

  /// Exit status, or 128 + N after signal N. After `seconds` the child is killed: 137.
  static func wait(for child: pid_t, seconds: Double) -> Int32 {
    let end = Clock.now + seconds
    var status: Int32 = 0
    while true {
      let done = waitpid(child, &status, WNOHANG)
      if done == child { break }
      if done < 0 && errno != EINTR { return -1 }
      if Clock.now > end { kill(child, SIGKILL) }
      usleep(2000)
    }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }
}

/// Seconds that only go forward.
enum Clock {
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
