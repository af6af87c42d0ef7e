import CLineEditor
import Glibc
import NNText

/// The entries of the prompt and the file they are kept in.
///
/// Each entry is appended as soon as it is typed, so no way to end loses it and sessions at once do not overwrite
/// each other. One a process: readline has no instances.
package final class History {
  package static let limit = 10_000

  private let path: String?
  /// Called once if the file cannot be used.
  private let warn: (Wording) -> Void
  private var isWritable = true

  /// `path` nil: kept in memory only.
  package init(path: String?, warn: @escaping (Wording) -> Void) {
    self.path = path
    self.warn = warn
    nnle_history_open(Int32(Self.limit))
    guard let path else { return }
    if let failure = Self.makeFolders(above: path) {
      give(up: failure)
      return
    }
    let error = nnle_history_load(path)
    if error != 0 && error != ENOENT { give(up: error) }
  }

  /// `$NNSH_HISTORY`, else `${XDG_STATE_HOME:-~/.local/state}/nnsh/history`; nil for none.
  package static func path(environment: Environment) -> String? {
    if environment.isSet("NNSH_HISTORY") { return environment["NNSH_HISTORY"] }
    return environment.folder("XDG_STATE_HOME", default: ".local/state").map { $0 + "/nnsh/history" }
  }

  /// Whether an entry is kept: not if it is blank, begins with a blank, or repeats the one before.
  package static func keeps(_ entry: String, after last: String?) -> Bool {
    guard let first = entry.first, first != " ", first != "\t", entry != last else { return false }
    return entry.contains { !$0.isWhitespace }
  }

  /// The entry as the file can hold it: a line `#12` would be read as a time stamp, so a comment gets a blank.
  package static func storable(_ entry: String) -> String {
    entry.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let bytes = line.utf8.prefix(2)
      let isStamp = bytes.count == 2 && bytes.first == UInt8(ascii: "#") && (0x30...0x39).contains(bytes.last ?? 0)
      return isStamp ? "# " + line.dropFirst() : String(line)
    }.joined(separator: "\n")
  }

  package func add(_ typed: String) {
    let entry = Self.storable(typed)
    guard Self.keeps(entry, after: entries(last: 1).first) else { return }
    nnle_history_add(entry)
    guard let path, isWritable else { return }
    let error = nnle_history_append(path)
    if error != 0 { give(up: error) }
  }

  /// The latest entries, oldest first.
  package func entries(last count: Int) -> [String] {
    let total = nnle_history_count()
    return (max(0, total - Int32(clamping: count))..<total).compactMap { index in
      nnle_history_entry(index).map { String(cString: $0) }
    }
  }

  /// Cuts the file to the limit, at the end of a session.
  package func close() {
    guard let path, isWritable else { return }
    _ = nnle_history_trim(path)
  }

  private func give(up error: Int32) {
    isWritable = false
    let reason = Wording(systemError: error)
    warn(
      Wording(
        en: "nnsh: history is not kept: '\(path ?? "")': \(reason)",
        ko: "nnsh: 기록을 남길 수 없습니다: '\(path ?? "")': \(reason)"))
  }

  /// Makes the folders of a file that are missing, for the user alone. Nil, or errno.
  private static func makeFolders(above path: String) -> Int32? {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += (folder.isEmpty && !path.hasPrefix("/") ? "" : "/") + part
      if mkdir(folder, 0o700) != 0 && errno != EEXIST && errno != EISDIR && errno != EROFS { return errno }
    }
    return nil
  }
}
