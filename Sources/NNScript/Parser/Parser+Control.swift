import NNText

// Statements that hold other statements.
extension Parser {
  mutating func branch() throws(Failure) -> Statement.Kind {
    let first = token
    var branches: [Branch] = []
    var otherwise: Block?
    var isSound = true
    advance()
    var condition = recovering { (parser) throws(Failure) in try parser.header() }
    while true {
      let (block, terminator) = statements(of: opener(first), allowsElse: true)
      if let found = condition { branches.append(Branch(condition: found, body: block)) } else { isSound = false }
      guard terminator == .otherwise else { break }
      advance()
      if takes("if") {
        condition = recovering { (parser) throws(Failure) in try parser.header() }
        if condition == nil { isSound = false }
        continue
      }
      if !isAtStatementEnd {
        isSound = false
        _ = recovering { (parser) throws(Failure) in
          throw parser.unexpected(Wording(en: "'if' or end of line after 'else'", ko: "'else' 뒤의 'if' 또는 줄의 끝"))
        }
      }
      let last = statements(of: opener(first), allowsElse: false)
      otherwise = last.block
      break
    }
    guard isSound else { throw .reported }
    return .branch(branches, otherwise: otherwise)
  }

  /// Parses an expression that extends to the end of the line.
  private mutating func header() throws(Failure) -> Expression {
    let expression = try expression()
    guard isAtStatementEnd else { throw afterExpression(Wording(en: "end of line", ko: "줄의 끝")) }
    return expression
  }

  mutating func loop() throws(Failure) -> Statement.Kind {
    let first = token
    advance()
    let axis = recovering { (parser) throws(Failure) in
      let axis = try parser.axis(inSweep: false)
      guard parser.isAtStatementEnd else { throw parser.unexpected(Wording(en: "end of line", ko: "줄의 끝")) }
      return axis
    }
    let block = body(first)
    guard let axis else { throw .reported }
    return .loop(axis, block)
  }

  mutating func repetition() throws(Failure) -> Statement.Kind {
    let first = token
    advance()
    let count = recovering { (parser) throws(Failure) in
      let count = try parser.argument(Wording(en: "a number of times", ko: "반복 횟수"))
      guard parser.isAtStatementEnd else { throw parser.unexpected(Wording(en: "end of line", ko: "줄의 끝")) }
      return count
    }
    let block = body(first)
    guard let count else { throw .reported }
    return .repeated(count: count, block)
  }

  mutating func whileLoop() throws(Failure) -> Statement.Kind {
    let first = token
    advance()
    let condition = recovering { (parser) throws(Failure) in try parser.header() }
    let block = body(first)
    guard let condition else { throw .reported }
    return .whileLoop(condition, block)
  }

  mutating func sweep() throws(Failure) -> Statement.Kind {
    let first = token
    advance()
    let axes = recovering { (parser) throws(Failure) in
      var axes = [try parser.axis(inSweep: true)]
      while parser.takes("and") { axes.append(try parser.axis(inSweep: true)) }
      guard parser.isAtStatementEnd else {
        throw parser.unexpected(Wording(en: "'and' or end of line", ko: "'and' 또는 줄의 끝"))
      }
      return axes
    }
    let block = body(first)
    let name = takes("as") ? try self.name(Wording(en: "a name for the sweep", ko: "스윕의 이름")) : nil
    guard let axes else { throw .reported }
    return .sweep(axes, block, name: name)
  }

