import NNText

extension Checker {
  mutating func checkPlace(of statement: Statement) {
    switch enclosure {
    case .none: break
    case .block(let body): check(statement, in: body)
    case .every: checkEvery(statement)
    }
    switch statement.kind {
    case .command(let command):
      if isInSweep, let help = sweepRefusal(command.name) {
        report(
          .nestedSweep,
          Wording(en: "'\(command.name)' is not allowed in a sweep", ko: "'\(command.name)' 문은 스윕 안에 쓸 수 없습니다"),
          at: command.nameRange, help: help)
      }
      if case .inside(let block)? = matcher.table.place(of: command.name), !isInside(block) {
        report(
          .misplaced,
          Wording(
            en: "'\(command.name)' is allowed only inside '\(block)'", ko: "'\(command.name)' 문은 '\(block)' 안에만 씁니다"),
          at: command.nameRange,
          help: Wording(
            en: "open the block with `\(block)` and close it with `end`", ko: "`\(block)`로 블록을 열고 `end`로 닫으세요"))
      }
    case .sweep where isInSweep:
      report(
        .nestedSweep, Wording(en: "a sweep cannot contain another sweep", ko: "스윕 안에 스윕을 쓸 수 없습니다"),
        at: statement.range,
        help: Wording(
          en: "write one sweep with two axes: `sweep a in 1 2 and b in 3 4`",
          ko: "축이 둘인 스윕 하나로 쓰세요: `sweep a in 1 2 and b in 3 4`"))
    case .measure where !isInSweep:
      report(
        .misplaced, Wording(en: "'measure' is allowed only inside 'sweep'", ko: "'measure' 문은 'sweep' 안에만 씁니다"),
        at: statement.range,
        help: Wording(en: "elsewhere, show a measure with `print`", ko: "다른 곳에서는 `print`로 측정값을 봅니다"))
    case .attempt(let command, _, _):
      if !matcher.table.traits(of: command.name).contains(.isCompared), matcher.table.hasStatement(command.name) {
        let compared = matcher.table.names(.isCompared).joined(separator: " ")
        report(
          .misplaced,
          Wording(en: "'try' cannot compare '\(command.name)'", ko: "'try'는 '\(command.name)' 문을 비교할 수 없습니다"),
          at: command.nameRange,
          help: Wording(
            en: "it compares only: \(compared)", ko: "비교할 수 있는 문장: \(compared)"))
      }
    default: break
    }
  }

  /// Why a command is not allowed in a sweep; `nil` if it is.
  private func sweepRefusal(_ name: String) -> Wording? {
    if let refusal = matcher.table[name]?.sweepRefusal { return refusal }
    guard context.isPrompt, matcher.table.place(of: name) == .promptOnly else { return nil }
    return Wording(en: "it works only at the prompt", ko: "프롬프트에서만 쓰는 문장입니다")
  }

  private func isInside(_ block: String) -> Bool {
    if case .block(let body) = enclosure { body.title == block } else { false }
  }

  private mutating func check(_ statement: Statement, in body: BlockBody) {
    let isAllowed =
      switch statement.kind {
      case .command(let command): body.commands.contains(command.name) || !matcher.table.hasStatement(command.name)
      case .block(let command, _):
        body.nests
          && matcher.table.body(of: command.name, opener: command.arguments.first?.literalText)?.title == body.title
      case .loop, .repeated, .branch: body.control.contains(.flow)
      case .whileLoop: body.control.contains(.whileLoop)
      case .include: body.control.contains(.include)
      case .binding(let binding): body.control.contains(.binding) && !binding.isParameter
      case .expect, .stopWhen, .trainUntil, .print, .measure, .every, .attempt, .sweep, .expression: false
      }
    if !isAllowed { reportMisplaced(statement, in: body.title, help: body.help) }
  }

  private mutating func checkEvery(_ statement: Statement) {
    switch statement.kind {
    case .command(let command)
    where matcher.table.traits(of: command.name).contains(.looks) || !matcher.table.hasStatement(command.name):
      return
    case .print, .expect, .branch: return
    case .binding(let binding) where !binding.isParameter: return
    default:
      let held = (["print", "expect", "let", "if"] + matcher.table.names(.looks)).joined(separator: " ")
      reportMisplaced(
        statement, in: "every", help: Wording(en: "allowed here: \(held)", ko: "쓸 수 있는 문장: \(held)"))
    }
  }

  private mutating func reportMisplaced(_ statement: Statement, in block: String, help: Wording) {
    let range = statement.firstWordRange
    report(
      .misplaced,
      Wording(
        en: "'\(statement.firstWord)' is not allowed inside '\(block)'",
        ko: "'\(statement.firstWord)' 문은 '\(block)' 안에 쓸 수 없습니다"), at: range, help: help)
  }
}

extension Statement {
  /// The first word of the statement.
  package var firstWord: String {
    switch kind {
    case .command(let command), .block(let command, _): command.name
    case .binding(let binding): binding.isParameter ? "param" : "let"
    case .branch: "if"
    case .loop: "for"
    case .repeated: "repeat"
    case .whileLoop: "while"
    case .sweep: "sweep"
    case .expect: "expect"
    case .stopWhen: "stop"
    case .trainUntil: "train"
    case .print: "print"
    case .measure: "measure"
    case .every: "every"
    case .attempt: "try"
    case .include: "include"
    case .expression: "("
    }
  }

  var firstWordRange: SourceRange {
    switch kind {
    case .command(let command), .block(let command, _): return command.nameRange
    default:
      var range = self.range
      range.upper = min(range.upper, range.lower + Int32(firstWord.utf8.count))
      return range
    }
  }
}
