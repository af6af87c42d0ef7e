import NNText

extension Lexer {
  mutating func scanSymbol(_ byte: UInt8) {
    let followedByEqual = peek(1) == UInt8(ascii: "=")
    switch byte {
    case UInt8(ascii: ","): add(.comma, 1)
    case UInt8(ascii: "."): add(.dot, 1)
    case UInt8(ascii: "+"): add(.plus, 1)
    case UInt8(ascii: "-"): add(.minus, 1)
    case UInt8(ascii: "/"): add(.slash, 1)
    case UInt8(ascii: "%"): add(.percent, 1)
    case UInt8(ascii: "^"): add(.caret, 1)
    case UInt8(ascii: "*"):
      if peek(1) == byte {
        stray(2, help: Wording(en: "write a power with '^': 2 ^ 3", ko: "거듭제곱은 '^'로 씁니다: 2 ^ 3"))
      } else {
        add(.star, 1)
      }
    case UInt8(ascii: "="): followedByEqual ? add(.equal, 2) : add(.assign, 1)
    case UInt8(ascii: "<"): followedByEqual ? add(.lessOrEqual, 2) : add(.less, 1)
    case UInt8(ascii: ">"): followedByEqual ? add(.greaterOrEqual, 2) : add(.greater, 1)
    case UInt8(ascii: "!"):
      if followedByEqual { add(.notEqual, 2) } else { stray(1, help: Wording(en: "write 'not'", ko: "'not'이라고 쓰세요")) }
    case UInt8(ascii: "&"): stray(peek(1) == byte ? 2 : 1, help: Wording(en: "write 'and'", ko: "'and'라고 쓰세요"))
    case UInt8(ascii: "|"): stray(peek(1) == byte ? 2 : 1, help: Wording(en: "write 'or'", ko: "'or'라고 쓰세요"))
    case UInt8(ascii: "'"), UInt8(ascii: "`"):
      stray(1, help: Wording(en: "write strings in double quotes: \"text\"", ko: "문자열은 큰따옴표로 묶습니다: \"글\""))
    case UInt8(ascii: "{"), UInt8(ascii: "}"):
      stray(
        1,
        help: Wording(
          en: "use braces only inside strings: \"loss {loss}\"; blocks end with 'end'",
          ko: "중괄호는 문자열 안에서만 씁니다: \"loss {loss}\". 블록은 'end'로 끝냅니다"))
    case UInt8(ascii: "?") where isStatement(after: 1) && tokens.last?.kind == .word && !isBlankBefore:
      add(.question, 1)
    case UInt8(ascii: ":")
    where peek(1) == UInt8(ascii: "q") && isStatement(after: 2) && startsStatement(tokens.count):
      add(.leave, 2)
    default: strayCharacter()
    }
  }

