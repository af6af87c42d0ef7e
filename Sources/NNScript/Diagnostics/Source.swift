/// One text of the session: a script, an included file, an entry at the prompt, a `-c` argument.
package struct Source: Sendable {
  /// The name used in messages: `dir/f.nn`, `<stdin>`, `<prompt>`.
  package let name: String
  package let bytes: [UInt8]
  /// The name of an entry at the prompt: its lines are on the screen, so messages leave the name out.
  package static let promptName = "<prompt>"
  /// The path of the file, if it is one: includes are relative to its folder.
  package let path: String?
  /// The same for all spellings of a file's path; used to find include cycles.
  package let identity: String?
  /// The `include` statement that loaded it.
  package let includedAt: SourceRange?
  /// The offset of the first byte of each line; after the byte order mark on the first.
  let lineStarts: [Int32]

  /// The maximum size of a source. Offsets are 32-bit, and no script needs more.
  package static let byteLimit = 64 << 20

  package init(
    name: String, bytes: [UInt8], path: String? = nil, identity: String? = nil, includedAt: SourceRange? = nil
  ) {
    self.name = name
    self.bytes = bytes
    self.path = path
    self.identity = identity ?? path
    self.includedAt = includedAt
    var starts: [Int32] = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
    for (offset, byte) in bytes.prefix(Source.byteLimit).enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(Int32(offset) + 1)
    }
    lineStarts = starts
  }

  package init(name: String, text: String, path: String? = nil) {
    self.init(name: name, bytes: Array(text.utf8), path: path)
  }

  /// The 1-based line and column of a byte offset. Columns count user-perceived characters.
  package func position(of offset: Int32) -> (line: Int, column: Int) {
    let line = lineIndex(of: offset)
    let start = Int(lineStarts[line])
    let end = max(start, min(Int(offset), bytes.count))
    return (line + 1, String(decoding: bytes[start..<end], as: UTF8.self).count + 1)
  }

  /// The index into ``lineStarts`` of the line that contains a byte offset.
  func lineIndex(of offset: Int32) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The bytes of a line, numbered from 1, without its line end.
  package func lineRange(_ number: Int) -> Range<Int> {
    lineStarts.indices.contains(number - 1) ? lineBytes(number - 1) : 0..<0
  }

  /// The bytes of a line, indexed from 0, without its line end.
  func lineBytes(_ index: Int) -> Range<Int> {
    let start = Int(lineStarts[index])
    var end = index + 1 < lineStarts.count ? Int(lineStarts[index + 1]) - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<max(start, end)
  }
}

/// All texts of a session by id. Ranges refer to it, so a text stays as long as a diagnostic may refer to it; a session
/// that keeps adding texts discards old ones with ``keep(only:)``.
package struct SourceMap: Sendable {
  private var sources: [Int32: Source] = [:]
  /// Ids are never reused: a range in a removed text resolves to nothing.
  private var next: Int32 = 0

  package init() {}

  /// Adds a text; returns its id for ``SourceRange/source``.
  package mutating func add(_ source: Source) -> Int32 {
    defer { next += 1 }
    sources[next] = source
    return next
  }

  package var count: Int { sources.count }

  package var ids: Set<Int32> { Set(sources.keys) }

  package subscript(id: Int32) -> Source? { sources[id] }

  /// Removes all texts except these and those that include them.
  package mutating func keep(only wanted: Set<Int32>) {
    guard !sources.isEmpty else { return }
    var kept: [Int32: Source] = [:]
    for id in wanted {
      var id = id
      while kept[id] == nil, let source = sources[id] {
        kept[id] = source
        guard let parent = source.includedAt?.source else { break }
        id = parent
      }
    }
    sources = kept
  }

  /// The text of a range, repaired where it is not UTF-8.
  package func text(of range: SourceRange) -> String {
    guard let source = self[range.source] else { return "" }
    let upper = min(Int(range.upper), source.bytes.count)
    let lower = max(0, min(Int(range.lower), upper))
    return String(decoding: source.bytes[lower..<upper], as: UTF8.self)
  }

  /// `f.nn:12:7`; at the prompt `line 2`, or an empty string for an entry of one line.
  package func place(of range: SourceRange) -> String {
    guard let source = self[range.source] else { return "<unknown>" }
    let (line, column) = source.position(of: range.lower)
    if source.name == Source.promptName { return source.lineStarts.count > 1 ? "line \(line)" : "" }
    return "\(source.name):\(line):\(column)"
  }

  /// The places of the `include`s that lead to a range, the nearest first.
  package func includeChain(of range: SourceRange) -> [SourceRange] {
    var chain: [SourceRange] = []
    var id = range.source
    while let at = self[id]?.includedAt, chain.count < sources.count {
      chain.append(at)
      id = at.source
    }
    return chain
  }
}

/// A range of UTF-8 byte offsets in one source of a ``SourceMap``.
package struct SourceRange: Hashable, Sendable {
  /// Index of the source in its ``SourceMap``.
  package var source: Int32
  /// The first byte.
  package var lower: Int32
  /// One past the last byte.
  package var upper: Int32

  package init(source: Int32, lower: Int32, upper: Int32) {
    self.source = source
    self.lower = lower
    self.upper = upper
  }

  /// The range from the start of this one to the end of the other.
  package func joined(to other: SourceRange) -> SourceRange {
    SourceRange(source: source, lower: lower, upper: max(upper, other.upper))
  }
}
