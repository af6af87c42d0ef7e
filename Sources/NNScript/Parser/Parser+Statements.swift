import NNText

extension Parser {
  enum Terminator { case end, otherwise, endOfText }

  /// Parses statements up to the `end` (consumed) or `else` (not consumed) of the block that `opener` opens.
  mutating func statements(of opener: Opener?, allowsElse: Bool) -> (block: Block, terminator: Terminator) {
    var list: [Statement] = []
    blockDepth += 1
    defer { blockDepth -= 1 }
    if blockDepth > Parser.blockDepthLimit, !isAbandoned {
      let range = opener?.range ?? range(of: token)
      report(
        Diagnostic(
          .tooDeep,
          Wording(
            en: "blocks are nested more than \(Parser.blockDepthLimit) deep",
            ko: "블록이 \(Parser.blockDepthLimit)겹보다 깊이 겹쳐 있습니다"), at: range))
      isAbandoned = true
      position = tokens.count - 1
    }
    while true {
      switch token.kind {
      case .newline: position += 1
      case .end:
        if let opener, !isAbandoned { reportUnclosed(opener) }
        return (Block(list), .endOfText)
      default:
        if isWord(token, "end") {
          if opener != nil {
            advance()
            return (Block(list), .end)
          }
          _ = recovering { (parser) throws(Failure) in throw parser.stray() }
        } else if isWord(token, "else") {
          if allowsElse { return (Block(list), .otherwise) }
          _ = recovering { (parser) throws(Failure) in throw parser.stray() }
        } else if let statement = recovering({ (parser) throws(Failure) in try parser.line() }) {
          list.append(statement)
        }
      }
    }
  }

  private mutating func reportUnclosed(_ opener: Opener) {
    if unclosed == nil { unclosed = opener }
    guard isWhole else { return }
    report(
      Diagnostic(
        .unclosedBlock, Wording(en: "'\(opener.text)' is never closed", ko: "'\(opener.text)' 블록을 닫지 않았습니다"),
        at: opener.range,
        help: Wording(en: "close the block with a line 'end'", ko: "'end' 한 줄로 블록을 닫으세요")))
  }

  private func stray() -> Failure {
    let word = text(token)
    let message: Wording =
      word == "end"
      ? Wording(en: "'end' without an open block", ko: "닫을 블록이 없는데 'end'가 있습니다")
      : Wording(en: "'else' without an 'if'", ko: "짝이 되는 'if'가 없는 'else'입니다")
    return failure(.strayEnd, message, at: range(of: token))
  }

  /// Parses a statement that extends to the end of its line.
  private mutating func line() throws(Failure) -> Statement {
    let statement = try statement()
    guard isAtStatementEnd else {
      throw unexpected(
        Wording(en: "end of line", ko: "줄의 끝"),
        help: Wording(
          en: "write one statement per line, or ';' between statements", ko: "한 줄에 한 문장을 쓰거나 문장 사이에 ';'을 쓰세요"))
    }
    return statement
  }

  /// Parses the block of a statement that begins at `first`, including its `end`.
  mutating func body(_ first: Token, _ text: String? = nil) -> Block {
    statements(of: opener(first, text), allowsElse: false).block
  }

  func opener(_ first: Token, _ text: String? = nil) -> Opener {
    Opener(text: text ?? self.text(first), range: range(of: first))
  }

  mutating func statement() throws(Failure) -> Statement {
    let first = token
    switch first.kind {
    case .word:
      guard next.kind == .question, let help = shared.dialect.help else { break }
      // `layer?` is `help layer`.
      advance()
      advance()
      let range = range(of: first)
      let word = Argument(.word(text(first)), range)
      return Statement(.command(Command(name: help, nameRange: range, arguments: [word])), range)
    case .leave:
      guard let leave = shared.dialect.leave else { throw unexpected(Wording(en: "a statement", ko: "문장")) }
      advance()
      return Statement(.command(Command(name: leave, nameRange: range(of: first), arguments: [])), range(of: first))
    case .leftParenthesis:
      let argument = try argument()
      guard case .parenthesis(let expression) = argument.kind else {
        throw unexpected(Wording(en: "a statement", ko: "문장"))
      }
      return Statement(.expression(expression), argument.range)
    case .variable:
      throw unexpected(
        Wording(en: "a statement", ko: "문장"),
        help: Wording(
          en: "to see the value, write (\(text(first))); to set it, use let",
          ko: "값을 보려면 (\(text(first))), 값을 주려면 let을 쓰세요"))
    case .number:
      throw unexpected(
        Wording(en: "a statement", ko: "문장"),
        help: Wording(en: "wrap computed values in parentheses: (1 + 1)", ko: "계산식은 괄호로 묶습니다: (1 + 1)"))
    case .slash where next.kind == .slash || next.kind == .star:
      throw unexpected(
        Wording(en: "a statement", ko: "문장"),
        help: Wording(en: "write comments with '#'", ko: "주석은 '#'로 시작합니다"))
    default: throw unexpected(Wording(en: "a statement", ko: "문장"))
    }

    let kind: Statement.Kind
    switch text(first) {
    case "let": kind = .binding(try binding(isParameter: false))
    case "param": kind = .binding(try binding(isParameter: true))
    case "if": kind = try branch()
    case "for": kind = try loop()
    case "repeat": kind = try repetition()
    case "while": kind = try whileLoop()
    case "sweep": kind = try sweep()
    case "include": kind = try include()
    case "print":
      advance()
      kind = .print(try items())
    case "measure":
      advance()
      kind = .measure(try items())
    case "expect": kind = try expectation()
    case "every": kind = isWord(next, "none") ? .command(try command()) : try every()
    case "try": kind = try attempt()
    case "stop" where isWord(next, "when"): kind = try stopWhen()
    case "train" where isWord(next, "until"): kind = try trainUntil()
    case "end", "else": throw stray()
    case let word where next.kind == .word && shared.dialect.opens(word, text(next)): kind = try commandBlock()
    default: kind = .command(try command())
    }
    return Statement(kind, range(from: first.lower))
  }

  /// Parses `WORD { arg }` up to the end of the line or, for `try`, up to its `for`.
  mutating func command(until stop: StaticString? = nil) throws(Failure) -> Command {
    let word = token
    let name = text(word)
    advance()
    if token.kind == .assign {
      throw failure(
        .unexpected,
        Wording(en: "expected an argument of '\(name)', found '='", ko: "여기에 올 것: '\(name)'의 인자. 입력한 것: '='"),
        at: range(of: token),
        help: Wording(en: "to set a variable, write: let \(name) = …", ko: "변수에 값을 주려면 let \(name) = … 라고 쓰세요"))
    }
    try checkGlue(after: word)
    var arguments: [Argument] = []
    while !isAtStatementEnd {
      if let stop, isWord(token, stop) { break }
      arguments.append(try argument())
    }
    return Command(name: name, nameRange: range(of: word), arguments: arguments)
  }

  /// Parses `layer residual … end` or `data table … end`.
  private mutating func commandBlock() throws(Failure) -> Statement.Kind {
    let first = token
    let header = recovering { (parser) throws(Failure) in
      let word = parser.token
      parser.advance()
      let argument = try parser.argument()
      guard parser.isAtStatementEnd else { throw parser.unexpected(Wording(en: "end of line", ko: "줄의 끝")) }
      return Command(name: parser.text(word), nameRange: parser.range(of: word), arguments: [argument])
    }
    let block = body(first)
    guard let header else { throw .reported }
    return .block(header, block)
  }
}
