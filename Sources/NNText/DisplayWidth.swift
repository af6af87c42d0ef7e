/// How many terminal columns a text takes: Korean, Chinese, Japanese and emoji two, combining marks none.
package enum DisplayWidth {
  package static func of(_ text: some StringProtocol) -> Int {
    var width = 0
    for byte in text.utf8 {
      guard byte < 0x80 else { return text.reduce(0) { $0 + of($1) } }
      if byte >= 0x20 && byte != 0x7F { width += 1 }
    }
    return width
  }

  /// A user-perceived character is as wide as its widest scalar; flags and emoji presentation make it two.
  package static func of(_ character: Character) -> Int {
    var width = 0
    var regionalIndicators = 0
    for scalar in character.unicodeScalars {
      if scalar == "\u{FE0F}" && width > 0 { return 2 }
      if (0x1F1E6...0x1F1FF).contains(scalar.value) { regionalIndicators += 1 }
      width = max(width, of(scalar))
    }
    return regionalIndicators > 1 ? 2 : width
  }

  package static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) || value == 0xAD ? 0 : 1 }
    // Vowels and final consonants of decomposed Hangul combine with the syllable's first letter.
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
    default: return isWide(value) ? 2 : 1
    }
  }

  package enum Alignment: Sendable { case left, right, center }

  /// The text with blanks up to `width` columns; unchanged if it is wider already.
  package static func pad(_ text: String, to width: Int, _ alignment: Alignment = .left) -> String {
    let missing = width - of(text)
    guard missing > 0 else { return text }
    let before =
      switch alignment {
      case .left: 0
      case .right: missing
      case .center: missing / 2
      }
    return String(repeating: " ", count: before) + text + String(repeating: " ", count: missing - before)
  }

  /// Running text as lines of at most `width` columns, broken at blanks. An empty line parts paragraphs; other line
  /// ends are blanks. A longer word has a line of its own.
  package static func wrap(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    func finish() {
      lines.append(line)
      (line, used) = ("", 0)
    }
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if paragraph.isEmpty {
        if used > 0 { finish() }
        if let last = lines.last, !last.isEmpty { lines.append("") }
      }
      for word in paragraph.split(separator: " ") {
        let size = of(word)
        if used > 0 && used + 1 + size > width { finish() }
        if used > 0 {
          line += " "
          used += 1
        }
        line += word
        used += size
      }
    }
    if used > 0 { finish() }
    return lines
  }

  /// The text cut to at most `width` columns; what is cut is shown by the ellipsis.
  package static func truncate(_ text: String, to width: Int, ellipsis: String = "…") -> String {
    guard of(text) > width else { return text }
    let room = width - of(ellipsis)
    guard room >= 0 else { return "" }
    return prefix(of: text, width: room) + ellipsis
  }

  /// The longest start of the text that fits in `width` columns.
  private static func prefix(of text: String, width: Int) -> String {
    var used = 0
    return String(
      text.prefix { character in
        used += of(character)
        return used <= width
      })
  }
}
