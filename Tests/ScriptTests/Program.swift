import Foundation
import Glibc

/// The nnsh binary under test, run to its end in a folder and a home of its own.
struct Program {
  /// What a run left behind. Status is 128 + N after signal N, 124 after the time limit.
  struct Result {
    var status: Int32
    var output: String
    var errors: String
    /// What it wrote into its folder, by name.
    var files: [String: Data]
  }

  /// Lies beside the test bundle; NNSH_BINARY names another, a release build say.
  static let path: String = {
    if let given = ProcessInfo.processInfo.environment["NNSH_BINARY"] { return given }
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let beside = bundle.deletingLastPathComponent().appendingPathComponent("nnsh")
    if FileManager.default.isExecutableFile(atPath: beside.path) { return beside.path }
    return root.appendingPathComponent(".build/debug/nnsh").path
  }()

  /// The repository: these sources lie at Tests/ScriptTests.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Examples of minutes may take them.
  static let secondsAllowed = ProcessInfo.processInfo.environment["NNSH_SLOW"] == nil ? 120 : 1200

  static func run(
    _ arguments: [String], input: String = "", environment more: [String: String] = [:]
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nnsh-\(UUID().uuidString)")
    let work = folder.appendingPathComponent("work")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    // Examples read files of theirs as a user in the repository's folder does.
    try FileManager.default.createSymbolicLink(
      at: work.appendingPathComponent("scripts"), withDestinationURL: root.appendingPathComponent("scripts"))
    defer { try? FileManager.default.removeItem(at: folder) }

    // Files rather than pipes: nothing to drain, whatever the amount.
    let streams = ["input", "output", "errors"].map { folder.appendingPathComponent($0).path }
    try input.write(toFile: streams[0], atomically: false, encoding: .utf8)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, streams[0], O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, streams[1], O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, streams[2], O_WRONLY | O_CREAT, 0o600)

    // Nothing of the developer's own: no rc file, no history, no colour, one locale.
    var environment = ["HOME": folder.path, "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "dumb"]
    // The last three: how a build with a sanitizer behaves.
    for name in ["LD_LIBRARY_PATH", "ASAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS"] {
      environment[name] = ProcessInfo.processInfo.environment[name]
    }
    environment.merge(more) { $1 }
    let limit = ["timeout", "--kill-after=5", "\(secondsAllowed)"]
    let words = ["env", "--chdir=\(work.path)"] + limit + [path] + arguments
    let argv = words.map { strdup($0) } + [nil]
    let envp = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var child: pid_t = 0
    let failure = posix_spawnp(&child, "env", &actions, nil, argv, envp)
    guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .ENOENT) }

    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7f
    return Result(
      status: signal == 0 ? (status >> 8) & 0xff : 128 + signal,
      output: try text(of: streams[1]), errors: try text(of: streams[2]), files: try files(in: work))
  }

  private static func files(in folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let file = folder.appendingPathComponent(name)
      let isOwn = name != "scripts" && !name.hasPrefix("scripts/")
      if isOwn, try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true {
        files[name] = try Data(contentsOf: file)
      }
    }
    return files
  }

  private static func text(of path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }
}
