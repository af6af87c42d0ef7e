import NNText

// Statements of one line with a grammar of their own.
extension Parser {
  /// First words that are never a command with plain arguments.
  static let blockWords: Set<String> = [
    "let", "param", "if", "for", "repeat", "while", "sweep", "include", "print", "measure", "expect", "every", "try",
    "else", "end",
  ]

  mutating func binding(isParameter: Bool) throws(Failure) -> Binding {
    let keyword = text(token)
    advance()
    let (name, nameRange) = try newName()
    guard token.kind == .assign else {
      throw unexpected("'='", help: "write: \(keyword) \(name) = VALUE")
    }
    advance()
    let value = try expression()
    var purpose: String?
    if isParameter, token.kind == .string { purpose = try literalString("what the parameter is for") }
    guard isAtStatementEnd else { throw afterExpression("end of line") }
    return Binding(isParameter: isParameter, name: name, nameRange: nameRange, value: value, purpose: purpose)
  }

  mutating func expectation() throws(Failure) -> Statement.Kind {
    advance()
    let condition = try expression()
    let message = token.kind == .string ? try argument() : nil
    guard isAtStatementEnd else { throw afterExpression("a message or end of line") }
    return .expect(condition, message: message)
  }

  /// `stop when EXPR [for N UNIT]`.
  mutating func stopWhen() throws(Failure) -> Statement.Kind {
    advance()
    advance()
    let condition = try expression()
    guard takes("for") else {
      guard isAtStatementEnd else { throw afterExpression("'for' or end of line") }
      return .stopWhen(condition, count: nil, unit: nil)
    }
    let count = try argument("at how many checks in a row")
    return .stopWhen(condition, count: count, unit: try unit())
  }

  /// `train until EXPR limit N UNIT [as NAME]`.
  mutating func trainUntil() throws(Failure) -> Statement.Kind {
    advance()
    advance()
    let condition = try expression()
    guard takes("limit") else {
      throw afterExpression("'limit'", help: "say when to give up: limit 10000 steps")
    }
    let limit = try argument("the largest number of steps or epochs")
    let unit = try unit()
    let name = takes("as") ? try self.name("a name for the run") : nil
    return .trainUntil(condition, limit: limit, unit: unit, name: name)
  }

  mutating func items() throws(Failure) -> [Item] {
    var items: [Item] = []
    while !isAtStatementEnd { items.append(try item()) }
    guard !items.isEmpty else { throw unexpected("something to print or measure") }
    return items
  }

  mutating func item() throws(Failure) -> Item {
    guard token.kind == .word, next.kind == .leftParenthesis, next.lower == token.upper else {
      return .argument(try argument())
    }
    let call = try self.call()
    try checkGlue(after: tokens[position - 1])
    return .call(call)
  }

  /// A word, `$name` or string that spells a name.
  mutating func name(_ what: Wording) throws(Failure) -> Argument {
    switch token.kind {
    case .word, .string, .variable: break
    default: throw unexpected(what)
    }
    let argument = try argument()
    if case .dotted = argument.kind {
      throw failure(
        .unexpected, "expected \(what), found '\(argument.text)'", at: argument.range, help: "a name has no '.'")
    }
    return argument
  }

  mutating func unit() throws(Failure) -> Argument {
    guard Parser.units.contains(where: { isWord(token, $0) }) else { throw unit(expected: "'steps' or 'epochs'") }
    let unit = Argument(.word(text(token)), range(of: token))
    advance()
    return unit
  }

  static let units: [StaticString] = ["step", "steps", "epoch", "epochs"]

  func unit(expected: String) -> Failure {
    var failure = unexpected("\(expected) after the count")
    failure.diagnostic?.code = .missingUnit
    return failure
  }

  /// A string that is the same whenever it is read.
  mutating func literalString(_ what: Wording) throws(Failure) -> String {
    guard token.kind == .string else { throw unexpected("a string: \(what)") }
    let argument = try argument()
    guard case .string(let text) = argument.kind else {
      throw failure(
        .unexpected, "expected plain text for \(what), found an expression in it", at: argument.range,
        help: "it is read before anything runs; write \\{ for a brace")
    }
    return text
  }
}
