import Glibc
import NNText

/// Reading and writing whole files. A file written is the old one or the new one, never a part.
enum FileAccess {
  struct Failure: Error {
    /// What the system said: `No such file or directory`.
    var reason: Wording

    init(reason: Wording) { self.reason = reason }
    static func tooLarge(_ limit: Int) -> Failure {
      let size = CountText.bytes(limit)
      return Failure(reason: Wording(en: "it is larger than \(size)", ko: "\(size)보다 큽니다"))
    }

    init(errno code: Int32) { reason = Wording(systemError: code) }
  }

  /// A pipe or a device could keep a reader waiting for ever.
  static func refuseSpecialFile(_ path: String) throws(Failure) {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG || kind == S_IFDIR else {
      throw Failure(reason: Wording(en: "it is no ordinary file", ko: "보통 파일이 아닙니다"))
    }
  }

  /// What a statement's path means: relative to a folder, `~` is the home folder.
  static func location(of path: String, in folder: String?) -> String {
    if path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") {
      return String(cString: home) + path.dropFirst()
    }
    guard let folder, !path.hasPrefix("/") else { return path }
    return "\(folder)/\(path)"
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// - Parameter limit: larger files are refused before they are read.
  static func read(_ path: String, limit: Int = 1 << 40) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(errno: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Failure(errno: errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw Failure(reason: Wording(en: "it is a folder", ko: "폴더입니다")) }
    let size = Int(status.st_size)
    guard size <= limit else { throw Failure.tooLarge(limit) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Failure(errno: errno) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= limit else { throw Failure.tooLarge(limit) }
    }
  }

  /// Writes beside the file, then takes its place: see ``Draft``.
  static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    var draft = try Draft(path)
    try draft.append(bytes)
    try draft.takePlace()
  }

  /// Makes a folder and those above it; one that is there is fine.
  static func makeFolder(_ path: String) throws(Failure) {
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw Failure(reason: Wording(en: "it is no folder", ko: "폴더가 아닙니다"))
      }
      return
    }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex { try makeFolder(String(path[..<slash])) }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw Failure(errno: errno) }
  }

  static func append(_ bytes: [UInt8], to path: String) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Failure(errno: errno) }
    defer { close(descriptor) }
    try writeAll(bytes, to: descriptor)
  }

  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(Failure) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + offset, $0.count - offset) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw Failure(errno: count < 0 ? errno : EIO) }
      offset += count
    }
  }
}
