import NNText

extension Checker {
  /// What `every` may do between two updates: look, not change.
  private static let everyCommands: Set<String> = ["eval", "show", "plot", "note", "save", "gradients", "diagnose"]
  /// What `try` can compare: settings.
  private static let attemptCommands: Set<String> = [
    "activation", "init", "loss", "optimizer", "schedule", "regularize", "clip", "batch", "seed", "scale",
  ]

  mutating func checkPlace(of statement: Statement) {
    switch enclosure {
    case .none: break
    case .table: checkTable(statement)
    case .residual: checkResidual(statement)
    case .every: checkEvery(statement)
    }
    switch statement.kind {
    case .command(let command):
      if isInSweep, let help = unsweepable(command.name) {
        report(
          .nestedSweep,
          Wording(en: "'\(command.name)' cannot stand in a sweep", ko: "'\(command.name)' 문은 스윕 안에 쓸 수 없습니다"),
          at: command.nameRange, help: help)
      }
      if case .inside(let block)? = matcher.table.place(of: command.name), enclosure != .table || block != "data table"
      {
        report(
          .misplaced,
          Wording(en: "'\(command.name)' stands only inside '\(block)'", ko: "'\(command.name)' 문은 '\(block)' 안에만 씁니다"),
          at: command.nameRange,
          help: Wording(
            en: "open the block with `\(block)` and close it with `end`", ko: "`\(block)`로 블록을 열고 `end`로 닫으세요"))
      }
    case .sweep where isInSweep:
      report(
        .nestedSweep, Wording(en: "a sweep cannot stand in a sweep", ko: "스윕 안에 스윕을 쓸 수 없습니다"), at: statement.range,
        help: Wording(
          en: "write one sweep with two axes: `sweep a in 1 2 and b in 3 4`",
          ko: "축이 둘인 스윕 하나로 쓰세요: `sweep a in 1 2 and b in 3 4`"))
    case .measure where !isInSweep:
      report(
        .misplaced, Wording(en: "'measure' stands only inside 'sweep'", ko: "'measure' 문은 'sweep' 안에만 씁니다"),
        at: statement.range,
        help: Wording(en: "elsewhere `print` shows a measure", ko: "다른 곳에서는 `print`로 측정값을 봅니다"))
    case .attempt(let command, _, _):
      if !Self.attemptCommands.contains(command.name), matcher.table.hasStatement(command.name) {
        report(
          .misplaced,
          Wording(en: "'try' cannot compare '\(command.name)'", ko: "'try'는 '\(command.name)' 문을 비교할 수 없습니다"),
          at: command.nameRange,
          help: Wording(
            en: "it compares: \(Self.attemptCommands.sorted().joined(separator: " "))",
            ko: "비교할 수 있는 문장: \(Self.attemptCommands.sorted().joined(separator: " "))"))
      }
    default: break
    }
  }

  /// Why a command cannot stand in a sweep; nil if it can.
  private func unsweepable(_ name: String) -> Wording? {
    switch name {
    case "exit", "quit":
      return Wording(
        en: "each case runs on a copy of the session; none can end the script",
        ko: "경우마다 세션의 복사본에서 실행되므로 스크립트를 끝낼 수 없습니다")
    case "redirect", "once":
      return Wording(
        en: "what the cases print goes where the sweep's results go: say it before `sweep`",
        ko: "경우들이 출력하는 것은 스윕의 결과와 같은 곳으로 갑니다. `sweep` 앞에 쓰세요")
    default:
      guard context.isPrompt, matcher.table.place(of: name) == .promptOnly else { return nil }
      return Wording(en: "it belongs to the prompt alone", ko: "프롬프트에서만 쓰는 문장입니다")
    }
  }

  private mutating func checkTable(_ statement: Statement) {
    switch statement.kind {
    case .command(let command) where command.name == "row" || !matcher.table.hasStatement(command.name): return
    case .loop, .repeated, .whileLoop, .branch, .include: return
    case .binding(let binding) where !binding.isParameter: return
    default:
      reportMisplaced(
        statement, in: "data table",
        help: Wording(
          en: "it holds `row 0 1 gives 1`, also in `for`, `repeat`, `if`",
          ko: "`row 0 1 gives 1`을 씁니다. `for`, `repeat`, `if` 안에도 쓸 수 있습니다"))
    }
  }

  private mutating func checkResidual(_ statement: Statement) {
    switch statement.kind {
    case .command(let command)
    where command.name == "layer" || command.name == "activation" || !matcher.table.hasStatement(command.name):
      return
    case .block(let command, _) where command.name == "layer": return
    case .loop, .repeated, .branch: return
    default:
      reportMisplaced(
        statement, in: "layer residual",
        help: Wording(
          en: "it holds `layer` and `activation`, also in `repeat`, `for`, `if`",
          ko: "`layer`와 `activation`을 씁니다. `repeat`, `for`, `if` 안에도 쓸 수 있습니다"))
    }
  }

  private mutating func checkEvery(_ statement: Statement) {
    switch statement.kind {
    case .command(let command)
    where Self.everyCommands.contains(command.name) || !matcher.table.hasStatement(command.name):
      return
    case .print, .expect, .branch: return
    case .binding(let binding) where !binding.isParameter: return
    default:
      reportMisplaced(
        statement, in: "every",
        help: Wording(
          en: "it holds: print expect let if \(Self.everyCommands.sorted().joined(separator: " "))",
          ko: "쓸 수 있는 문장: print expect let if \(Self.everyCommands.sorted().joined(separator: " "))"))
    }
  }

  private mutating func reportMisplaced(_ statement: Statement, in block: String, help: Wording) {
    let range = statement.firstWordRange
    report(
      .misplaced,
      Wording(
        en: "'\(statement.firstWord)' cannot stand inside '\(block)'",
        ko: "'\(statement.firstWord)' 문은 '\(block)' 안에 쓸 수 없습니다"), at: range, help: help)
  }
}

extension Statement {
  /// The word it begins with.
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
