import Glibc

/// Which files a stranger's script may touch: it reads below some folders, and writes below one or nowhere.
///
/// Links and `..` are followed before a path is judged, so that neither leads out. Nothing in the language makes a
/// link, so what was judged stays what it is.
package struct Sandbox: Sendable {
  /// Real paths.
  private var readable: [String]
  private var writable: String?

  /// Nil where one of the folders cannot be found.
  package init?(reads folders: [String], writes folder: String?) {
    readable = []
    for folder in folders + FashionMNIST.folders.filter(FileAccess.exists) {
      guard let path = Self.realPath(folder) else { return nil }
      readable.append(path)
    }
    guard let folder else { return }
    guard let path = Self.realPath(folder) else { return nil }
    writable = path
    // What a script wrote it may read again.
    readable.append(path)
  }

  func allowsReading(_ path: String) -> Bool { readable.contains { Self.isBelow(path, $0) } }

  func allowsWriting(_ path: String) -> Bool { writable.map { Self.isBelow(path, $0) } ?? false }

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
