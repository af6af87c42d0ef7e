import Glibc

/// A script in a file of its own, which its maker removes.
struct TemporaryScript {
  let path: String

  init(_ text: String) throws(BenchError) {
    var template = Array("/tmp/nnsh-bench-XXXXXX.nn".utf8CString)
    let file = mkstemps(&template, 3)
    guard file >= 0 else { throw BenchError("no temporary file can be made in /tmp") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if count <= 0 { break }
      written += count
    }
    close(file)
    guard written == bytes.count else {
      remove()
      throw BenchError("'\(path)' cannot be written")
    }
  }

  func remove() { unlink(path) }
}
