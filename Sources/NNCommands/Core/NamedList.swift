/// What a session makes many of, each under a name of its own.
protocol NamedItem: Sendable {
  var name: String { get }
  /// What the names begin with that nobody gave: `run` of `run1`.
  static var stem: String { get }
}

/// Runs or sweeps of a session in their order.
///
/// States of a session are kept beside each other, for `undo` and where a statement may fail: each holds a list. So an
/// item is added to the last of many small pieces, and only that one is copied.
struct NamedList<Item: NamedItem>: RandomAccessCollection, Sendable {
  private var pieces: [[Item]] = []
  /// Names by their hash.
  private var names: [Set<String>] = Array(repeating: [], count: Self.bucketCount)
  /// All of `run1`, `run2` … before this number are taken.
  private var number = 1

  private static var pieceSize: Int { 64 }
  private static var bucketCount: Int { 128 }

  var startIndex: Int { 0 }
  var endIndex: Int { pieces.isEmpty ? 0 : (pieces.count - 1) * Self.pieceSize + pieces[pieces.count - 1].count }

  subscript(index: Int) -> Item { pieces[index / Self.pieceSize][index % Self.pieceSize] }

  func has(_ name: String) -> Bool { names[Self.bucket(of: name)].contains(name) }

  /// `run1`, `run2` …: the first that is free.
  var nextName: String { "\(Item.stem)\(number)" }

  /// Puts an item last; an earlier one of its name goes.
  mutating func add(_ item: Item) {
    if has(item.name) {
      let others = filter { $0.name != item.name }
      pieces = stride(from: 0, to: others.count, by: Self.pieceSize).map {
        Array(others[$0..<Swift.min($0 + Self.pieceSize, others.count)])
      }
    }
    if pieces.last.map({ $0.count == Self.pieceSize }) ?? true { pieces.append([]) }
    pieces[pieces.count - 1].append(item)
    names[Self.bucket(of: item.name)].insert(item.name)
    while has(nextName) { number += 1 }
  }

  private static func bucket(of name: String) -> Int {
    // Not Swift's own hash, which differs from run to run of the program; order never shows, but neither should time.
    name.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xffff } % bucketCount
  }
}

extension Run: NamedItem {
  static var stem: String { "run" }
}

extension SweepResult: NamedItem {
  static var stem: String { "sweep" }
}
