import Glibc
import NNText

extension FileAccess {
  /// A file that is written piece by piece beside the one it is to replace, and takes its place when it is whole.
  /// Dropped before that, nothing happened. Both names are looked up in the folder that was opened at the beginning.
  struct Draft: ~Copyable {
    private let folder: OpenFolder
    private let file: OpenFile
    /// Nil for a pipe or /dev/stdout, which have no place to be taken: they are written at once.
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
