import Glibc

/// A file that results go to as they come: whoever looks at it during a long training sees them.
final class OutputFile {
  let path: String
  private let file: OpenFile

  /// Begins the file anew.
  init(_ location: FileLocation, as path: String) throws(FileAccess.Failure) {
    let file = try location.openAtEnd()
    // Only now that it is known to be the file that was meant; a pipe has nothing to lose.
    if file.status.st_mode & S_IFMT == S_IFREG, ftruncate(file.descriptor, 0) != 0 {
      throw FileAccess.Failure(errno: errno)
    }
    self.file = file
    self.path = path
  }

  func write(_ text: String) throws(FileAccess.Failure) {
    try file.write(Array(text.utf8))
  }
}
