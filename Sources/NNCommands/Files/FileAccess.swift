import Glibc
import NNText
import NeuralNetwork

/// Reading and writing whole files. A file written is the old one or the new one, never a part.
enum FileAccess {
  struct Failure: Error {
    /// What the system said: `No such file or directory`.
    var reason: Wording
    /// It is a matter of memory, not of the file.
    var isMemory = false

    init(reason: Wording) { self.reason = reason }
    init(errno code: Int32) { reason = Wording(systemError: code) }

    static func tooLarge(_ limit: Int) -> Failure {
      let size = CountText.bytes(limit)
      return Failure(reason: Wording(en: "it is larger than \(size)", ko: "\(size)보다 큽니다"))
    }

    /// For a file that does not fit the memory that is left.
    static func noMemory(_ size: Int, left: Int) -> Failure {
      let (size, left) = (CountText.bytes(size), CountText.bytes(left))
      var failure = Failure(
        reason: Wording(
          en: "reading it takes \(size), and \(left) of memory are left", ko: "읽는 데 메모리 \(size)가 필요한데 남은 것은 \(left)입니다")
      )
      failure.isMemory = true
      return failure
    }

    static let changed = Failure(
      reason: Wording(en: "it became a link while it was being opened", ko: "여는 사이에 링크로 바뀌었습니다"))

    static let hardLink = Failure(
      reason: Wording(
        en: "it has another name by a hard link, which the sandbox cannot follow",
        ko: "하드 링크로 된 다른 이름이 있어서 샌드박스가 어디에 있는 파일인지 알 수 없습니다"))
  }

  /// - Parameters:
  ///   - limit: larger files are refused before they are read.
  ///   - memory: bytes that are left.
  ///   - copies: how many times its own size a file takes until it is read.
  static func read(_ location: FileLocation, limit: Int = .max, memory: Int = .max, copies: Int = 1) throws(Failure)
    -> [UInt8]
  {
    let file = try location.open()
    return try read(file, limit: limit, memory: memory, copies: copies)
  }

  static func read(_ file: borrowing OpenFile, limit: Int = .max, memory: Int = .max, copies: Int = 1) throws(Failure)
    -> [UInt8]
  {
    guard file.size <= limit else { throw .tooLarge(limit) }
    let needed = file.size.saturatingProduct(copies)
    guard needed <= memory else { throw .noMemory(needed, left: memory) }
    // One byte more shows whether it has grown.
    let bytes = try file.read(file.size == .max ? file.size : file.size + 1, at: 0)
    guard bytes.count <= limit else { throw .tooLarge(limit) }
    return bytes
  }

  /// A file by which the system tells of itself: it has no size.
  static func readSystemFile(_ path: String) throws(Failure) -> [UInt8] {
    let file = try OpenFile(any: open(path, O_RDONLY | O_CLOEXEC))
    return try file.read(4096, at: 0)
  }

  /// Writes beside the file, then takes its place: see ``Draft``.
  static func write(_ bytes: [UInt8], to location: FileLocation) throws(Failure) {
    var draft = try Draft(location)
    try draft.append(bytes)
    try draft.takePlace()
  }

  static func append(_ bytes: [UInt8], to location: FileLocation) throws(Failure) {
    let file = try location.openAtEnd()
    try file.write(bytes)
  }
}
