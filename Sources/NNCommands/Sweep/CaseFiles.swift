import NNScript
import NNText

/// The files of a case: what it reads, and what it changes once it is due.
///
/// Files change in the order of the cases, whatever the order in which they run; so a sweep leaves the same files every
/// time. The case itself finds what it wrote.
struct CaseFiles: Sendable {
  private(set) var changes: [FileChange] = []
  private(set) var reads: [FileRead] = []

  mutating func note(_ change: FileChange) {
    switch change.action {
    // What was to be there before does not matter any more, and must not be kept.
    case .write, .remove: changes.removeAll { $0.location == change.location }
    case .append, .makeFolder: break
    }
    changes.append(change)
  }

  /// What the case wrote there; `nil` where it wrote nothing and the file itself is to be read.
  mutating func read(_ read: FileRead) throws(FileAccess.Failure) -> [UInt8]? {
    var bytes: [UInt8]?
    for change in changes where change.location == read.location {
      switch change.action {
      case .write(let written): bytes = written
      case .append(let added):
        if bytes == nil { bytes = try earlier(read) }
        bytes?.append(contentsOf: added)
      case .remove: throw FileAccess.Failure(reason: Wording(en: "the case took it away", ko: "이 경우(case)가 지웠습니다"))
      case .makeFolder: break
      }
    }
    if bytes == nil { note(read) }
    return bytes
  }

  mutating func exists(_ read: FileRead) -> Bool {
    guard let last = changes.last(where: { $0.location == read.location }) else {
      note(read)
      return read.location.exists
    }
    if case .remove = last.action { return false }
    return true
  }

  private mutating func earlier(_ read: FileRead) throws(FileAccess.Failure) -> [UInt8] {
    note(read)
    return read.location.exists ? try FileAccess.read(read.location) : []
  }

  private mutating func note(_ read: FileRead) {
    if !reads.contains(where: { $0.location == read.location }) { reads.append(read) }
  }
}

/// A file that a statement reads.
struct FileRead: Sendable {
  /// The path as the statement has it.
  var shown: String
  var location: FileLocation
  /// Where the statement names the file; `nil` where it does not.
  var range: SourceRange?
}
