/// The number of terminal columns a text takes: two for Korean, Chinese and Japanese characters and emoji, none for
/// combining marks.
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

  /// The text padded with spaces to `width` columns; unchanged if it is already wider.
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

  /// Breaks running text at spaces into lines of at most `width` columns. An empty line separates paragraphs; other
  /// line ends count as spaces. A word longer than `width` gets a line of its own.
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

  /// The text cut to at most `width` columns; the ellipsis marks the cut.
  package static func truncate(_ text: String, to width: Int, ellipsis: String = "…") -> String {
    guard of(text) > width else { return text }
    let room = width - of(ellipsis)
    guard room >= 0 else { return "" }
    return prefix(of: text, width: room) + ellipsis
  }

  /// The longest prefix of the text that fits in `width` columns.
  private static func prefix(of text: String, width: Int) -> String {
    var used = 0
    return String(
      text.prefix { character in
        used += of(character)
        return used <= width
      })
  }
}

extension DisplayWidth {
  /// The number of rows a text takes on a screen of `columns` columns. Escape sequences take no room.
  package static func rows(of text: String, columns: Int) -> Int {
    var rows = 0
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    for line in lines { rows += max(1, (of(visible(line)) + columns - 1) / max(1, columns)) }
    return rows
  }

  /// The line without its styling escape sequences.
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

extension DisplayWidth {
  /// Whether the scalar's East Asian Width in Unicode is W or F.
  static func isWide(_ scalar: UInt32) -> Bool {
    guard scalar >= 0x1100 else { return false }
    var low = 0
    var high = wideRanges.count
    while low < high {
      let middle = (low + high) / 2
      if scalar < wideRanges[middle].lowerBound {
        high = middle
      } else if scalar > wideRanges[middle].upperBound {
        low = middle + 1
      } else {
        return true
      }
    }
    return false
  }

  /// From Unicode's EastAsianWidth.txt, neighbors joined across unassigned gaps.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0...0x23F0, 0x23F3...0x23F3,
    0x25FD...0x25FE, 0x2614...0x2615, 0x2630...0x2637, 0x2648...0x2653, 0x267F...0x267F, 0x268A...0x268F,
    0x2693...0x2693, 0x26A1...0x26A1, 0x26AA...0x26AB, 0x26BD...0x26BE, 0x26C4...0x26C5, 0x26CE...0x26CE,
    0x26D4...0x26D4, 0x26EA...0x26EA, 0x26F2...0x26F3, 0x26F5...0x26F5, 0x26FA...0x26FA, 0x26FD...0x26FD,
    0x2705...0x2705, 0x270A...0x270B, 0x2728...0x2728, 0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755,
    0x2757...0x2757, 0x2795...0x2797, 0x27B0...0x27B0, 0x27BF...0x27BF, 0x2B1B...0x2B1C, 0x2B50...0x2B50,
    0x2B55...0x2B55, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4DC0...0x4DFF, 0x4E00...0xA4CF,
    0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60,
    0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1D300...0x1D376, 0x1F004...0x1F004,
    0x1F0CF...0x1F0CF, 0x1F18E...0x1F18E, 0x1F191...0x1F19A, 0x1F200...0x1F320, 0x1F32D...0x1F335,
    0x1F337...0x1F37C, 0x1F37E...0x1F393, 0x1F3A0...0x1F3CA, 0x1F3CF...0x1F3D3, 0x1F3E0...0x1F3F0,
    0x1F3F4...0x1F3F4, 0x1F3F8...0x1F43E, 0x1F440...0x1F440, 0x1F442...0x1F4FC, 0x1F4FF...0x1F53D,
    0x1F54B...0x1F54E, 0x1F550...0x1F567, 0x1F57A...0x1F57A, 0x1F595...0x1F596, 0x1F5A4...0x1F5A4,
    0x1F5FB...0x1F64F, 0x1F680...0x1F6C5, 0x1F6CC...0x1F6CC, 0x1F6D0...0x1F6D2, 0x1F6D5...0x1F6D7,
    0x1F6DC...0x1F6DF, 0x1F6EB...0x1F6EC, 0x1F6F4...0x1F6FC, 0x1F7E0...0x1F7EB, 0x1F7F0...0x1F7F0,
    0x1F90C...0x1F93A, 0x1F93C...0x1F945, 0x1F947...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD,
  ]
}
