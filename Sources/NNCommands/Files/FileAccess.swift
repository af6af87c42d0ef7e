import Glibc
import NNScript
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

extension Wording {
  /// That the folder of a file is new.
  static func madeFolder(of path: String) -> Wording {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? path
    return Wording(en: "made the folder '\(folder)'", ko: "'\(folder)' 폴더를 만들었습니다")
  }
}

extension FileAccess {
  /// A file that is written piece by piece beside the one it is to replace, and takes its place when it is whole.
  /// Dropped before that, nothing happened. Both names are looked up in the folder that was opened at the beginning.
  struct Draft: ~Copyable {
    private let folder: OpenFolder
    private let file: OpenFile
    /// `nil` for a pipe or /dev/stdout, which have no place to be taken: they are written at once.
    private let temporary: String?
    private var isDone = false

    init(_ location: FileLocation) throws(Failure) {
      let folder = try location.folder()
      let status = folder.status
      if let status, status.st_mode & S_IFMT == S_IFDIR {
        throw Failure(reason: Wording(en: "it is a folder", ko: "폴더입니다"))
      }
      if let status, status.st_mode & S_IFMT != S_IFREG, location.sandbox == nil {
        file = try OpenFile(any: open(location.path, O_WRONLY | O_APPEND | O_CLOEXEC))
        temporary = nil
      } else {
        var name: String?
        let file = try folder.openTemporary(&name)
        // 0600 is for secrets; this file gets what any new file would, or what the old one had.
        let mask = umask(0)
        umask(mask)
        fchmod(file.descriptor, status.map { $0.st_mode & 0o777 } ?? 0o666 & ~mask)
        self.file = file
        temporary = name
      }
      self.folder = folder
    }

    deinit {
      if let temporary, !isDone { unlinkat(folder.descriptor, temporary, 0) }
    }

    mutating func append(_ bytes: [UInt8]) throws(Failure) { try file.write(bytes) }

    /// Everything is written: fsync, rename, fsync of the folder.
    mutating func takePlace() throws(Failure) {
      guard let temporary else { return }
      guard fsync(file.descriptor) == 0,
        renameat(folder.descriptor, temporary, folder.descriptor, folder.name) == 0
      else { throw Failure(errno: errno) }
      isDone = true
      folder.flush()
    }
  }
}

/// What a statement does to a file or a folder.
struct FileChange: Sendable {
  enum Action: Sendable {
    /// The bytes take the place of what the file holds.
    case write([UInt8])
    /// The bytes join what the file holds.
    case append([UInt8])
    /// Where there is none yet.
    case makeFolder
    /// Of a file of nnsh's own: whether it was there does not matter.
    case remove
  }

  var action: Action
  /// The path as the statement has it.
  var shown: String
  var location: FileLocation
  /// Where the statement names the file.
  var range: SourceRange

  /// Makes the folders of a file that are missing, too.
  ///
  /// - Returns: what is to be said of it; `nil` for nothing.
  func carryOut() throws(Diagnostic) -> Wording? {
    do {
      var isFolderNew = false
      switch action {
      case .write(let bytes):
        isFolderNew = try location.makeParent()
        try FileAccess.write(bytes, to: location)
      case .append(let bytes):
        isFolderNew = try location.makeParent()
        try FileAccess.append(bytes, to: location)
      case .makeFolder: try location.makeFolder()
      case .remove: try location.remove()
      }
      return isFolderNew ? .madeFolder(of: shown) : nil
    } catch {
      let message =
        if case .makeFolder = action {
          Wording(
            en: "cannot make the folder '\(shown)': \(error.reason)", ko: "'\(shown)' 폴더를 만들 수 없습니다: \(error.reason)")
        } else {
          Wording(en: "cannot write '\(shown)': \(error.reason)", ko: "'\(shown)' 파일을 쓸 수 없습니다: \(error.reason)")
        }
      throw Diagnostic(.cannotWrite, message, at: range)
    }
  }
}
