import Glibc
import NNScript
import NNText

/// What a statement does to a file or a folder.
struct FileChange: Sendable {
  enum Action: Sendable {
    /// The bytes take the place of what the file holds.
    case write([UInt8])
    /// The bytes join what the file holds.
    case append([UInt8])
    /// Where there is none yet.
    case makeFolder
    /// Of a file of nnsh's own: whether it was there does not matter.
    case remove
  }

  var action: Action
  /// The path as the statement has it.
  var shown: String
  var location: FileLocation
  /// Where the statement names the file.
  var range: SourceRange

  func carryOut() throws(Diagnostic) {
    do {
      switch action {
      case .write(let bytes): try FileAccess.write(bytes, to: location)
      case .append(let bytes): try FileAccess.append(bytes, to: location)
      case .makeFolder: try location.makeFolder()
      case .remove: try location.remove()
      }
    } catch {
      let message =
        if case .makeFolder = action {
          Wording(
            en: "cannot make the folder '\(shown)': \(error.reason)", ko: "'\(shown)' 폴더를 만들 수 없습니다: \(error.reason)")
        } else {
          Wording(en: "cannot write '\(shown)': \(error.reason)", ko: "'\(shown)' 파일을 쓸 수 없습니다: \(error.reason)")
        }
      throw Diagnostic(.cannotWrite, message, at: range)
    }
  }
}
