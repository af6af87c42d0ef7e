/// Pieces of CSV text as RFC 4180 has them, with line feeds.
package enum CSVText {
  /// Quoted only where it must be. An empty text is quoted, so that it differs from a missing value.
  package static func field(_ text: String, separator: UInt8 = 0x2C) -> String {
    let needsQuotes =
      text.isEmpty || text.first == " " || text.last == " "
      || text.utf8.contains { $0 == separator || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    guard needsQuotes else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
