import CLineEditor
import Glibc
import NNText

/// The history of the prompt, in memory and in a file.
///
/// Each entry is appended as soon as it is entered, so that it is never lost and concurrent sessions do not overwrite
/// each other. One per process: readline has no instances.
package final class History {
  package static let limit = 10_000

  private let path: String?
  /// Called once, if the file cannot be used.
  private let warn: (Wording) -> Void
  private var isWritable = true

  /// Opens the history. A `nil` path keeps it in memory only.
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

  /// `$NNSH_HISTORY`, otherwise `${XDG_STATE_HOME:-~/.local/state}/nnsh/history`; `nil` for no file.
  package static func path(environment: Environment) -> String? {
    if environment.isSet("NNSH_HISTORY") { return environment["NNSH_HISTORY"] }
    return environment.folder("XDG_STATE_HOME", default: ".local/state").map { $0 + "/nnsh/history" }
  }

  /// Whether an entry is kept: not if it is blank, begins with a space, or repeats the previous one.
  package static func keeps(_ entry: String, after last: String?) -> Bool {
    guard let first = entry.first, first != " ", first != "\t", entry != last else { return false }
    return entry.contains { !$0.isWhitespace }
  }

  /// The entry as stored in the file: a line `#12` would be read as a time stamp, so a space is inserted.
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

  /// Trims the file to the limit, at the end of a session.
  package func close() {
    guard let path, isWritable else { return }
    _ = nnle_history_trim(path)
  }

  private func give(up error: Int32) {
    isWritable = false
    let reason = Wording(systemError: error)
    warn(
      Wording(
        en: "nnsh: cannot save the history in '\(path ?? "")': \(reason)",
        ko: "nnsh: 입력 기록을 '\(path ?? "")'에 저장할 수 없습니다: \(reason)"))
  }

  /// Creates the missing parent folders of a file, accessible only to the user. Returns `nil` or errno.
  private static func makeFolders(above path: String) -> Int32? {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += (folder.isEmpty && !path.hasPrefix("/") ? "" : "/") + part
      if mkdir(folder, 0o700) != 0 && errno != EEXIST && errno != EISDIR && errno != EROFS { return errno }
    }
    return nil
  }
}
