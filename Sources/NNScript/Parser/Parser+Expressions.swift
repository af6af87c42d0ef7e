import NNText

extension Parser {
  mutating func expression() throws(Failure) -> Expression { try operation(atLeast: .or) }

  /// How tightly operators bind, loosest first.
  private enum Level: Int {
    case or, and, not, comparison, sum, product, unary

    var tighter: Level { Level(rawValue: rawValue + 1) ?? .unary }
  }

  private static let operators: [(kind: Token.Kind, level: Level, meaning: BinaryOperator)] = [
    (.equal, .comparison, .equal), (.notEqual, .comparison, .notEqual), (.less, .comparison, .less),
    (.lessOrEqual, .comparison, .lessOrEqual), (.greater, .comparison, .greater),
    (.greaterOrEqual, .comparison, .greaterOrEqual), (.plus, .sum, .add), (.minus, .sum, .subtract),
    (.star, .product, .multiply), (.slash, .product, .divide), (.percent, .product, .modulo),
  ]

  private var infix: (level: Level, meaning: BinaryOperator)? {
    switch token.kind {
    case .word:
      if isWord(token, "and") { return (.and, .and) }
      return isWord(token, "or") ? (.or, .or) : nil
    case .newline, .end, .number, .string, .variable, .rightParenthesis, .bad: return nil
    default:
      for entry in Parser.operators where entry.kind == token.kind { return (entry.level, entry.meaning) }
      return nil
    }
  }

  /// Operators that bind at least so tightly, by precedence climbing.
  private mutating func operation(atLeast level: Level) throws(Failure) -> Expression {
    try enter()
    defer { expressionDepth -= 1 }
    var left = level.rawValue <= Level.not.rawValue && isWord(token, "not") ? try negation() : try unary()
    while let (found, meaning) = infix, found.rawValue >= level.rawValue {
      if meaning == .modulo { try checkModulo() }
      let leftHeight = height
      advance()
      let right = try operation(atLeast: found.tighter)
      if found == .comparison, let next = infix, next.level == .comparison {
        throw failure(
          .comparisonChain, "comparisons do not chain", at: range(of: token),
          help: "write a < b and b < c")
      }
      left = Expression(.binary(meaning, left, right), left.range.joined(to: right.range))
      height = max(leftHeight, height)
      try grow(left.range)
    }
    return left
  }

  private mutating func negation() throws(Failure) -> Expression {
    let word = token
    advance()
    let operand = try operation(atLeast: .not)
    try grow(range(of: word))
    return Expression(.unary(.not, operand), range(from: word.lower))
  }

  private mutating func unary() throws(Failure) -> Expression {
    guard token.kind == .minus else { return try power() }
    let sign = token
    try enter()
    defer { expressionDepth -= 1 }
    advance()
    let operand = try unary()
    try grow(range(of: sign))
    return Expression(.unary(.negate, operand), range(from: sign.lower))
  }

  private mutating func power() throws(Failure) -> Expression {
    let base = try atom()
    guard token.kind == .caret else { return base }
    let baseHeight = height
    try enter()
    defer { expressionDepth -= 1 }
    advance()
    let exponent = try unary()
    height = max(baseHeight, height)
    try grow(base.range)
    return Expression(.binary(.power, base, exponent), base.range.joined(to: exponent.range))
  }

  private mutating func atom() throws(Failure) -> Expression {
    let first = token
    height = 1
    let kind: Expression.Kind
    switch first.kind {
    case .number: kind = .number(try number())
    case .string:
      switch try string() {
      case .string(let text): kind = .string(text)
      case .interpolated(let parts): kind = .interpolated(parts)
      default: throw unexpected("a value")
      }
    case .variable:
      kind = .variable(name(first))
      advance()
    case .word: return try word()
    case .leftBracket: kind = try list()
    case .leftParenthesis:
      advance()
      kind = try expression().kind
      guard token.kind == .rightParenthesis else { throw afterExpression("')'") }
      advance()
    case .dot: throw unexpected("a value", help: "a number begins with a digit: 0.5")
    case .assign: throw unexpected("a value", help: "'==' compares")
    default: throw unexpected("a value")
    }
    return Expression(kind, range(from: first.lower))
  }

