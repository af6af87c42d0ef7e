import Glibc
import NNText
import NeuralNetwork

/// Which files a stranger's script may touch: it reads below some folders, and writes below one or nowhere.
///
/// A path is judged by where it really leads, links and `..` followed. Then it is opened from the folder's own
/// descriptor, name by name, and no link is followed any more: whoever puts a link in its way after the judgement gets
/// an error, and the script nothing (`openat` with `O_NOFOLLOW`, which every kernel has; `openat2` would do the same in
/// one call).
package struct Sandbox: Sendable {
  enum Purpose {
    case reading, writing
  }

  /// A folder below which files may be opened, kept open from the start: another that takes its name is not it.
  private final class Root: Sendable {
    /// Real.
    let path: String
    let descriptor: Int32

    init?(_ path: String) {
      guard let real = Sandbox.realPath(path) else { return nil }
      let descriptor = open(real, OpenFolder.flags | O_NOFOLLOW)
      guard descriptor >= 0 else { return nil }
      self.path = real
      self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// The names that lead from here to a real path; `nil` for one that lies elsewhere.
    func names(to real: String) -> [Substring]? {
      if path == "/" { return real.split(separator: "/") }
      guard real == path || real.hasPrefix(path + "/") else { return nil }
      return real.dropFirst(path.count).split(separator: "/")
    }
  }

  private var readable: [Root]
  private var writable: Root?
  /// Of data that ship with nnsh.
  private var shipped: [Root]

  /// `nil` where one of the folders cannot be found.
  package init?(reads folders: [String], writes folder: String?) {
    shipped = FashionMNIST.folders.compactMap(Root.init)
    readable = []
    for folder in folders {
      guard let root = Root(folder) else { return nil }
      readable.append(root)
    }
    guard let folder else { return }
    guard let root = Root(folder) else { return nil }
    writable = root
    // What a script wrote it may read again.
    readable.append(root)
  }

  /// Judges a path without opening it.
  func check(_ path: String, for purpose: Purpose) throws(FileAccess.Failure) {
    let found = try find(path, for: purpose)
    guard !found.isShipped else { return }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { return }
    if let reason = OrdinaryFile.objection(to: status) { throw FileAccess.Failure(reason: reason) }
    // A file with a second name may lie anywhere else, too.
    guard status.st_nlink <= 1 else { throw .hardLink }
  }

  /// Opens the folder that a path's last name lies in.
  func folder(of path: String, for purpose: Purpose) throws(FileAccess.Failure) -> OpenFolder {
    try check(path, for: purpose)
    let found = try find(path, for: purpose)
    let folder = try Self.walk(found.names.dropLast(), from: found.root, makes: false)
    return try OpenFolder(
      folder, name: found.names.last.map(String.init) ?? ".", isSandboxed: true, mayHaveNames: found.isShipped)
  }

  /// Makes a folder and those above it, as far as they lie below the one that may be written in.
  func makeFolder(_ path: String) throws(FileAccess.Failure) {
    let found = try find(path, for: .writing)
    close(try Self.walk(found.names[...], from: found.root, makes: true))
  }

  /// The root that a path lies below, with the names that lead there.
  private func find(
    _ path: String, for purpose: Purpose
  ) throws(FileAccess.Failure) -> (root: Root, names: [Substring], isShipped: Bool) {
    let real = Self.realPath(path) ?? Self.realPathOfWhatIsMissing(path)
    func lookUp(_ roots: [Root]) -> (Root, [Substring])? {
      for root in roots { if let real, let names = root.names(to: real) { return (root, names) } }
      return nil
    }
    switch purpose {
    case .reading:
      if let (root, names) = lookUp(shipped) { return (root, names, true) }
      if let (root, names) = lookUp(readable) { return (root, names, false) }
      throw FileAccess.Failure(
        reason: Wording(
          en: "the sandbox lets a script read only below its own folder",
          ko: "샌드박스에서는 스크립트가 자기 폴더 아래만 읽을 수 있습니다") + Self.start(of: path))
    case .writing:
      if let writable, let (root, names) = lookUp([writable]) { return (root, names, false) }
      throw FileAccess.Failure(
        reason: Wording(
          en: "the sandbox lets a script write only below the folder of --write-dir",
          ko: "샌드박스에서는 스크립트가 --write-dir 폴더 아래에만 쓸 수 있습니다") + Self.start(of: path))
    }
  }

  /// A relative path does not start at the script, as one may think.
  private static func start(of path: String) -> Wording {
    guard !path.hasPrefix("/"), let current = realPath(".") else { return .nothing }
    return Wording(
      en: "; '\(path)' starts at the current folder, '\(current)'", ko: ". '\(path)' 경로는 현재 폴더 '\(current)'에서 시작합니다")
  }

  /// The descriptor of a folder, reached name by name; none of them is a link.
  private static func walk(
    _ names: ArraySlice<Substring>, from root: Root, makes: Bool
  ) throws(FileAccess.Failure) -> Int32 {
    let flags = OpenFolder.flags | O_NOFOLLOW
    var current = openat(root.descriptor, ".", flags)
    for name in names {
      guard current >= 0 else { break }
      let name = String(name)
      if makes { mkdirat(current, name, 0o777) }
      let next = openat(current, name, flags)
      let code = errno
      close(current)
      errno = code
      current = next
    }
    guard current >= 0 else {
      // The judgement saw a folder where there is none now.
      throw errno == ELOOP || errno == ENOTDIR && !makes ? .changed : FileAccess.Failure(errno: errno)
    }
    return current
  }

  private static func realPath(_ path: String) -> String? {
    guard !path.utf8.contains(0), let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// A path that is not there yet is where its folder really is. Nil for a link that leads nowhere: where it would lead,
  /// nobody knows.
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
