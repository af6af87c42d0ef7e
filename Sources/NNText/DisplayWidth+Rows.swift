extension DisplayWidth {
  /// How many rows of a screen of so many columns a text takes. Escape sequences take no room.
  package static func rows(of text: String, columns: Int) -> Int {
    var rows = 0
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    for line in lines { rows += max(1, (of(visible(line)) + columns - 1) / max(1, columns)) }
    return rows
  }

  /// Without the sequences that style a text.
  private static func visible(_ line: Substring) -> String {
    guard line.utf8.contains(0x1B) else { return String(line) }
    var shown = String.UnicodeScalarView()
    var rest = line.unicodeScalars
    while let scalar = rest.popFirst() {
      guard scalar == "\u{1B}", rest.first == "[" else {
        shown.append(scalar)
        continue
      }
      rest = rest.dropFirst().drop { !("@"..."~").contains($0) }.dropFirst()
    }
    return String(shown)
  }
}
