import Glibc
import NNText
import NeuralNetwork

/// A file that was opened, closed with its last owner.
struct OpenFile: ~Copyable {
  let descriptor: Int32
  /// As it was when it was opened.
  let status: stat

  /// Whatever it is.
  ///
  /// - Parameter opened: what `open` returned; below 0 `errno` says why.
  init(any opened: Int32) throws(FileAccess.Failure) {
    guard opened >= 0 else { throw FileAccess.Failure(errno: errno) }
    var status = stat()
    guard fstat(opened, &status) == 0 else {
      let code = errno
      close(opened)
      throw FileAccess.Failure(errno: code)
    }
    descriptor = opened
    self.status = status
  }

  /// An ordinary file: a pipe could keep a reader waiting for ever, a device has no end. What was opened is looked at,
  /// not a path, which may lead elsewhere by now.
  static func ordinary(_ opened: Int32) throws(FileAccess.Failure) -> OpenFile {
    let file = try OpenFile(any: opened)
    if let reason = OrdinaryFile.objection(to: file.status) { throw FileAccess.Failure(reason: reason) }
    return file
  }

  /// As many bytes as it has.
  var size: Int { Int(status.st_size) }

  /// For somebody who closes it himself.
  consuming func release() -> Int32 {
    let own = descriptor
    discard self
    return own
  }

  deinit { close(descriptor) }

  /// At most so many bytes from a place on; fewer where the file ends.
  func read(_ count: Int, at start: Int) throws(FileAccess.Failure) -> [UInt8] {
    var failure: Int32?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { room, filled in
      while filled < count {
        let got = pread(descriptor, room.baseAddress! + filled, count - filled, start + filled)
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        guard got > 0 else { break }
        filled += got
      }
    }
    if let failure { throw FileAccess.Failure(errno: failure) }
    return bytes
  }

  /// All of them.
  func write(_ bytes: [UInt8]) throws(FileAccess.Failure) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + offset, $0.count - offset) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw FileAccess.Failure(errno: count < 0 ? errno : EIO) }
      offset += count
    }
  }
}

/// A folder that was opened, and the name of something in it, be it there or not.
struct OpenFolder: ~Copyable {
  /// How one is opened: to find things in it, which takes no right to list them. The first is Linux's O_PATH, which
  /// Swift does not see.
  static let flags = 0o10_000_000 | O_DIRECTORY | O_CLOEXEC

  let descriptor: Int32
  let name: String
  /// Links are not followed, and a file with a second name may lie anywhere.
  private let isSandboxed: Bool
  /// It belongs to the system, and a file in it may have more names than one.
  private let mayHaveNames: Bool

  init(
    _ opened: Int32, name: String, isSandboxed: Bool, mayHaveNames: Bool = false
  ) throws(FileAccess.Failure) {
    guard opened >= 0 else { throw FileAccess.Failure(errno: errno) }
    descriptor = opened
    self.name = name
    self.isSandboxed = isSandboxed
    self.mayHaveNames = mayHaveNames
  }

  deinit { close(descriptor) }

  /// Of what has the name; `nil` where nothing has.
  var status: stat? {
    var status = stat()
    return fstatat(descriptor, name, &status, isSandboxed ? AT_SYMLINK_NOFOLLOW : 0) == 0 ? status : nil
  }

  /// Opens the ordinary file of the name.
  func open(_ flags: Int32) throws(FileAccess.Failure) -> OpenFile {
    let opened = openat(descriptor, name, flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0o666)
    if opened < 0 && errno == ELOOP { throw .changed }
    let file = try OpenFile.ordinary(opened)
    guard mayHaveNames || file.status.st_nlink <= 1 else { throw .hardLink }
    return file
  }

  /// A new file under a name that nobody has, which it says.
  func openTemporary(_ chosen: inout String?) throws(FileAccess.Failure) -> OpenFile {
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
    while true {
      let name = ".nnsh-" + String((0..<6).map { _ in letters.randomElement() ?? "a" })
      let opened = openat(descriptor, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      if opened < 0 && errno == EEXIST { continue }
      chosen = name
      return try .ordinary(opened)
    }
  }

  /// What happened in it is on the disk.
  func flush() {
    let directory = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { return }
    fsync(directory)
    close(directory)
  }
}
