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
        _ = recovering { (parser) throws(Failure) in throw parser.unexpected("'if' or end of line after 'else'") }
      }
      let last = statements(of: opener(first), allowsElse: false)
      otherwise = last.block
      break
    }
    guard isSound else { throw .reported }
    return .branch(branches, otherwise: otherwise)
  }

  /// An expression that fills the rest of the line.
  private mutating func header() throws(Failure) -> Expression {
    let expression = try expression()
    guard isAtStatementEnd else { throw afterExpression("end of line") }
    return expression
  }

  mutating func loop() throws(Failure) -> Statement.Kind {
    let first = token
    advance()
    let axis = recovering { (parser) throws(Failure) in
      let axis = try parser.axis(inSweep: false)
      guard parser.isAtStatementEnd else { throw parser.unexpected("end of line") }
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
      let count = try parser.argument("a number of times")
      guard parser.isAtStatementEnd else { throw parser.unexpected("end of line") }
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
      guard parser.isAtStatementEnd else { throw parser.unexpected("'and' or end of line") }
      return axes
    }
    let block = body(first)
    let name = takes("as") ? try self.name("a name for the sweep") : nil
    guard let axes else { throw .reported }
    return .sweep(axes, block, name: name)
  }

  /// `NAME in A B …` or `NAME from A to B [by C]`.
  private mutating func axis(inSweep: Bool) throws(Failure) -> Axis {
    let (name, nameRange) = try newName()
    if takes("from") {
      let from = try argument("a number to start from")
      try expect("to")
      let to = try argument("a number to end at")
      let by = takes("by") ? try argument("a number between the values") : nil
      return Axis(name: name, nameRange: nameRange, source: .progression(from: from, to: to, by: by))
    }
    try expect("in", help: "write: \(name) in A B C, or: \(name) from A to B")
    var items: [Argument] = []
    while !isAtStatementEnd, !(inSweep && isWord(token, "and")) { items.append(try argument()) }
    guard !items.isEmpty else { throw unexpected("at least one value") }
    return Axis(name: name, nameRange: nameRange, source: .items(items))
  }

  /// The name that a statement gives to a variable.
  mutating func newName() throws(Failure) -> (String, SourceRange) {
    guard token.kind == .word else {
      let help: Wording? = token.kind == .variable ? "a variable that is set is written without '$'" : nil
      throw unexpected("a variable's name", help: help)
    }
    let found = token
    // `for in A B`: the name was left out.
    if isWord(found, "in") || isWord(found, "from"), next.kind != .assign, !isWord(next, "in"), !isWord(next, "from") {
      throw unexpected("a variable's name")
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
      let count = try parser.argument("a number of steps or epochs")
      return (count: count, unit: try parser.unit())
    }
    guard let header else {
      // Too short to hold a statement: then a block follows.
      if position - start <= 3 { _ = body(first) }
      throw .reported
    }
    if isAtStatementEnd { return .every(count: header.count, unit: header.unit, body(first)) }
    blockDepth += 1
    defer { blockDepth -= 1 }
    guard blockDepth <= Parser.blockDepthLimit else {
      throw failure(.tooDeep, "statements are nested more than \(Parser.blockDepthLimit) deep", at: range(of: first))
    }
    return .every(count: header.count, unit: header.unit, Block([try statement()]))
  }

  /// `try STATEMENT for N steps`.
  mutating func attempt() throws(Failure) -> Statement.Kind {
    advance()
    guard token.kind == .word, !isWord(token, "for") else { throw unexpected("a statement to try") }
    guard !Parser.blockWords.contains(text(token)) else {
      throw failure(
        .unexpected, "'\(text(token))' cannot be tried", at: range(of: token),
        help: "try takes one setting: try optimizer adam for 100 steps")
    }
    let command = try command(until: "for")
    try expect("for", help: "say how long: try \(command.name) … for 100 steps")
    let count = try argument("a number of steps")
    guard isWord(token, "steps") || isWord(token, "step") else {
      throw unit(expected: "'steps'")
    }
    let unit = Argument(.word(text(token)), range(of: token))
    advance()
    return .attempt(command, count: count, unit: unit)
  }
}
