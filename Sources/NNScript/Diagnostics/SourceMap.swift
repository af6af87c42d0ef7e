/// All texts of a session by id. Ranges point into it; a text stays for as long as something may be said about it, so
/// whoever adds texts without end says which of them still matter: ``keep(only:)``.
package struct SourceMap: Sendable {
  private var sources: [Int32: Source] = [:]
  /// Ids are not used again: a range of a forgotten text points nowhere.
  private var next: Int32 = 0

  package init() {}

  /// The id for ``SourceRange/source``.
  package mutating func add(_ source: Source) -> Int32 {
    defer { next += 1 }
    sources[next] = source
    return next
  }

  package var count: Int { sources.count }

  package var ids: Set<Int32> { Set(sources.keys) }

  package subscript(id: Int32) -> Source? { sources[id] }

  /// Forgets all texts but these and those that include them.
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

  /// `f.nn:12:7`. At the prompt `line 2`, and nothing of an entry of one line.
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
