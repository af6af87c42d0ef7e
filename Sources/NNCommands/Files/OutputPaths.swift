import Glibc
import NNScript
import NNText

/// What would keep a file or a folder from being written, found before anything runs: hours of training must not end in a
/// path that nobody can write to.
extension FileLocation {
  /// Why nothing can be written here, as far as it is known beforehand; `nil` where nothing speaks against it. Folders that
  /// are missing will be made.
  ///
  /// - Parameter isFolder: whether a folder is to be there, not a file.
  func obstacle(isFolder: Bool) -> Wording? {
    if let sandbox {
      do throws(FileAccess.Failure) { try sandbox.check(path, for: .writing) } catch { return error.reason }
    }
    var status = stat()
    if stat(path, &status) == 0 {
      let kind = status.st_mode & S_IFMT
      switch (isFolder, kind == S_IFDIR) {
      case (true, false): return Wording(en: "it is not a folder", ko: "폴더가 아닙니다")
      case (false, true): return Wording(en: "it is a folder", ko: "폴더입니다")
      case (true, true): return Self.refusal(ofFolder: path)
      // A new file takes the place of an old one; a pipe or a device is written itself.
      case (false, false):
        if kind == S_IFREG { return Self.refusal(ofFolder: parent.path) }
        return access(path, W_OK) == 0 ? nil : Wording(systemError: errno)
      }
    }
    guard !isFolder, path.last == "/" else { return Self.refusal(ofFolder: nearestFolder) }
    return Wording(en: "it names a folder", ko: "폴더 이름입니다")
  }

  /// The folder that it lies in.
  var parent: FileLocation {
    guard let slash = path.lastIndex(of: "/") else { return FileLocation(".", within: sandbox) }
    return FileLocation(slash == path.startIndex ? "/" : String(path[..<slash]), within: sandbox)
  }

  /// The nearest of the folders above that there is.
  private var nearestFolder: String {
    var status = stat()
    var folder = parent
    while stat(folder.path, &status) != 0, folder.path != "/", folder.path != "." { folder = folder.parent }
    return folder.path
  }

  /// What the system would say to a new name in a folder.
  private static func refusal(ofFolder path: String) -> Wording? {
    var status = stat()
    guard stat(path, &status) == 0 else { return Wording(systemError: errno) }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      return Wording(en: "'\(path)' is a file, not a folder", ko: "폴더가 아니라 파일입니다: '\(path)'")
    }
    return access(path, W_OK | X_OK) == 0 ? nil : Wording(systemError: errno)
  }

  /// Makes the folders that it is to lie in where they are missing; whether there was one to make.
  func makeParent() throws(FileAccess.Failure) -> Bool {
    guard access(parent.path, F_OK) != 0, errno == ENOENT else { return false }
    try parent.makeFolder()
    return true
  }
}

extension Description {
  /// What speaks against the paths that a statement is to write to, each at its place: of every form of every statement, for
  /// its signature says which they are.
  func outputProblems(of call: Invocation) -> [Diagnostic] {
    guard let form = call.signature.forms.first(where: { $0.id == call.form }) else { return [] }
    return form.pattern.slots.flatMap { slot -> [Diagnostic] in
      guard case .path(let use) = slot.kind, let isFolder = use.writesFolder else { return [] }
      return call.arguments.items.compactMap { item in
        guard item.key == slot.key, let path = item.value?.display,
          let reason = FileLocation(path, in: folder, within: sandbox).obstacle(isFolder: isFolder)
        else { return nil }
        return Diagnostic(
          .cannotWrite, Wording(en: "cannot write '\(path)': \(reason)", ko: "'\(path)'에 쓸 수 없습니다: \(reason)"),
          at: item.range)
      }
    }
  }
}

extension PathUse {
  var isWritten: Bool { writesFolder != nil }

  /// Whether a folder is written, or a file; `nil` of what is only read.
  fileprivate var writesFolder: Bool? {
    switch self {
    case .write: false
    case .folder(let isWritten): isWritten ? true : nil
    case .read: nil
    }
  }
}
