import Glibc
import NNScript
import NNText

/// A wrong call of nnsh: exit status 2.
package struct UsageError: Error, Equatable {
  /// Nil where it was reported already.
  package var message: Wording?

  package init(_ message: Wording?) { self.message = message }

  package static func cannotRead(_ path: String, _ reason: Wording) -> UsageError {
    UsageError(Wording(en: "cannot read '\(path)': \(reason)", ko: "'\(path)' 파일을 읽을 수 없습니다: \(reason)"))
  }

  package static func cannotWrite(_ path: String, errno number: Int32) -> UsageError {
    let reason = Wording(systemError: number)
    return UsageError(Wording(en: "cannot write '\(path)': \(reason)", ko: "'\(path)' 파일에 쓸 수 없습니다: \(reason)"))
  }

  /// At most one known word that a mistyped one may have meant.
  package static func suggestion(for word: String, among known: [String]) -> String? {
    Spelling.suggestion(for: word, among: known)
  }
}

/// Reads whole texts: script files and stdin.
///
/// Of what is larger than a script may be, no more is read than shows that it is: /dev/zero has no end.
package enum TextFile {
  /// Why a file could not be read, in the system's words.
  package struct Failure: Error, Equatable {
    package var reason: Wording
    /// A signal arrived while waiting for input.
    package var isInterruption = false
  }

  /// - Parameter isOrdinary: refuse all but ordinary files; a script may come through a pipe, and nobody waits for a
  ///   start-up file.
  package static func read(path: String, isOrdinary: Bool = false) throws(Failure) -> [UInt8] {
    var status = stat()
    if isOrdinary, stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw Failure(reason: Wording(en: "it is not an ordinary file", ko: "보통 파일이 아닙니다"))
    }
    let file = open(path, O_RDONLY | O_CLOEXEC | (isOrdinary ? O_NONBLOCK : 0))
    guard file >= 0 else { throw Failure(reason: Wording(systemError: errno)) }
    defer { close(file) }
    return try read(descriptor: file) { true }
  }

  /// Reads to the end. `waits` returns once there is something to read, or false to give up.
  package static func read(descriptor: Int32, waits: () -> Bool) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      guard waits() else { throw Failure(reason: Wording(en: "interrupted", ko: "중단되었습니다"), isInterruption: true) }
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count > 0 {
        bytes += chunk[..<count]
        if bytes.count > Source.byteLimit { return bytes }
      } else if count == 0 {
        return bytes
      } else if errno != EINTR && errno != EAGAIN {
        throw Failure(reason: Wording(systemError: errno))
      }
    }
  }
}
