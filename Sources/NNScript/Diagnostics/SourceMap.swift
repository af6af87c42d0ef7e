/// All texts of a session by id. Ranges point into it; a text stays for as long as something may be said about it.
package struct SourceMap: Sendable {
  private var sources: [Source] = []

  package init() {}

  /// The id for ``SourceRange/source``.
  package mutating func add(_ source: Source) -> Int32 {
    sources.append(source)
    return Int32(sources.count - 1)
  }

  package var count: Int { sources.count }

  package subscript(id: Int32) -> Source? {
    sources.indices.contains(Int(id)) ? sources[Int(id)] : nil
  }

  /// The text of a range, repaired where it is not UTF-8.
  package func text(of range: SourceRange) -> String {
    guard let source = self[range.source] else { return "" }
    let upper = min(Int(range.upper), source.bytes.count)
    let lower = max(0, min(Int(range.lower), upper))
    return String(decoding: source.bytes[lower..<upper], as: UTF8.self)
  }

  /// `f.nn:12:7`.
  package func place(of range: SourceRange) -> String {
    guard let source = self[range.source] else { return "<unknown>" }
    let (line, column) = source.position(of: range.lower)
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