  /// `NAME in A B …` or `NAME from A to B [by C]`.
  private mutating func axis(inSweep: Bool) throws(Failure) -> Axis {
    let (name, nameRange) = try newName()
    if takes("from") {
      let from = try argument(Wording(en: "a number to start from", ko: "시작하는 수"))
      try expect("to")
      let to = try argument(Wording(en: "a number to end at", ko: "끝나는 수"))
      let by = takes("by") ? try argument(Wording(en: "a number between the values", ko: "값 사이의 간격")) : nil
      return Axis(name: name, nameRange: nameRange, source: .progression(from: from, to: to, by: by))
    }
    try expect(
      "in",
      help: Wording(
        en: "write: \(name) in A B C, or: \(name) from A to B", ko: "\(name) in A B C 또는 \(name) from A to B 라고 쓰세요"))
    var items: [Argument] = []
    while !isAtStatementEnd, !(inSweep && isWord(token, "and")) { items.append(try argument()) }
    guard !items.isEmpty else { throw unexpected(Wording(en: "at least one value", ko: "하나 이상의 값")) }
    return Axis(name: name, nameRange: nameRange, source: .items(items))
  }

  /// Parses the name of a variable that the statement sets.
  mutating func newName() throws(Failure) -> (String, SourceRange) {
    guard token.kind == .word else {
      let help: Wording? =
        token.kind == .variable
        ? Wording(en: "to set a variable, write its name without '$'", ko: "값을 주는 변수는 '$' 없이 씁니다") : nil
      throw unexpected(Wording(en: "a variable name", ko: "변수 이름"), help: help)
    }
    let found = token
    // `for in A B`: the name was left out.
    if isWord(found, "in") || isWord(found, "from"), next.kind != .assign, !isWord(next, "in"), !isWord(next, "from") {
      throw unexpected(Wording(en: "a variable name", ko: "변수 이름"))
    }
    advance()
    return (text(found), range(of: found))
  }

  /// `every N UNIT STATEMENT`, or `every N UNIT` and a block.
  mutating func every() throws(Failure) -> Statement.Kind {
    let first = token
    let start = position
    advance()
    let header = recovering { (parser) throws(Failure) in
      let count = try parser.argument(Wording(en: "a number of steps or epochs", ko: "스텝 수나 에포크 수"))
      return (count: count, unit: try parser.unit())
    }
    guard let header else {
      // Too short to contain a statement: a block follows.
      if position - start <= 3 { _ = body(first) }
      throw .reported
    }
    if isAtStatementEnd { return .every(count: header.count, unit: header.unit, body(first)) }
    blockDepth += 1
    defer { blockDepth -= 1 }
    guard blockDepth <= Parser.blockDepthLimit else {
      throw failure(
        .tooDeep,
        Wording(
          en: "statements are nested more than \(Parser.blockDepthLimit) deep",
          ko: "문장이 \(Parser.blockDepthLimit)겹보다 깊이 겹쳐 있습니다"), at: range(of: first))
    }
    return .every(count: header.count, unit: header.unit, Block([try statement()]))
  }

  /// `try STATEMENT for N steps`.
  mutating func attempt() throws(Failure) -> Statement.Kind {
    advance()
    guard token.kind == .word, !isWord(token, "for") else {
      throw unexpected(Wording(en: "a statement to try", ko: "시험할 문장"))
    }
    guard !Parser.blockWords.contains(text(token)) else {
      throw failure(
        .unexpected, Wording(en: "'\(text(token))' cannot be tried", ko: "'\(text(token))' 문은 시험할 수 없습니다"),
        at: range(of: token),
        help: Wording(
          en: "'try' needs one setting: try optimizer adam for 100 steps",
          ko: "try에는 설정 하나를 씁니다: try optimizer adam for 100 steps"))
    }
    let command = try command(until: "for")
    try expect(
      "for",
      help: Wording(
        en: "add how long: try \(command.name) … for 100 steps", ko: "얼마 동안인지 쓰세요: try \(command.name) … for 100 steps")
    )
    let count = try argument(Wording(en: "a number of steps", ko: "스텝 수"))
    guard isWord(token, "steps") || isWord(token, "step") else {
      throw unit(expected: Wording(verbatim: "'steps'"))
    }
    let unit = Argument(.word(text(token)), range(of: token))
    advance()
    return .attempt(command, count: count, unit: unit)
  }
}
