import NNText

extension Parser {
  mutating func expression() throws(Failure) -> Expression { try operation(atLeast: .or) }

  /// Operator precedence, lowest first.
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

  /// Parses operators of at least the given precedence, by precedence climbing.
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
          .comparisonChain, Wording(en: "comparisons cannot be chained", ko: "비교는 이어 쓸 수 없습니다"), at: range(of: token),
          help: Wording(en: "write a < b and b < c", ko: "`a < b and b < c`라고 쓰세요"))
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
      default: throw unexpected(Wording(en: "a value", ko: "값"))
      }
    case .variable:
      kind = .variable(name(first))
      advance()
    case .word: return try word()
    case .leftBracket: kind = try list()
    case .leftParenthesis:
      advance()
      kind = try expression().kind
      guard token.kind == .rightParenthesis else { throw afterExpression(Wording(verbatim: "')'")) }
      advance()
    case .dot:
      throw unexpected(
        Wording(en: "a value", ko: "값"), help: Wording(en: "a number begins with a digit: 0.5", ko: "수는 숫자로 시작합니다: 0.5")
      )
    case .assign:
      throw unexpected(Wording(en: "a value", ko: "값"), help: Wording(en: "compare with '=='", ko: "비교는 '=='로 합니다"))
    default: throw unexpected(Wording(en: "a value", ko: "값"))
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
      .reservedWord, Wording(en: "expected a value, found '\(text(token))'", ko: "여기에 올 것: 값. 입력한 것: '\(text(token))'"),
      at: range(of: token),
      help: isWord(token, "not")
        ? Wording(en: "put it in parentheses: (not $x)", ko: "괄호로 묶으세요: (not $x)")
        : Wording(en: "put it in quotes if it is text", ko: "글로 쓰려면 따옴표로 묶으세요"))
  }

  /// Parses `NAME(expr, …)`, with the `(` right after the name.
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
    guard token.kind == .rightParenthesis else { throw afterExpression(Wording(en: "',' or ')'", ko: "',' 또는 ')'")) }
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
        throw unexpected(
          Wording(en: "an item or ']'", ko: "항목 또는 ']'"),
          help: Wording(en: "separate the items of a list with spaces, not commas", ko: "목록의 항목은 쉼표 없이 빈칸으로만 나눕니다"))
      }
      if token.kind == .leftBracket {
        throw unexpected(
          Wording(en: "an item or ']'", ko: "항목 또는 ']'"),
          help: Wording(en: "a list cannot contain lists", ko: "목록 안에는 목록을 넣을 수 없습니다"))
      }
      if token.kind == .end { throw unexpected(Wording(en: "an item or ']'", ko: "항목 또는 ']'")) }
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

  /// The failure for a token that cannot follow an expression, with help for common mistakes.
  func afterExpression(_ expected: Wording, help: Wording? = nil) -> Failure {
    switch token.kind {
    case .assign:
      return failure(
        .assignmentInCondition,
        Wording(en: "expected an operator or \(expected), found '='", ko: "여기에 올 것: 연산자 또는 \(expected). 입력한 것: '='"),
        at: range(of: token),
        help: Wording(en: "to test for equality, write '=='", ko: "둘이 같은지 비교할 때는 '=='를 씁니다"))
    case .leftParenthesis:
      return unexpected(
        Wording(en: "an operator or \(expected)", ko: "연산자 또는 \(expected)"),
        help: Wording(en: "in a call, write '(' right after the name: abs(…)", ko: "함수를 부를 때 '('는 이름에 붙여 씁니다: abs(…)"))
    case .comma:
      return unexpected(
        Wording(en: "an operator or \(expected)", ko: "연산자 또는 \(expected)"),
        help: help ?? Wording(en: "use commas only between the arguments of a call", ko: "쉼표는 함수의 인자를 나눌 때만 씁니다"))
    default: return unexpected(Wording(en: "an operator or \(expected)", ko: "연산자 또는 \(expected)"), help: help)
    }
  }

  private func checkModulo() throws(Failure) {
    guard token.lower > previousUpper, next.lower > token.upper else {
      throw failure(
        .gluedArguments, Wording(en: "'%' needs spaces around it", ko: "'%' 양쪽에는 빈칸이 필요합니다"), at: range(of: token),
        help: Wording(
          en: "'%' right after a number means percent; as an operator, write $n % 2",
          ko: "수에 붙은 '%'는 퍼센트입니다. 연산자로는 $n % 2 처럼 씁니다")
      )
    }
  }

  private mutating func enter() throws(Failure) {
    expressionDepth += 1
    guard expressionDepth <= Parser.expressionDepthLimit else {
      expressionDepth -= 1
      throw failure(
        .tooDeep,
        Wording(
          en: "expressions are nested more than \(Parser.expressionDepthLimit) deep",
          ko: "식이 \(Parser.expressionDepthLimit)겹보다 깊이 겹쳐 있습니다"), at: range(of: token),
        help: Wording(en: "use let to name its parts", ko: "let으로 부분마다 이름을 붙이세요"))
    }
  }

  private mutating func grow(_ range: SourceRange) throws(Failure) {
    height += 1
    guard height <= Parser.expressionDepthLimit else {
      throw failure(
        .tooDeep,
        Wording(
          en: "the expression has more than \(Parser.expressionDepthLimit) nested operators",
          ko: "연산자가 \(Parser.expressionDepthLimit)개 넘게 이어져 있습니다"), at: range,
        help: Wording(en: "use let to name its parts", ko: "let으로 부분마다 이름을 붙이세요"))
    }
  }
}
