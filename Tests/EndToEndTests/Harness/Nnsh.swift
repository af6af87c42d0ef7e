import Glibc

/// A run of nnsh through pipes.
struct Nnsh {
  struct Result {
    var status: Int32
    var output: String
    var errors: String
  }

  let folder: Folder
  var environment: [String: String]

  init(_ folder: Folder = Folder()) {
    self.folder = folder
    environment = Spawn.environment(home: folder.path)
  }

  /// Runs to the end. `afterOutput` is called once, when the first output has come.
  func run(
    _ arguments: String..., input: String = "", seconds: Double = 60, afterOutput: ((pid_t) -> Void)? = nil
  ) -> Result {
    run(words: [Spawn.binary] + arguments, input: input, seconds: seconds, afterOutput: afterOutput)
  }

  /// Starts, and is killed so many microseconds later.
  func killed(_ arguments: String..., after delay: UInt32) -> Result {
    run(words: [Spawn.binary] + arguments, input: "", seconds: 60, afterOutput: nil) { child in
      usleep(delay)
      kill(child, SIGKILL)
    }
  }

  /// Runs a line of `sh`, where `$nnsh` is the binary.
  func shell(_ line: String) -> Result {
    var copy = self
    copy.environment["nnsh"] = Spawn.binary
    return copy.run(words: ["/bin/sh", "-c", line], input: "", seconds: 60, afterOutput: nil)
  }

  private func run(
    words: [String], input: String, seconds: Double, afterOutput: ((pid_t) -> Void)?,
    afterStart: (pid_t) -> Void = { _ in }
  ) -> Result {
    // Input from a file: nobody has to feed it while the output is drained.
    folder.write(input, to: ".input")
    let inputPath = folder.path + "/.input"
    let (outputReading, outputWriting) = Self.pipe()
    let (errorsReading, errorsWriting) = Self.pipe()
    let child = Spawn.start(words, in: folder.path, environment: environment) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, inputPath, O_RDONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, outputWriting, 1)
      posix_spawn_file_actions_adddup2(&actions, errorsWriting, 2)
    }
    close(outputWriting)
    close(errorsWriting)
    afterStart(child)
    var output: [UInt8] = []
    var errors: [UInt8] = []
    var announce = afterOutput
    var waiting = [
      pollfd(fd: outputReading, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errorsReading, events: Int16(POLLIN), revents: 0),
    ]
    let end = Clock.now + seconds
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while waiting.contains(where: { $0.fd >= 0 }), Clock.now < end {
      poll(&waiting, 2, 100)
      for index in 0..<2 where waiting[index].revents != 0 {
        let count = read(waiting[index].fd, &chunk, chunk.count)
        if count <= 0 {
          close(waiting[index].fd)
          waiting[index].fd = -1
        } else if index == 0 {
          output += chunk[..<count]
        } else {
          errors += chunk[..<count]
        }
      }
      if !output.isEmpty, let now = announce {
        announce = nil
        now(child)
      }
    }
    let status = Spawn.wait(for: child, seconds: max(0, end - Clock.now))
    for end in waiting where end.fd >= 0 { close(end.fd) }
    return Result(
      status: status, output: String(decoding: output, as: UTF8.self), errors: String(decoding: errors, as: UTF8.self))
  }

  /// Both ends closed in any child: another test's program must not keep them open.
  private static func pipe() -> (reading: Int32, writing: Int32) {
    Spawn.lock.withLock { _ in
      var ends: [Int32] = [0, 0]
      guard Glibc.pipe(&ends) == 0 else { fatalError("no pipe") }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return (ends[0], ends[1])
    }
  }
}
