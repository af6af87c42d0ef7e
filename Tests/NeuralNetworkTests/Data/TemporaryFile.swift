import Glibc

/// A file that is gone when the test is.
struct TemporaryFile: ~Copyable {
  let path: String

  init(_ bytes: [UInt8], ending: String = ".csv") {
    var template = Array("/tmp/nnsh-file-XXXXXX\(ending)".utf8CString)
    let file = mkstemps(&template, Int32(ending.utf8.count))
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      precondition(count > 0)
      written += count
    }
    close(file)
  }

  deinit { unlink(path) }

  /// Zero bytes at its end, which take no room on disk.
  borrowing func extend(to size: Int) { truncate(path, size) }

  borrowing func read<Result>(_ body: (String) throws -> Result) rethrows -> Result { try body(path) }
}
