import Glibc
import Testing

/// However nnsh is started, its arguments arrive and its protections are on; or it says why not and runs nothing.
@Suite struct StartTests {
  /// A way to start: what stands before and behind the arguments in a line of `sh`.
  struct Way: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var before: String
    var after = "\""

    /// The line that runs nnsh so.
    func line(_ arguments: String) -> String { before + arguments + after }
  }

  private static let ways = [
    Way(testDescription: "by its path", before: "\"$nnsh\" ", after: ""),
    Way(testDescription: "without /proc", before: "unshare -m sh -c 'umount -l /proc && exec \"$nnsh\" ", after: "'"),
    Way(
      testDescription: "with a /proc of nobody",
      before: "unshare -m sh -c 'mount -t tmpfs none /proc && exec \"$nnsh\" ", after: "'"),
    Way(testDescription: "under another name", before: "bash -c 'exec -a other \"$nnsh\" ", after: "'"),
    Way(testDescription: "without a name", before: "bash -c 'exec -a \"\" \"$nnsh\" ", after: "'"),
    Way(testDescription: "as a login shell", before: "bash -c 'exec -l \"$nnsh\" ", after: "'"),
    Way(testDescription: "without an environment", before: "env -i \"$nnsh\" ", after: ""),
    Way(
      testDescription: "with 1 MB of arguments",
      before: "x=$(head -c 65000 /dev/zero | tr \"\\0\" x); \"$nnsh\" "
        + String(repeating: "-c \"# $x\" ", count: 16),
      after: ""),
  ]

  /// Options, a script, what is said of it and with which status.
  private static let protections: [(options: String, script: String, status: Int32, says: String)] = [
    ("--sandbox", "data xor\nlayer 3 tanh\noutput sigmoid\nsave \"out/m.safetensors\"", 1, "E0702"),
    ("--sandbox", "include \"../part.nn\"", 1, "sandbox"),
    (
      "--sandbox --write-dir out",
      "data xor\nlayer 3 tanh\noutput sigmoid\nsave \"out/in.safetensors\"\nsave \"m.safetensors\"", 1,
      "only below the folder of --write-dir"
    ),
    ("--max-seconds 0.2", "data xor\nlayer 3 tanh\noutput sigmoid\ntrain 1000000000 steps", 1, "E0005"),
    ("--max-memory 60", "data spiral points 4000000", 1, "E0504"),
    ("--max-memory 60", "data xor\nlayer 3000 tanh\nlayer 3000 tanh\noutput sigmoid\ntrain 1 steps", 1, "E0402"),
    ("--threads 0", "print 1", 2, "'--threads' needs a whole number"),
    ("--check", "print 1\nlayer 3 nothing", 1, "E0203"),
  ]

  /// A build with a sanitizer needs /proc and its own settings from the environment.
  @Test(.enabled(if: getenv("NNSH_SANITIZER") == nil), arguments: ways) func protections(_ way: Way) {
    let nnsh = Nnsh()
    nnsh.folder.write("print 42\n", to: "part.nn")
    nnsh.folder.write("", to: "work/out/keep")
    nnsh.folder.write("print 1\n", to: "work/f.nn")
    let plain = nnsh.shell("cd work; " + way.line("f.nn"))
    if plain.status != 0, plain.errors.contains("unshare:") || plain.errors.contains("mount:") {
      print("skipped: started \(way): this machine gives a test no mount namespace (\(plain.errors))")
      return
    }
    #expect(plain.status == 0 && plain.output == "1\n", "\(plain)")
    for (options, script, status, says) in Self.protections {
      if getenv("NNSH_SANITIZER") != nil, options.hasPrefix("--max-memory") { continue }
      nnsh.folder.write(script + "\n", to: "work/t.nn")
      let result = nnsh.shell("cd work; " + way.line("\(options) t.nn"))
      #expect(result.status == status, "\(options): \(result)")
      #expect(result.errors.contains(says), "\(options): \(result)")
      #expect(!result.output.contains("42"))
      #expect(nnsh.folder.read("work/m.safetensors") == nil && nnsh.folder.read("work/out/m.safetensors") == nil)
      // From stdin, too, where an option that is not heard leaves a script that runs.
      let piped = nnsh.shell("cd work; cat t.nn | { \(way.line("\(options) -")); }")
      #expect(piped.status == status && piped.errors.contains(says), "\(options): \(piped)")
    }
  }

  @Test("without arguments stdin is the script; with an empty argv, too, or nothing runs") func noArguments() {
    let nnsh = Nnsh()
    nnsh.folder.write("print 42\n", to: "t.nn")
    #expect(nnsh.shell("\"$nnsh\" < t.nn").output == "42\n")
    // Newer kernels put an empty name there.
    let (status, text) = Self.runWithoutArgv(input: nnsh.folder.path + "/t.nn", output: nnsh.folder.path + "/out")
    #expect(status == 0 && text == "42\n" || status == 2 && text.contains("without its arguments"), "\(text)")
  }

  /// argv is {NULL}.
  private static func runWithoutArgv(input: String, output: String) -> (status: Int32, text: String) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    let environment = Spawn.environment(home: "/").map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for entry in environment { free(entry) } }
    var child: pid_t = 0
    let failure = Spawn.lock.withLock { _ in
      posix_spawn(&child, Spawn.binary, &actions, nil, [nil], environment)
    }
    guard failure == 0 else { return (-1, String(cString: strerror(failure))) }
    return (Spawn.wait(for: child, seconds: 60), Folder.read(path: output))
  }
}
