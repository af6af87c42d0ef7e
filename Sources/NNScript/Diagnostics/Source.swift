/// One text of the session: a script, an included file, an entry at the prompt, a `-c` argument.
package struct Source: Sendable {
  /// How messages call it: `dir/f.nn`, `<stdin>`, `<prompt>`.
  package let name: String
  package let bytes: [UInt8]
  /// The name of an entry at the prompt: its lines are on the screen, so messages leave the name out.
  package static let promptName = "<prompt>"
  /// Where the file lies, if it is one: includes are relative to its folder.
  package let path: String?
  /// The same for two spellings of one file; cycles are found by it.
  package let identity: String?
  /// The `include` that brought it.
  package let includedAt: SourceRange?
  /// The first byte of each line; behind the byte order mark on the first.
  let lineStarts: [Int32]

  /// Offsets are 32-bit, and no script needs more.
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

  /// 1-based line and column of a byte. Columns count characters as people see them.
  package func position(of offset: Int32) -> (line: Int, column: Int) {
    let line = lineIndex(of: offset)
    let start = Int(lineStarts[line])
    let end = max(start, min(Int(offset), bytes.count))
    return (line + 1, String(decoding: bytes[start..<end], as: UTF8.self).count + 1)
  }

  /// Index into ``lineStarts`` of the line that holds a byte.
  func lineIndex(of offset: Int32) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The bytes of a line, counted from 1, without its end.
  package func lineRange(_ number: Int) -> Range<Int> {
    lineStarts.indices.contains(number - 1) ? lineBytes(number - 1) : 0..<0
  }

  /// The bytes of a line without its end.
  func lineBytes(_ index: Int) -> Range<Int> {
    let start = Int(lineStarts[index])
    var end = index + 1 < lineStarts.count ? Int(lineStarts[index + 1]) - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<max(start, end)
  }
}
