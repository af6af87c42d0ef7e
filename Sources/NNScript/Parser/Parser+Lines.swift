import NNText

// Single-line statements with their own grammar.
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
      throw unexpected(
        Wording(verbatim: "'='"),
        help: Wording(en: "write: \(keyword) \(name) = VALUE", ko: "\(keyword) \(name) = 값 처럼 쓰세요"))
    }
    advance()
    let value = try expression()
    var purpose: String?
    if isParameter, token.kind == .string {
      purpose = try literalString(Wording(en: "what the parameter is for", ko: "매개변수의 쓰임"))
    }
    guard isAtStatementEnd else { throw afterExpression(Wording(en: "end of line", ko: "줄의 끝")) }
    return Binding(isParameter: isParameter, name: name, nameRange: nameRange, value: value, purpose: purpose)
  }

  mutating func expectation() throws(Failure) -> Statement.Kind {
    advance()
    let condition = try expression()
    let message = token.kind == .string ? try argument() : nil
    guard isAtStatementEnd else { throw afterExpression(Wording(en: "a message or end of line", ko: "메시지 또는 줄의 끝")) }
    return .expect(condition, message: message)
  }

  /// `stop when EXPR [for N UNIT]`.
  mutating func stopWhen() throws(Failure) -> Statement.Kind {
    advance()
    advance()
    let condition = try expression()
    guard takes("for") else {
      guard isAtStatementEnd else { throw afterExpression(Wording(en: "'for' or end of line", ko: "'for' 또는 줄의 끝")) }
      return .stopWhen(condition, count: nil, unit: nil)
    }
    let count = try argument(Wording(en: "a number of checks in a row", ko: "이어지는 검사 횟수"))
    return .stopWhen(condition, count: count, unit: try unit())
  }

  /// `train until EXPR limit N UNIT [as NAME]`.
  mutating func trainUntil() throws(Failure) -> Statement.Kind {
    advance()
    advance()
    let condition = try expression()
    guard takes("limit") else {
      throw afterExpression(
        Wording(verbatim: "'limit'"),
        help: Wording(en: "add when to give up: limit 10000 steps", ko: "언제 그만둘지 쓰세요: limit 10000 steps"))
    }
    let limit = try argument(Wording(en: "the maximum number of steps or epochs", ko: "최대 스텝 수나 에포크 수"))
    let unit = try unit()
    let name = takes("as") ? try self.name(Wording(en: "a name for the run", ko: "학습 기록(run)의 이름")) : nil
    return .trainUntil(condition, limit: limit, unit: unit, name: name)
  }

  mutating func items() throws(Failure) -> [Item] {
    var items: [Item] = []
    while !isAtStatementEnd { items.append(try item()) }
    guard !items.isEmpty else { throw unexpected(Wording(en: "a value to print or measure", ko: "출력하거나 잴 값")) }
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

  /// Parses a word, `$name` or string as a name.
  mutating func name(_ what: Wording) throws(Failure) -> Argument {
    switch token.kind {
    case .word, .string, .variable: break
    default: throw unexpected(what)
    }
    let argument = try argument()
    if case .dotted = argument.kind {
      throw failure(
        .unexpected,
        Wording(en: "expected \(what), found '\(argument.text)'", ko: "여기에 올 것: \(what). 입력한 것: '\(argument.text)'"),
        at: argument.range, help: Wording(en: "a name cannot contain '.'", ko: "이름에는 '.'을 쓸 수 없습니다"))
    }
    return argument
  }

  mutating func unit() throws(Failure) -> Argument {
    guard Parser.units.contains(where: { isWord(token, $0) }) else { throw unit(expected: TimeUnit.either) }
    let unit = Argument(.word(text(token)), range(of: token))
    advance()
    return unit
  }

  static let units: [StaticString] = ["step", "steps", "epoch", "epochs"]

  func unit(expected: Wording) -> Failure {
    var failure = unexpected(Wording(en: "\(expected) after the count", ko: "횟수 뒤의 \(expected)"))
    failure.diagnostic?.code = .missingUnit
    return failure
  }

  /// Parses a string without expressions.
  mutating func literalString(_ what: Wording) throws(Failure) -> String {
    guard token.kind == .string else { throw unexpected(Wording(en: "a string: \(what)", ko: "문자열: \(what)")) }
    let argument = try argument()
    guard case .string(let text) = argument.kind else {
      throw failure(
        .unexpected,
        Wording(en: "\(what) cannot contain an expression", ko: "\(what)에는 식을 쓸 수 없습니다"),
        at: argument.range,
        help: Wording(
          en: "it is read before anything runs; write a literal brace as \\{",
          ko: "아무것도 실행하기 전에 읽기 때문입니다. 중괄호는 \\{ 로 쓰세요"))
    }
    return text
  }
}

