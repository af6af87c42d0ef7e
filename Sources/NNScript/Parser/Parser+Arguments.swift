import NNText

extension Parser {
  /// A number, string, word, `$name`, dotted name or `( expression )`, with a blank behind it.
  mutating func argument(_ what: Wording? = nil) throws(Failure) -> Argument {
    let first = token
    let kind: Argument.Kind
    switch first.kind {
    case .number: kind = .number(try number())
    case .minus: kind = .number(try negativeNumber())
    case .string: kind = try string()
    case .word: kind = try dottedName()
    case .variable:
      kind = .variable(name(first))
      advance()
    case .leftParenthesis: kind = .parenthesis(try parenthesized())
    default: throw notAnArgument(what)
    }
    try checkGlue(after: tokens[position - 1])
    return Argument(kind, range(from: first.lower))
  }

  private func notAnArgument(_ what: Wording?) -> Failure {
    let expected: Wording = what ?? Wording(en: "an argument", ko: "인자")
    switch token.kind {
    case .comma:
      return unexpected(expected, help: Wording(en: "arguments are separated by blanks alone", ko: "인자는 빈칸으로만 나눕니다"))
    case .assign:
      return unexpected(
        expected,
        help: Wording(en: "a word and its value are separated by a blank: rate 0.1", ko: "단어와 값 사이에는 빈칸을 둡니다: rate 0.1")
      )
    case .leftBracket:
      return unexpected(
        expected, help: Wording(en: "a list stands in parentheses here: ([1 2 3])", ko: "여기서 목록은 괄호로 묶습니다: ([1 2 3])"))
    case .dot:
      return unexpected(expected, help: Wording(en: "a number begins with a digit: 0.5", ko: "수는 숫자로 시작합니다: 0.5"))
    case .plus, .star, .slash, .percent, .caret, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      return unexpected(
        expected, help: Wording(en: "anything computed stands in parentheses: (1 + 2)", ko: "계산하는 것은 괄호로 묶습니다: (1 + 2)")
      )
    default: return unexpected(expected)
    }
  }

  mutating func number() throws(Failure) -> Double {
    let value = NumberText.value(bytes[Int(token.lower)..<Int(token.upper)])
    guard value.isFinite else {
      throw failure(
        .malformedNumber,
        Wording(en: "'\(text(token))' is too large", ko: "'\(text(token))'\(Particle.topic(text(token))) 너무 큽니다"),
        at: range(of: token),
        help: Wording(en: "the largest number is about 1.8e308", ko: "가장 큰 수는 약 1.8e308입니다"))
    }
    advance()
    return value
  }

  private mutating func negativeNumber() throws(Failure) -> Double {
    guard next.kind == .number, next.lower == token.upper else {
      throw unexpected(
        Wording(en: "an argument", ko: "인자"),
        help: Wording(
          en: "anything computed stands in parentheses: (5 - 3), (-$x)", ko: "계산하는 것은 괄호로 묶습니다: (5 - 3), (-$x)"))
    }
    advance()
    return -(try number())
  }

  /// `loss`, `test.loss`, `runs.$name.loss`.
  private mutating func dottedName() throws(Failure) -> Argument.Kind {
    let first = token
    advance()
    guard token.kind == .dot, token.lower == first.upper else { return .word(text(first)) }
    return .dotted(try dottedParts(first))
  }

  /// The parts of a dotted name whose first word has been read.
  mutating func dottedParts(_ first: Token) throws(Failure) -> [NamePart] {
    var parts: [NamePart] = [.word(text(first))]
    while token.kind == .dot, token.lower == previousUpper {
      let dot = token
      advance()
      guard token.lower == dot.upper, token.kind == .word || token.kind == .variable else {
        throw unexpected(Wording(en: "a word or $name glued to the '.'", ko: "'.'에 붙은 단어나 $이름"))
      }
      parts.append(token.kind == .word ? .word(text(token)) : .variable(name(token)))
      advance()
    }
    return parts
  }

  private mutating func parenthesized() throws(Failure) -> Expression {
    let open = token
    advance()
    let inner = try expression()
    guard token.kind == .rightParenthesis else { throw afterExpression(Wording(verbatim: "')'")) }
    advance()
    return Expression(inner.kind, range(from: open.lower))
  }

  /// Arguments are separated by blanks: `$a-1` is an error.
  func checkGlue(after token: Token) throws(Failure) {
    let next = self.token
    guard next.lower == token.upper, !next.isStatementEnd else { return }
    switch next.kind {
    case .bad: throw .reported
    case .rightParenthesis, .rightBracket, .comma: return
    default: break
    }
    let help: Wording
    switch next.kind {
    case .assign:
      help = Wording(en: "a word and its value are separated by a blank: rate 0.1", ko: "단어와 값 사이에는 빈칸을 둡니다: rate 0.1")
    case .dot:
      help = Wording(
        en: "text with a '.' needs quotes, like the name of a file: \"file.csv\"",
        ko: "파일 이름처럼 '.'이 든 글은 따옴표로 묶습니다: \"file.csv\"")
    case .leftBracket where token.kind == .variable:
      help = Wording(
        en: "a list is gone through with: for x in \(text(token))", ko: "목록의 항목은 하나씩 꺼냅니다: for x in \(text(token))")
    case .leftParenthesis where token.kind == .word:
      help =
        text(token) == "range"
        ? Wording(en: "to count write: for i from 0 to 9", ko: "수를 세려면 이렇게 씁니다: for i from 0 to 9")
        : Wording(
          en: "arguments stand behind blanks, without parentheses: layer 5 tanh",
          ko: "인자는 괄호 없이 빈칸 뒤에 씁니다: layer 5 tanh")
    case .string where text(token) == "f":
      help = Wording(en: "strings need no 'f': \"loss {loss}\"", ko: "문자열 앞에 'f'를 쓰지 않습니다: \"loss {loss}\"")
    case .leftParenthesis, .string, .number, .word, .variable, .leftBracket:
      help = Wording(en: "put a blank between them", ko: "사이에 빈칸을 두세요")
    default:
      help =
        token.kind == .word && next.kind == .minus
        ? Wording(
          en: "a word with '-' needs quotes; anything computed stands in parentheses",
          ko: "'-'가 든 단어는 따옴표로, 계산하는 것은 괄호로 묶습니다")
        : Wording(en: "anything computed stands in parentheses: ($a - 1)", ko: "계산하는 것은 괄호로 묶습니다: ($a - 1)")
    }
    let joined = SourceRange(source: source, lower: token.lower, upper: next.upper)
    throw failure(
      .gluedArguments,
      Wording(
        en: "'\(text(token))' and \(describe(next)) run together", ko: "'\(text(token))' 뒤에 \(describe(next)) 붙어 있습니다"),
      at: joined, help: help)
  }
}

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
