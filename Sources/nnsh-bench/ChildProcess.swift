import Glibc

/// Runs a program to its end, with nothing to read and its errors unseen.
enum ChildProcess {
  /// What came of a program.
  struct End {
    var status: Int32
    /// What it printed.
    var output: String
    /// The most memory it held.
    var peakBytes: Double
  }

  /// Returns the exit status. `path` is a file.
  static func run(_ path: String, _ arguments: [String]) throws(BenchError) -> Int32 {
    try end(path, arguments, output: "/dev/null").status
  }

  /// Keeps what it prints, too.
  static func watch(_ path: String, _ arguments: [String]) throws(BenchError) -> End {
    let file = try TemporaryFile(suffix: ".out")
    var end = try end(path, arguments, output: file.path)
    end.output = file.text
    return end
  }

  private static func end(_ path: String, _ arguments: [String], output: String) throws(BenchError) -> End {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_TRUNC, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    let failure = posix_spawn(&child, path, &actions, nil, words, nil)
    guard failure == 0 else { throw BenchError("'\(path)' does not start: \(String(cString: strerror(failure)))") }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(child, &status, 0, &usage) < 0 {
      guard errno == EINTR else { throw BenchError("'\(path)' was lost") }
    }
    guard status & 0x7f == 0 else { throw BenchError("'\(path)' was ended by signal \(status & 0x7f)") }
    return End(status: status >> 8 & 0xff, output: "", peakBytes: Double(usage.ru_maxrss) * 1024)
  }

  /// The nnsh that was built with this program: it lies beside it.
  static func nnsh() throws(BenchError) -> String {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let length = readlink("/proc/self/exe", &buffer, buffer.count)
    guard length > 0 else { throw BenchError("this program cannot tell where it lies") }
    let own = String(decoding: buffer.prefix(length), as: UTF8.self)
    let folder = own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    let path = folder + "/nnsh"
    guard access(path, X_OK) == 0 else { throw BenchError("no nnsh beside it: '\(path)'; build it first") }
    return path
  }
}

/// A file that is gone with its owner.
struct TemporaryFile: ~Copyable {
  let path: String

  /// - Parameter suffix: of its name, with the dot.
  init(_ text: String = "", suffix: String) throws(BenchError) { path = try Self.written(text, suffix: suffix) }

  private static func written(_ text: String, suffix: String) throws(BenchError) -> String {
    var template = Array("/tmp/nnsh-bench-XXXXXX\(suffix)".utf8CString)
    let file = mkstemps(&template, Int32(suffix.utf8.count))
    guard file >= 0 else { throw BenchError("no temporary file can be made in /tmp") }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count <= 0 { break }
      written += count
    }
    close(file)
    if written == bytes.count { return path }
    unlink(path)
    throw BenchError("'\(path)' cannot be written")
  }

  deinit { unlink(path) }

  /// What is in it now.
  var text: String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
