/// Pieces of JSON text.
package enum JSONText {
  /// The string, quoted and escaped. Escapes only quotes, backslashes and the characters that ``VisibleText`` hides.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where VisibleText.isHidden(scalar):
        let hexadecimal = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// A number that reads back as the same value; `null` for a number that JSON cannot represent.
  package static func number(_ number: Double) -> String {
    number.isFinite ? NumberFormat.exact(number) : "null"
  }

  /// A list of values that are JSON already.
  package static func array(_ items: [String]) -> String { "[" + items.joined(separator: ", ") + "]" }

  /// One object on one line. Keys appear as given, without deduplication.
  package static func object(_ members: [(key: String, value: String)]) -> String {
    "{" + members.map { quoted($0.key) + ": " + $0.value }.joined(separator: ", ") + "}"
  }
}

/// Pieces of CSV text according to RFC 4180, with line feeds as line ends.
package enum CSVText {
  /// A field, quoted only where necessary. An empty text is quoted, so that it differs from a missing value.
  package static func field(_ text: String, separator: UInt8 = 0x2C) -> String {
    let needsQuotes =
      text.isEmpty || text.first == " " || text.last == " "
      || text.utf8.contains { $0 == separator || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    guard needsQuotes else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
