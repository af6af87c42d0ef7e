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
    let expected: Wording = what ?? "an argument"
    switch token.kind {
    case .comma: return unexpected(expected, help: "arguments are separated by blanks alone")
    case .assign: return unexpected(expected, help: "a word and its value are separated by a blank: rate 0.1")
    case .leftBracket: return unexpected(expected, help: "a list stands in parentheses here: ([1 2 3])")
    case .dot: return unexpected(expected, help: "a number begins with a digit: 0.5")
    case .plus, .star, .slash, .percent, .caret, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      return unexpected(expected, help: "anything computed stands in parentheses: (1 + 2)")
    default: return unexpected(expected)
    }
  }

  mutating func number() throws(Failure) -> Double {
    let value = NumberText.value(bytes[Int(token.lower)..<Int(token.upper)])
    guard value.isFinite else {
      throw failure(
        .malformedNumber, "'\(text(token))' is too large", at: range(of: token),
        help: "the largest number is about 1.8e308")
    }
    advance()
    return value
  }

  private mutating func negativeNumber() throws(Failure) -> Double {
    guard next.kind == .number, next.lower == token.upper else {
      throw unexpected("an argument", help: "anything computed stands in parentheses: (5 - 3), (-$x)")
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
        throw unexpected("a word or $name glued to the '.'")
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
    guard token.kind == .rightParenthesis else { throw afterExpression("')'") }
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
    case .assign: help = "a word and its value are separated by a blank: rate 0.1"
    case .dot: help = "text with a '.' needs quotes, like the name of a file: \"file.csv\""
    case .leftParenthesis, .string, .number, .word, .variable, .leftBracket:
      help = "put a blank between them"
    default:
      help =
        token.kind == .word && next.kind == .minus
        ? "words have no '-'; anything computed stands in parentheses"
        : "anything computed stands in parentheses: ($a - 1)"
    }
    let joined = SourceRange(source: source, lower: token.lower, upper: next.upper)
    throw failure(.gluedArguments, "'\(text(token))' and \(describe(next)) run together", at: joined, help: help)
  }
}
