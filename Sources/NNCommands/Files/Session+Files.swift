import Glibc
import NNScript

/// Files as statements name them: relative to where nnsh was started, `~` is the home folder.
extension Session {
  func read(_ path: String, at range: SourceRange, limit: Int = 1 << 40) throws(Stop) -> [UInt8] {
    let source = try source(path, at: range)
    if let own = source.own { return own }
    do throws(FileAccess.Failure) {
      return try FileAccess.read(source.location, limit: limit)
    } catch {
      throw .failed(Diagnostic(.cannotRead, "cannot read '\(path)': \(error.reason)", at: range))
    }
  }

  /// Where a file to be read lies, and its bytes where a case of a sweep wrote it itself.
  func source(_ path: String, at range: SourceRange) throws(Stop) -> (location: String, own: [UInt8]?) {
    do throws(FileAccess.Failure) {
      let location = try readable(path)
      return (location, try caseRecord?.files.read(FileRead(shown: path, location: location, range: range)))
    } catch {
      throw .failed(Diagnostic(.cannotRead, "cannot read '\(path)': \(error.reason)", at: range))
    }
  }

  func write(_ bytes: [UInt8], to path: String, at range: SourceRange) throws(Stop) {
    try change(path, .write(bytes), at: range)
  }

  func append(_ bytes: [UInt8], to path: String, at range: SourceRange) throws(Stop) {
    try change(path, .append(bytes), at: range)
  }

  func makeFolder(_ path: String, at range: SourceRange) throws(Stop) { try change(path, .makeFolder, at: range) }

  /// Takes a file of nnsh's own away; whether it was there does not matter.
  func remove(_ path: String, at range: SourceRange) throws(Stop) { try change(path, .remove, at: range) }

  func exists(_ path: String) -> Bool {
    guard let location = try? readable(path) else { return false }
    return caseRecord?.files.exists(FileRead(shown: path, location: location)) ?? FileAccess.exists(location)
  }

  private func change(_ path: String, _ action: FileChange.Action, at range: SourceRange) throws(Stop) {
    let location: String
    do {
      location = try writable(path)
    } catch {
      throw .failed(Diagnostic(.cannotWrite, "cannot write '\(path)': \(error.reason)", at: range))
    }
    let change = FileChange(action: action, shown: path, location: location, range: range)
    if let caseRecord { return caseRecord.files.note(change) }
    do { try change.carryOut() } catch { throw .failed(error) }
  }

  /// Where a file that a statement reads lies; every reader asks here.
  func readable(_ path: String) throws(FileAccess.Failure) -> String {
    let location = location(of: path)
    guard let sandbox = options.sandbox else { return location }
    guard sandbox.allowsReading(location) else {
      throw FileAccess.Failure(reason: "the sandbox lets a script read only below its own folder")
    }
    try FileAccess.refuseSpecialFile(location)
    return location
  }

  /// Where a file that a statement writes lies; every writer asks here.
  func writable(_ path: String) throws(FileAccess.Failure) -> String {
    let location = location(of: path)
    guard let sandbox = options.sandbox else { return location }
    guard sandbox.allowsWriting(location) else {
      throw FileAccess.Failure(reason: "the sandbox lets a script write only below the folder of --write-dir")
    }
    try FileAccess.refuseSpecialFile(location)
    return location
  }

  private func location(of path: String) -> String { FileAccess.location(of: path, in: options.folder) }
}

extension SourceLoader {
  /// Reads included files from disk. Two spellings of one file have the same device and inode.
  static func files(within sandbox: Sandbox?) -> SourceLoader {
    SourceLoader { path in
      do throws(FileAccess.Failure) {
        if let sandbox, !sandbox.allowsReading(path) {
          throw FileAccess.Failure(reason: "the sandbox lets a script read only below its own folder")
        }
        if sandbox != nil { try FileAccess.refuseSpecialFile(path) }
        let bytes = try FileAccess.read(path, limit: Source.byteLimit)
        var status = stat()
        let isKnown = stat(path, &status) == 0
        return .loaded(bytes: bytes, identity: isKnown ? "\(status.st_dev):\(status.st_ino)" : path)
      } catch {
        return .failed(reason: error.reason)
      }
    }
  }
}

extension DiagnosticCode {
  static let cannotRead = DiagnosticCode(
    "E0701", "cannot read a file",
    """
    The file is missing, a folder, or not yours to read; the message has the system's words. Under `--sandbox` a script \
    reads only below its own folder, below that of `--write-dir`, and the data that ship with nnsh.
    """)
  static let cannotWrite = DiagnosticCode(
    "E0702", "cannot write a file",
    """
    The folder is missing, not yours to write in, or the disk is full. A file that was there before is as it was: \
    nnsh writes beside it and then takes its place. Under `--sandbox` a script writes only below `--write-dir`, and \
    nowhere without it.
    """)
}