  /// Whether the statement ends `length` bytes after the current offset and has at most one word so far.
  private func isStatement(after length: Int) -> Bool {
    var next = offset + length
    while next < end, bytes[next] == UInt8(ascii: " ") || bytes[next] == UInt8(ascii: "\t") { next += 1 }
    let endings: [UInt8] = [UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: ";"), UInt8(ascii: "#")]
    return !isExpression && (next == end || endings.contains(bytes[next]))
      && (startsStatement(tokens.count) || startsStatement(tokens.count - 1))
  }

  private func startsStatement(_ index: Int) -> Bool {
    index == 0 || index > 0 && tokens[index - 1].kind == .newline
  }

  private var isBlankBefore: Bool { tokens.last.map { Int($0.upper) < offset } ?? true }

  private mutating func stray(_ length: Int, help: Wording) {
    let text = String(decoding: bytes[offset..<offset + length], as: UTF8.self)
    report(
      Diagnostic(
        .strayCharacter, Wording(en: "unexpected '\(text)'", ko: "여기에 올 수 없는 문자 '\(text)'"),
        at: range(offset, offset + length),
        help: help),
      length: length)
  }

  /// Reports a character that starts no token: letters of other scripts, typographic quotes, control characters.
  private mutating func strayCharacter() {
    let byte = bytes[offset]
    guard byte >= 0x80 else {
      let isPrintable = byte > 0x20 && byte < 0x7F
      let shown =
        isPrintable
        ? Wording(verbatim: "'\(Character(Unicode.Scalar(byte)))'")
        : Wording(en: "control character \(byte)", ko: "제어 문자 \(byte)")
      report(
        Diagnostic(
          .strayCharacter, Wording(en: "unexpected \(shown)", ko: "여기에 올 수 없는 문자 \(shown)"),
          at: range(offset, offset + 1)),
        length: 1)
      return
    }
    var length = 1
    while offset + length < end, bytes[offset + length] >= 0x80 || isWordPart(bytes[offset + length]) { length += 1 }
    guard let character = String(decoding: bytes[offset..<offset + length], as: UTF8.self).first else {
      offset += length
      return
    }
    switch character {
    case "\u{A0}", "\u{3000}", "\u{2009}", "\u{202F}":
      stray(
        character, help: Wording(en: "this is not an ordinary space: type it again", ko: "보통 빈칸이 아닙니다. 빈칸을 다시 입력하세요"))
    case "“", "”", "„", "«", "»", "‘", "’":
      stray(
        character,
        help: Wording(en: "write strings in straight double quotes: \"text\"", ko: "문자열은 곧은 큰따옴표로 묶습니다: \"글\""))
    case "−", "–", "—": stray(character, help: Wording(en: "write minus as '-'", ko: "빼기는 보통의 '-'로 씁니다"))
    case "×", "·": stray(character, help: Wording(en: "write multiplication as '*'", ko: "곱하기는 '*'로 씁니다"))
    case "≤", "≥", "≠": stray(character, help: Wording(en: "write '<=', '>=' or '!='", ko: "'<=', '>=', '!='로 쓰세요"))
    default:
      // The word may have begun with plain letters: Größe.
      var start = offset
      if let last = tokens.last, last.kind == .word, Int(last.upper) == offset {
        start = Int(last.lower)
        tokens.removeLast()
      }
      let word = String(decoding: bytes[start..<offset + length], as: UTF8.self)
      let diagnostic = Diagnostic(
        .strayCharacter, Wording(en: "unexpected '\(word)'", ko: "여기에 올 수 없는 문자 '\(word)'"),
        at: range(start, offset + length),
        help: Wording(
          en: "put text with non-English letters in quotes: \"\(word)\"",
          ko: "영문자가 아닌 글자가 있는 글은 따옴표로 묶습니다: \"\(word)\""))
      report(diagnostic, length: length)
    }
  }

  private mutating func stray(_ character: Character, help: Wording) {
    let length = character.utf8.count
    report(
      Diagnostic(
        .strayCharacter, Wording(en: "unexpected '\(character)'", ko: "여기에 올 수 없는 문자 '\(character)'"),
        at: range(offset, offset + length), help: help),
      length: length)
  }

  /// Reports the first byte that is not valid UTF-8. Lexing continues as if the text were repaired.
  mutating func checkEncoding() {
    guard let place = firstInvalidByte() else { return }
    let code = String(bytes[place], radix: 16, uppercase: true)
    diagnostics.append(
      Diagnostic(
        .invalidEncoding,
        Wording(en: "byte 0x\(code) is not UTF-8 text", ko: "바이트 0x\(code)\(Particle.topic(code)) UTF-8 글이 아닙니다"),
        at: range(place, place + 1),
        help: Wording(en: "save the script as UTF-8", ko: "스크립트를 UTF-8로 저장하세요")))
  }

  private func firstInvalidByte() -> Int? {
    var index = 0
    while index < end {
      let byte = bytes[index]
      if byte < 0x80 {
        index += 1
        continue
      }
      let (count, lowest, highest): (Int, UInt8, UInt8) =
        switch byte {
        case 0xC2...0xDF: (1, 0x80, 0xBF)
        case 0xE0: (2, 0xA0, 0xBF)
        case 0xED: (2, 0x80, 0x9F)
        case 0xE1...0xEF: (2, 0x80, 0xBF)
        case 0xF0: (3, 0x90, 0xBF)
        case 0xF4: (3, 0x80, 0x8F)
        case 0xF1...0xF3: (3, 0x80, 0xBF)
        default: (0, 0, 0)
        }
      guard count > 0, index + count < end, (lowest...highest).contains(bytes[index + 1]),
        bytes[index + 1..<index + count + 1].allSatisfy({ $0 & 0xC0 == 0x80 })
      else { return index }
      index += count + 1
    }
    return nil
  }
}
