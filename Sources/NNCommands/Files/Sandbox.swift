import Glibc
import NNText

/// Which files a stranger's script may touch: it reads below some folders, and writes below one or nowhere.
///
/// Links and `..` are followed before a path is judged, so that neither leads out. Nothing in the language makes a
/// link, so what was judged stays what it is.
package struct Sandbox: Sendable {
  /// Real paths.
  private var readable: [String]
  private var writable: String?
  private var shipped: [String]

  /// Nil where one of the folders cannot be found.
  package init?(reads folders: [String], writes folder: String?) {
    shipped = FashionMNIST.folders.compactMap(Self.realPath)
    readable = []
    for folder in folders {
      guard let path = Self.realPath(folder) else { return nil }
      readable.append(path)
    }
    guard let folder else { return }
    guard let path = Self.realPath(folder) else { return nil }
    writable = path
    // What a script wrote it may read again.
    readable.append(path)
  }

  func checkReading(_ path: String) throws(FileAccess.Failure) {
    if shipped.contains(where: { Self.isBelow(path, $0) }) { return }
    guard readable.contains(where: { Self.isBelow(path, $0) }) else {
      throw FileAccess.Failure(
        reason: Wording(
          en: "the sandbox lets a script read only below its own folder",
          ko: "샌드박스에서는 스크립트가 자기 폴더 아래만 읽을 수 있습니다") + Self.start(of: path))
    }
    try Self.checkKind(path)
  }

  func checkWriting(_ path: String) throws(FileAccess.Failure) {
    guard let writable, Self.isBelow(path, writable) else {
      throw FileAccess.Failure(
        reason: Wording(
          en: "the sandbox lets a script write only below the folder of --write-dir",
          ko: "샌드박스에서는 스크립트가 --write-dir 폴더 아래에만 쓸 수 있습니다") + Self.start(of: path))
    }
    try Self.checkKind(path)
  }

  /// A relative path does not start at the script, as one may think.
  private static func start(of path: String) -> Wording {
    guard !path.hasPrefix("/"), let current = realPath(".") else { return .nothing }
    return Wording(
      en: "; '\(path)' starts at the current folder, '\(current)'", ko: ". '\(path)' 경로는 현재 폴더 '\(current)'에서 시작합니다")
  }

  /// A file with a second name may lie anywhere else, too.
  private static func checkKind(_ path: String) throws(FileAccess.Failure) {
    try FileAccess.refuseSpecialFile(path)
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink > 1 else { return }
    throw FileAccess.Failure(
      reason: Wording(
        en: "it has another name by a hard link, which the sandbox cannot follow",
        ko: "하드 링크로 된 다른 이름이 있어서 샌드박스가 어디에 있는 파일인지 알 수 없습니다"))
  }

  /// A path that is not there yet is where its folder really is.
  private static func isBelow(_ path: String, _ folder: String) -> Bool {
    guard let real = realPath(path) ?? realPathOfWhatIsMissing(path) else { return false }
    return real == folder || folder == "/" || real.hasPrefix(folder + "/")
  }

  private static func realPath(_ path: String) -> String? {
    guard !path.utf8.contains(0), let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// Nil for a link that leads nowhere: where it would lead, nobody knows.
  private static func realPathOfWhatIsMissing(_ path: String) -> String? {
    var status = stat()
    guard !path.utf8.contains(0), lstat(path, &status) != 0, errno == ENOENT else { return nil }
    let trimmed = path.last == "/" ? String(path.dropLast()) : path
    let slash = trimmed.lastIndex(of: "/")
    let name = slash.map { trimmed[trimmed.index(after: $0)...] } ?? trimmed[...]
    guard !name.isEmpty, name != ".." else { return nil }
    let folder = slash.map { $0 == trimmed.startIndex ? "/" : String(trimmed[..<$0]) } ?? "."
    guard let real = realPath(folder) ?? realPathOfWhatIsMissing(folder) else { return nil }
    return name == "." ? real : "\(real == "/" ? "" : real)/\(name)"
  }
}