extension Parser {
  /// Parses `include "file.nn"`, and at once reads and parses the file.
  mutating func include() throws(Failure) -> Statement.Kind {
    let first = token
    advance()
    guard token.kind == .string else {
      throw unexpected(
        Wording(en: "a file name in quotes", ko: "따옴표로 묶은 파일 이름"),
        help: Wording(en: "write: include \"file.nn\"", ko: "include \"file.nn\" 처럼 쓰세요"))
    }
    let place = token
    let written = try literalString(Wording(en: "the file name", ko: "파일 이름"))
    let argument = Argument(.string(written), range(of: place))
    guard isAtStatementEnd else { throw unexpected(Wording(en: "end of line", ko: "줄의 끝")) }
    guard !written.isEmpty, !written.utf8.contains(0) else {
      throw failure(
        .unreadableInclude, Wording(en: "empty file name", ko: "파일 이름이 비어 있습니다"),
        at: argument.range)
    }

    let parent = shared.sources[source]
    let path = Parser.path(written, from: parent?.path)
    shared.includeCount += 1
    guard shared.includeCount <= Parser.includeLimit else {
      throw failure(
        .tooManyIncludes,
        Wording(
          en: "the script includes more than \(Parser.includeLimit) files",
          ko: "include 한 파일이 \(Parser.includeLimit)개를 넘습니다"),
        at: argument.range)
    }
    switch shared.loader.load(path) {
    case .failed(let reason):
      throw failure(
        .unreadableInclude, Wording(en: "cannot read '\(path)': \(reason)", ko: "'\(path)' 파일을 읽을 수 없습니다: \(reason)"),
        at: argument.range)
    case .loaded(let bytes, let identity):
      try checkCycle(identity, path, at: argument.range)
      let included = Source(name: path, bytes: bytes, path: path, identity: identity, includedAt: range(of: first))
      let id = shared.sources.add(included)
      var parser = Parser(id, shared, isWhole: true, blockDepth: blockDepth)
      let block = parser.script()
      diagnostics += parser.sortedDiagnostics.map { (first.lower, $0) }
      return .include(path: argument, block)
    }
  }

  private func checkCycle(_ identity: String, _ path: String, at range: SourceRange) throws(Failure) {
    var chain = [path]
    var id = source
    while let ancestor = shared.sources[id] {
      chain.append(ancestor.name)
      if ancestor.identity == identity {
        throw failure(
          .includeCycle, Wording(en: "'\(path)' includes itself", ko: "'\(path)' 파일이 자기 자신을 include 합니다"), at: range,
          help: Wording(
            en: "the cycle is \(chain.reversed().joined(separator: " → "))",
            ko: "도는 순서: \(chain.reversed().joined(separator: " → "))"))
      }
      guard let above = ancestor.includedAt else { return }
      id = above.source
    }
  }

  /// A relative path starts at the folder of the including file.
  static func path(_ path: String, from parent: String?) -> String {
    guard !path.hasPrefix("/"), let parent, let slash = parent.lastIndex(of: "/") else { return path }
    return String(parent[...slash]) + path
  }
}