  private mutating func word() throws(Failure) -> Expression {
    let first = token
    try checkNotReserved()
    if next.kind == .leftParenthesis, next.lower == first.upper { return try call() }
    advance()
    if token.kind == .dot, token.lower == first.upper {
      return Expression(.dotted(try dottedParts(first)), range(from: first.lower))
    }
    let kind: Expression.Kind =
      switch text(first) {
      case "true": .boolean(true)
      case "false": .boolean(false)
      case let word: .word(word)
      }
    return Expression(kind, range(of: first))
  }

  private func checkNotReserved() throws(Failure) {
    guard isWord(token, "and") || isWord(token, "or") || isWord(token, "not") else { return }
    throw failure(
      .reservedWord, "expected a value, found '\(text(token))'", at: range(of: token),
      help: isWord(token, "not") ? "put it in parentheses: (not $x)" : "as text it needs quotes")
  }

  /// `NAME(expr, …)`, the `(` glued.
  mutating func call() throws(Failure) -> Expression {
    let word = token
    try checkNotReserved()
    try enter()
    defer { expressionDepth -= 1 }
    advance()
    var arguments: [Expression] = []
    var tallest = 0
    repeat {
      advance()
      arguments.append(try expression())
      tallest = max(tallest, height)
    } while token.kind == .comma
    guard token.kind == .rightParenthesis else { throw afterExpression("',' or ')'") }
    advance()
    height = tallest
    try grow(range(of: word))
    return Expression(.call(name: text(word), arguments: arguments), range(from: word.lower))
  }

  private mutating func list() throws(Failure) -> Expression.Kind {
    var items: [Argument] = []
    var tallest = 0
    let open = token
    advance()
    while token.kind != .rightBracket {
      if token.kind == .comma {
        throw unexpected("an item or ']'", help: "the items of a list are separated by blanks alone")
      }
      if token.kind == .leftBracket { throw unexpected("an item or ']'", help: "lists do not hold lists") }
      if token.kind == .end { throw unexpected("an item or ']'") }
      height = 1
      switch try item() {
      case .argument(let argument): items.append(argument)
      case .call(let call): items.append(Argument(.parenthesis(call), call.range))
      }
      tallest = max(tallest, height)
    }
    advance()
    height = tallest
    try grow(range(of: open))
    return .list(items)
  }

  /// What cannot follow an expression, and why somebody may have written it.
  func afterExpression(_ expected: Wording, help: Wording? = nil) -> Failure {
    switch token.kind {
    case .assign:
      return failure(
        .assignmentInCondition, "expected an operator or \(expected), found '='", at: range(of: token),
        help: "'==' asks whether two are equal")
    case .leftParenthesis:
      return unexpected("an operator or \(expected)", help: "a call has its '(' glued to its name: abs(…)")
    case .comma:
      return unexpected("an operator or \(expected)", help: help ?? "a comma separates the values of a call only")
    default: return unexpected("an operator or \(expected)", help: help)
    }
  }

  private func checkModulo() throws(Failure) {
    guard token.lower > previousUpper, next.lower > token.upper else {
      throw failure(
        .gluedArguments, "'%' needs blanks around it", at: range(of: token),
        help: "'%' glued to a number is per cent; as an operator: $n % 2")
    }
  }

  private mutating func enter() throws(Failure) {
    expressionDepth += 1
    guard expressionDepth <= Parser.expressionDepthLimit else {
      expressionDepth -= 1
      throw failure(
        .tooDeep, "expressions are nested more than \(Parser.expressionDepthLimit) deep", at: range(of: token),
        help: "give its parts names with let")
    }
  }

  private mutating func grow(_ range: SourceRange) throws(Failure) {
    height += 1
    guard height <= Parser.expressionDepthLimit else {
      throw failure(
        .tooDeep, "more than \(Parser.expressionDepthLimit) operators hang together", at: range,
        help: "give its parts names with let")
    }
  }
}
