/// The runs of a session in their order, each under a name of its own.
///
/// States of a session are kept beside each other, for `undo` and where a statement may fail: each holds a list. So a
/// run is added to the last of many small pieces, and only that one is copied.
struct RunList: RandomAccessCollection, Sendable {
  private var pieces: [[Run]] = []
  /// Names by their hash.
  private var names: [Set<String>] = Array(repeating: [], count: Self.bucketCount)
  /// All of `run1`, `run2` … before this one are taken.
  private var number = 1

  private static let pieceSize = 64
  private static let bucketCount = 128

  var startIndex: Int { 0 }
  var endIndex: Int { pieces.isEmpty ? 0 : (pieces.count - 1) * Self.pieceSize + pieces[pieces.count - 1].count }

  subscript(index: Int) -> Run { pieces[index / Self.pieceSize][index % Self.pieceSize] }

  func has(_ name: String) -> Bool { names[Self.bucket(of: name)].contains(name) }

  /// `run1`, `run2` …: the first that is free.
  var nextName: String { "run\(number)" }

  /// Puts a run last; an earlier one of its name goes.
  mutating func add(_ run: Run) {
    if has(run.name) {
      let others = filter { $0.name != run.name }
      pieces = stride(from: 0, to: others.count, by: Self.pieceSize).map {
        Array(others[$0..<Swift.min($0 + Self.pieceSize, others.count)])
      }
    }
    if pieces.last.map({ $0.count == Self.pieceSize }) ?? true { pieces.append([]) }
    pieces[pieces.count - 1].append(run)
    names[Self.bucket(of: run.name)].insert(run.name)
    while has(nextName) { number += 1 }
  }

  private static func bucket(of name: String) -> Int {
    // Not Swift's own hash, which differs from run to run of the program; order never shows, but neither should time.
    name.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xffff } % bucketCount
  }
}
