import Glibc
import NNScript
import NNText

/// A usage error of the command line: exit status 2.
package struct UsageError: Error, Equatable {
  /// `nil` if it has already been reported.
  package var message: Wording?

  package init(_ message: Wording?) { self.message = message }

  package static func cannotRead(_ path: String, _ reason: Wording) -> UsageError {
    UsageError(Wording(en: "cannot read '\(path)': \(reason)", ko: "'\(path)' 파일을 읽을 수 없습니다: \(reason)"))
  }

  package static func cannotWrite(_ path: String, errno number: Int32) -> UsageError {
    let reason = Wording(systemError: number)
    return UsageError(Wording(en: "cannot write '\(path)': \(reason)", ko: "'\(path)' 파일에 쓸 수 없습니다: \(reason)"))
  }

  /// The known word closest to a mistyped one, if any is close.
  package static func suggestion(for word: String, among known: [String]) -> String? {
    Spelling.suggestion(for: word, among: known)
  }
}

/// Reads whole texts from script files and stdin.
///
/// Stops reading as soon as the text is larger than the limit for scripts: /dev/zero has no end.
package enum TextFile {
  /// The reason why a file could not be read.
  package struct Failure: Error, Equatable {
    package var reason: Wording
    /// Whether a signal arrived while waiting for input.
    package var isInterruption = false
  }

  /// - Parameter isOrdinary: whether to refuse everything but regular files. A script may come through a pipe, but the
  ///   start-up file must not block.
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

  /// Reads to the end of the input. `waits` returns true when there is input, or false to give up.
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
