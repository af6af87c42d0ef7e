import Glibc

/// A temporary folder that goes away with its last reference: the home and working folder of the programs in it.
final class Folder: Sendable {
  let path: String

  init() {
    var template = Array("/tmp/nnsh-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { fatalError("no temporary folder") }
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  deinit { Folder.remove(path) }

  /// Writes a file in it, folders and all.
  func write(_ text: String, to name: String) {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/" + part
      mkdir(folder, 0o700)
    }
    Folder.write(text, path: path + "/" + name)
  }

  static func write(_ text: String, path: String) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var text = text
    text.withUTF8 { _ = Glibc.write(file, $0.baseAddress, $0.count) }
    close(file)
  }

  /// Nil if there is no such file.
  func read(_ name: String) -> String? { bytes(name).map { String(decoding: $0, as: UTF8.self) } }

  /// Nil if there is no such file.
  func bytes(_ name: String) -> [UInt8]? {
    Folder.bytes(path: path + "/" + name)
  }

  /// Empty if there is no such file.
  static func read(path: String) -> String { String(decoding: bytes(path: path) ?? [], as: UTF8.self) }

  private static func bytes(path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = Glibc.read(file, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
    return bytes
  }

  /// Permission bits; nil if there is no such file.
  func mode(_ name: String) -> UInt32? {
    var status = stat()
    return stat(path + "/" + name, &status) == 0 ? status.st_mode & 0o777 : nil
  }

  private static func remove(_ path: String) {
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != "." && name != ".." { remove(path + "/" + name) }
      }
      closedir(folder)
    }
    Glibc.remove(path)
  }
}
