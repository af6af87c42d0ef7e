import NNText

extension Parser {
  /// Parses a number, string, word, `$name`, dotted name or `( expression )`, which must be followed by a space.
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
      return unexpected(
        expected, help: Wording(en: "separate arguments with spaces, not commas", ko: "인자는 쉼표 없이 빈칸으로만 나눕니다"))
    case .assign:
      return unexpected(
        expected,
        help: Wording(en: "separate a word and its value with a space: rate 0.1", ko: "단어와 값 사이에는 빈칸을 둡니다: rate 0.1")
      )
    case .leftBracket:
      return unexpected(
        expected, help: Wording(en: "put a list in parentheses here: ([1 2 3])", ko: "여기서 목록은 괄호로 묶습니다: ([1 2 3])"))
    case .dot:
      return unexpected(expected, help: Wording(en: "a number begins with a digit: 0.5", ko: "수는 숫자로 시작합니다: 0.5"))
    case .plus, .star, .slash, .percent, .caret, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      return unexpected(
        expected, help: Wording(en: "wrap computed values in parentheses: (1 + 2)", ko: "계산식은 괄호로 묶습니다: (1 + 2)")
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
          en: "wrap computed values in parentheses: (5 - 3), (-$x)", ko: "계산식은 괄호로 묶습니다: (5 - 3), (-$x)"))
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

  /// Parses the parts of a dotted name after its first word.
  mutating func dottedParts(_ first: Token) throws(Failure) -> [NamePart] {
    var parts: [NamePart] = [.word(text(first))]
    while token.kind == .dot, token.lower == previousUpper {
      let dot = token
      advance()
      guard token.lower == dot.upper, token.kind == .word || token.kind == .variable else {
        throw unexpected(Wording(en: "a word or $name right after the '.'", ko: "'.' 바로 뒤의 단어나 $이름"))
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

  /// Reports arguments without a space between them: `$a-1` is an error.
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
      help = Wording(en: "separate a word and its value with a space: rate 0.1", ko: "단어와 값 사이에는 빈칸을 둡니다: rate 0.1")
    case .dot:
      help = Wording(
        en: "put text that contains a '.' in quotes, such as a file name: \"file.csv\"",
        ko: "파일 이름처럼 '.'이 든 글은 따옴표로 묶습니다: \"file.csv\"")
    case .leftBracket where token.kind == .variable:
      help = Wording(
        en: "to go through a list, write: for x in \(text(token))", ko: "목록의 항목은 하나씩 꺼냅니다: for x in \(text(token))")
    case .leftParenthesis where token.kind == .word:
      help =
        text(token) == "range"
        ? Wording(en: "to count, write: for i from 0 to 9", ko: "수를 세려면 이렇게 씁니다: for i from 0 to 9")
        : Wording(
          en: "write arguments without parentheses, separated by spaces: layer 5 tanh",
          ko: "인자는 괄호 없이 빈칸으로 나누어 씁니다: layer 5 tanh")
    case .string where text(token) == "f":
      help = Wording(en: "remove the 'f': \"loss {loss}\"", ko: "'f'를 지우세요: \"loss {loss}\"")
    case .leftParenthesis, .string, .number, .word, .variable, .leftBracket:
      help = Wording(en: "put a space between them", ko: "사이에 빈칸을 두세요")
    default:
      help =
        token.kind == .word && next.kind == .minus
        ? Wording(
          en: "put a word that contains '-' in quotes, and computed values in parentheses",
          ko: "'-'가 든 단어는 따옴표로, 계산식은 괄호로 묶습니다")
        : Wording(en: "wrap computed values in parentheses: ($a - 1)", ko: "계산식은 괄호로 묶습니다: ($a - 1)")
    }
    let joined = SourceRange(source: source, lower: token.lower, upper: next.upper)
    throw failure(
      .gluedArguments,
      Wording(
        en: "no space between '\(text(token))' and \(describe(next))",
        ko: "'\(text(token))' 뒤에 \(describe(next)) 붙어 있습니다"),
      at: joined, help: help)
  }
}

extension Parser {
  /// Parses the string at the current token and resolves its escapes: `.string` or, if it contains `{ }`,
  /// `.interpolated`.
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
          en: "the escapes are \\n \\t \\\" \\\\ \\{ \\}; write a literal backslash as \\\\",
          ko: "이스케이프는 \\n \\t \\\" \\\\ \\{ \\} 입니다. 역슬래시 자체는 \\\\ 로 씁니다"))
    }
  }

  private func unbalanced(_ index: Int) -> Failure {
    let brace = Character(Unicode.Scalar(bytes[index]))
    return failure(
      .unbalancedBrace, Wording(en: "unmatched '\(brace)' in a string", ko: "문자열에 짝이 없는 '\(brace)'가 있습니다"),
      at: SourceRange(source: source, lower: Int32(index), upper: Int32(index + 1)),
      help: Wording(
        en: "braces enclose an expression; write a literal brace as \\\(brace)",
        ko: "중괄호 안에는 식을 씁니다. 중괄호 자체는 \\\(brace)로 씁니다"))
  }

  /// Parses the expression between braces with the same parser, on separate tokens.
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
