import NNText

extension Lexer {
  mutating func scanVariable() {
    var length = 1
    while offset + length < end, isWordPart(bytes[offset + length]) { length += 1 }
    guard length > 1, isWordStart(bytes[offset + 1]) else {
      let found = length > 1 ? Wording(en: "a digit", ko: "숫자") : Wording(en: "none", ko: "없음")
      report(
        Diagnostic(
          .strayCharacter,
          Wording(
            en: "expected a variable name after '$', found \(found)", ko: "'$' 뒤에 올 것: 변수 이름. 입력한 것: \(found)"),
          at: range(offset, offset + length),
          help: Wording(en: "names start with a letter: $rate", ko: "이름은 영문자로 시작합니다: $rate")), length: length)
      return
    }
    add(.variable, length)
  }

  /// `5`, `0.01`, `1e-3`, `80%`. Other characters right after it make it one malformed number.
  mutating func scanNumber() {
    let start = offset
    var next = skipDigits(offset)
    if next + 1 < end, bytes[next] == UInt8(ascii: "."), isDigit(bytes[next + 1]) { next = skipDigits(next + 1) }
    if next < end, bytes[next] | 0x20 == UInt8(ascii: "e") {
      var exponent = next + 1
      if exponent < end, bytes[exponent] == UInt8(ascii: "-") || bytes[exponent] == UInt8(ascii: "+") { exponent += 1 }
      if exponent < end, isDigit(bytes[exponent]) { next = skipDigits(exponent) }
    }
    var isPercent = false
    if next < end, bytes[next] == UInt8(ascii: "%") {
      isPercent = true
      next += 1
    }
    guard next < end, isGlue(bytes[next]) else {
      add(.number, next - start)
      return
    }
    while next < end, isGlue(bytes[next]) { next += 1 }
    let text = String(decoding: bytes[start..<next], as: UTF8.self)
    let help: Wording =
      isPercent
      ? Wording(
        en: "'%' right after a number means percent; as an operator it needs spaces around it",
        ko: "수에 붙은 '%'는 퍼센트입니다. 연산자로 쓸 때는 양쪽에 빈칸을 둡니다")
      : Wording(
        en: "write numbers as 5, 0.01, 1e-3 or 80%, with a space after them",
        ko: "수는 5, 0.01, 1e-3, 80%처럼 쓰고 뒤에 빈칸을 둡니다")
    report(
      Diagnostic(
        .malformedNumber, Wording(en: "'\(text)' is not a number", ko: "'\(text)'\(Particle.topic(text)) 수가 아닙니다"),
        at: range(start, next), help: help),
      length: next - start)
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  private func isGlue(_ byte: UInt8) -> Bool {
    isWordPart(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "$")
  }

  private func skipDigits(_ start: Int) -> Int {
    var next = start
    while next < end, isDigit(bytes[next]) { next += 1 }
    return next
  }
}

/// Reads the value of a number token.
enum NumberText {
  /// The correctly rounded value; infinite if the number is too large.
  static func value(_ text: ArraySlice<UInt8>) -> Double {
    let isPercent = text.last == UInt8(ascii: "%")
    let digits = isPercent ? text.dropLast() : text
    let value = exactValue(digits) ?? Double(String(decoding: digits, as: UTF8.self)) ?? .infinity
    return isPercent ? value / 100 : value
  }

  /// The value of a number with up to 15 digits and no exponent: the integer and the power of ten are exact, so one
  /// division rounds correctly.
  private static func exactValue(_ text: ArraySlice<UInt8>) -> Double? {
    guard text.count <= 16 else { return nil }
    var mantissa = 0
    var digits = 0
    var places = -1
    for byte in text {
      if byte == UInt8(ascii: ".") {
        places = 0
      } else if byte &- UInt8(ascii: "0") < 10 {
        mantissa = mantissa * 10 + Int(byte &- UInt8(ascii: "0"))
        digits += 1
        if places >= 0 { places += 1 }
      } else {
        return nil
      }
    }
    guard digits <= 15 else { return nil }
    return places > 0 ? Double(mantissa) / powers[places] : Double(mantissa)
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]
}
