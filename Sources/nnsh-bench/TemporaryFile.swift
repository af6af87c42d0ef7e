import Glibc

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
