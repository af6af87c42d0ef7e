import NNText

extension Parser {
  /// The string token here, its escapes resolved: `.string` or, with `{ }` in it, `.interpolated`.
  mutating func string() throws(Failure) -> Argument.Kind {
    let token = self.token
    let contents = Int(token.lower) + 1..<Int(token.upper) - 1
    advance()
    height = 1
    guard bytes[contents].contains(where: Parser.isSpecial) else {
      return .string(String(decoding: bytes[contents], as: UTF8.self))
    }
    return try string(contents)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "\r")
  }

  private mutating func string(_ contents: Range<Int>) throws(Failure) -> Argument.Kind {
    var parts: [StringPart] = []
    var plain: [UInt8] = []
    var tallest = 0
    var index = contents.lowerBound
    while index < contents.upperBound {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\\"):
        plain.append(try escaped(index))
        index += 2
      case UInt8(ascii: "\r") where index + 1 < contents.upperBound && bytes[index + 1] == UInt8(ascii: "\n"):
        // The text of a string does not depend on the line ends of its file.
        index += 1
      case UInt8(ascii: "{"):
        guard let close = bytes[index..<contents.upperBound].firstIndex(of: UInt8(ascii: "}")) else {
          throw unbalanced(index)
        }
        if !plain.isEmpty { parts.append(.text(String(decoding: plain, as: UTF8.self))) }
        plain.removeAll()
        parts.append(.expression(try interpolation(index + 1..<close)))
        tallest = max(tallest, height)
        index = close + 1
      case UInt8(ascii: "}"): throw unbalanced(index)
      default:
        plain.append(byte)
        index += 1
      }
    }
    if parts.isEmpty { return .string(String(decoding: plain, as: UTF8.self)) }
    if !plain.isEmpty { parts.append(.text(String(decoding: plain, as: UTF8.self))) }
    height = tallest + 1
    return .interpolated(parts)
  }

  private func escaped(_ index: Int) throws(Failure) -> UInt8 {
    let byte = bytes[index + 1]
    switch byte {
    case UInt8(ascii: "n"): return UInt8(ascii: "\n")
    case UInt8(ascii: "t"): return UInt8(ascii: "\t")
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): return byte
    default:
      let length = byte < 0x80 ? 2 : 1
      throw failure(
        .unknownEscape, Wording(en: "unknown escape in a string", ko: "문자열에 알 수 없는 이스케이프가 있습니다"),
        at: SourceRange(source: source, lower: Int32(index), upper: Int32(index + length)),
        help: Wording(
          en: "the escapes are \\n \\t \\\" \\\\ \\{ \\}; a backslash itself is written \\\\",
          ko: "이스케이프는 \\n \\t \\\" \\\\ \\{ \\} 입니다. 역슬래시 자체는 \\\\ 로 씁니다"))
    }
  }

  private func unbalanced(_ index: Int) -> Failure {
    let brace = Character(Unicode.Scalar(bytes[index]))
    return failure(
      .unbalancedBrace, Wording(en: "'\(brace)' without its partner in a string", ko: "문자열에 짝이 없는 '\(brace)'가 있습니다"),
      at: SourceRange(source: source, lower: Int32(index), upper: Int32(index + 1)),
      help: Wording(
        en: "braces hold an expression; a brace itself is written \\\(brace)",
        ko: "중괄호 안에는 식을 씁니다. 중괄호 자체는 \\\(brace)로 씁니다"))
  }

  /// Reads the expression between braces with the same parser, on tokens of its own.
  private mutating func interpolation(_ range: Range<Int>) throws(Failure) -> Expression {
    var lexer = Lexer(expression: range, of: bytes, source: source)
    lexer.run()
    if let first = lexer.diagnostics.first { throw Failure(diagnostic: first) }
    let outer = (tokens, position, endText)
    tokens = lexer.tokens
    position = 0
    endText = "'}'"
    defer { (tokens, position, endText) = outer }
    let expression = try expression()
    guard token.kind == .end else { throw afterExpression(Wording(verbatim: "'}'")) }
    return expression
  }
}
