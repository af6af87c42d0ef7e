import Glibc
import NNText
import NeuralNetwork

/// Where a file lies, and the sandbox that is at the door. Whatever a statement names is opened through one of
/// these.
struct FileLocation: Hashable, Sendable {
  /// As the system takes it.
  let path: String
  /// `nil` means the whole system is open.
  let sandbox: Sandbox?

  init(_ path: String, within sandbox: Sandbox? = nil) {
    self.path = path
    self.sandbox = sandbox
  }

  /// What a statement's path means: relative to a folder, `~` is the home folder.
  init(_ path: String, in folder: String?, within sandbox: Sandbox?) {
    self.init(Self.absolute(path, in: folder), within: sandbox)
  }

  private static func absolute(_ path: String, in folder: String?) -> String {
    if path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") {
      return String(cString: home) + path.dropFirst()
    }
    guard let folder, !path.hasPrefix("/") else { return path }
    return "\(folder)/\(path)"
  }

  static func == (one: FileLocation, other: FileLocation) -> Bool { one.path == other.path }

  func hash(into hasher: inout Hasher) { hasher.combine(path) }

  var exists: Bool {
    guard let sandbox else { return access(path, F_OK) == 0 }
    return (try? sandbox.folder(of: path, for: .reading))?.status != nil
  }

  /// Opens an ordinary file to be read.
  func open() throws(FileAccess.Failure) -> OpenFile {
    guard let sandbox else {
      return try .ordinary(Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY))
    }
    return try sandbox.folder(of: path, for: .reading).open(O_RDONLY)
  }

  /// Bytes of an ordinary file; `nil` where it cannot be opened as one.
  var size: Int? { (try? open())?.size }

  /// For the library's readers, which take it piece by piece.
  ///
  /// - Parameter own: its bytes where they are at hand; `nil` means it is opened.
  func contents(own: [UInt8]? = nil) -> FileContents {
    if let own { return FileContents(path, bytes: own) }
    return FileContents(path) { () throws(FileContents.Failure) in
      do throws(FileAccess.Failure) { return try open().release() } catch {
        throw FileContents.Failure(reason: error.reason)
      }
    }
  }

  /// Opens a file to be written after what it holds, made if it is not there. Without a sandbox that may be a pipe or
  /// /dev/stdout.
  func openAtEnd() throws(FileAccess.Failure) -> OpenFile {
    let flags = O_WRONLY | O_APPEND | O_CREAT
    guard let sandbox else { return try OpenFile(any: Glibc.open(path, flags | O_CLOEXEC, 0o666)) }
    return try sandbox.folder(of: path, for: .writing).open(flags)
  }

  /// The folder that the file is to be written in.
  func folder() throws(FileAccess.Failure) -> OpenFolder {
    if let sandbox { return try sandbox.folder(of: path, for: .writing) }
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    return try OpenFolder(
      Glibc.open(folder, OpenFolder.flags), name: name.isEmpty ? "." : name, isSandboxed: false)
  }

  /// Makes a folder and those above it; one that is there is fine.
  func makeFolder() throws(FileAccess.Failure) {
    if let sandbox { return try sandbox.makeFolder(path) }
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw FileAccess.Failure(reason: Wording(en: "it is no folder", ko: "폴더가 아닙니다"))
      }
      return
    }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try FileLocation(String(path[..<slash])).makeFolder()
    }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw FileAccess.Failure(errno: errno) }
  }

  /// Takes a file away; whether it was there does not matter.
  func remove() throws(FileAccess.Failure) {
    let folder = try folder()
    unlinkat(folder.descriptor, folder.name, 0)
  }
}

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
