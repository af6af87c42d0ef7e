import Glibc
import NNText

extension FileAccess {
  /// A file that is written piece by piece beside the one it is to replace, and takes its place when it is whole.
  /// Dropped before that, nothing happened.
  struct Draft: ~Copyable {
    private let path: String
    private let folder: String
    private let temporary: String
    private let descriptor: Int32
    /// A pipe or /dev/stdout has no place to be taken: it is written at once.
    private let isDirect: Bool
    private var isDone = false

    init(_ path: String) throws(Failure) {
      var status = stat()
      let exists = stat(path, &status) == 0
      if exists && status.st_mode & S_IFMT == S_IFDIR {
        throw Failure(reason: Wording(en: "it is a folder", ko: "폴더입니다"))
      }
      let isDirect = exists && status.st_mode & S_IFMT != S_IFREG
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
      var template = Array((folder + ".nnsh-XXXXXX").utf8CString)
      let descriptor = isDirect ? open(path, O_WRONLY | O_APPEND | O_CLOEXEC) : mkstemp(&template)
      guard descriptor >= 0 else { throw Failure(errno: errno) }
      if !isDirect {
        // mkstemp's 0600 is for secrets; this file gets what any new file would, or what the old one had.
        let mask = umask(0)
        umask(mask)
        fchmod(descriptor, exists ? status.st_mode & 0o777 : 0o666 & ~mask)
      }
      self.path = path
      self.folder = folder
      self.descriptor = descriptor
      self.isDirect = isDirect
      temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
      close(descriptor)
      if !isDone && !isDirect { unlink(temporary) }
    }

    mutating func append(_ bytes: [UInt8]) throws(Failure) { try FileAccess.writeAll(bytes, to: descriptor) }

    /// Everything is written: fsync, rename, fsync of the folder.
    mutating func takePlace() throws(Failure) {
      guard !isDirect else { return }
      guard fsync(descriptor) == 0, rename(temporary, path) == 0 else { throw Failure(errno: errno) }
      isDone = true
      let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      if directory >= 0 {
        fsync(directory)
        close(directory)
      }
    }
  }
}
