import Glibc
import NNScript

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
  /// The path as the system takes it.
  var location: String
  /// Where the statement names the file.
  var range: SourceRange

  func carryOut() throws(Diagnostic) {
    do {
      switch action {
      case .write(let bytes): try FileAccess.write(bytes, to: location)
      case .append(let bytes): try FileAccess.append(bytes, to: location)
      case .makeFolder: try FileAccess.makeFolder(location)
      case .remove: unlink(location)
      }
    } catch {
      let what = if case .makeFolder = action { "make the folder" } else { "write" }
      throw Diagnostic(.cannotWrite, "cannot \(what) '\(shown)': \(error.reason)", at: range)
    }
  }
}
