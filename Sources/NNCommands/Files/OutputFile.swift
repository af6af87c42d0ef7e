import Glibc

/// A file that results go to as they come: whoever looks at it during a long training sees them.
final class OutputFile {
  let path: String
  private let descriptor: Int32

  /// Begins the file anew.
  init(_ location: String, as path: String) throws(FileAccess.Failure) {
    descriptor = open(location, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileAccess.Failure(errno: errno) }
    self.path = path
  }

  deinit { close(descriptor) }

  func write(_ text: String) throws(FileAccess.Failure) {
    try FileAccess.writeAll(Array(text.utf8), to: descriptor)
  }
}
