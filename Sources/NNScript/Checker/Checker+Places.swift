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
        report(.nestedSweep, "'\(command.name)' cannot stand in a sweep", at: command.nameRange, help: help)
      }
      if case .inside(let block)? = matcher.table.place(of: command.name), enclosure != .table || block != "data table"
      {
        report(
          .misplaced, "'\(command.name)' stands only inside '\(block)'", at: command.nameRange,
          help: "open the block with `\(block)` and close it with `end`")
      }
    case .sweep where isInSweep:
      report(
        .nestedSweep, "a sweep cannot stand in a sweep", at: statement.range,
        help: "write one sweep with two axes: `sweep a in 1 2 and b in 3 4`")
    case .measure where !isInSweep:
      report(
        .misplaced, "'measure' stands only inside 'sweep'", at: statement.range,
        help: "elsewhere `print` shows a measure")
    case .attempt(let command, _, _):
      if !Self.attemptCommands.contains(command.name), matcher.table.hasStatement(command.name) {
        report(
          .misplaced, "'try' cannot compare '\(command.name)'", at: command.nameRange,
          help: "it compares: \(Self.attemptCommands.sorted().joined(separator: " "))")
      }
    default: break
    }
  }

  /// Why a command cannot stand in a sweep; nil if it can.
  private func unsweepable(_ name: String) -> Wording? {
    switch name {
    case "exit", "quit": return "each case runs on a copy of the session; none can end the script"
    case "redirect", "once": return "what the cases print goes where the sweep's results go: say it before `sweep`"
    default:
      guard context.isPrompt, matcher.table.place(of: name) == .promptOnly else { return nil }
      return "it belongs to the prompt alone"
    }
  }

  private mutating func checkTable(_ statement: Statement) {
    switch statement.kind {
    case .command(let command) where command.name == "row" || !matcher.table.hasStatement(command.name): return
    case .loop, .repeated, .whileLoop, .branch, .include: return
    case .binding(let binding) where !binding.isParameter: return
    default:
      reportMisplaced(statement, in: "data table", help: "it holds `row 0 1 gives 1`, also in `for`, `repeat`, `if`")
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
        statement, in: "layer residual", help: "it holds `layer` and `activation`, also in `repeat`, `for`, `if`")
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
        help: "it holds: print expect let if \(Self.everyCommands.sorted().joined(separator: " "))")
    }
  }

  private mutating func reportMisplaced(_ statement: Statement, in block: String, help: Wording) {
    let range = statement.firstWordRange
    report(.misplaced, "'\(statement.firstWord)' cannot stand inside '\(block)'", at: range, help: help)
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
