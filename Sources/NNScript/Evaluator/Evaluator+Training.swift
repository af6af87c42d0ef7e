import NNText

// Statements whose bodies and conditions the host runs later.
extension Evaluator {
  func runTraining(_ statement: Statement, host: any Host) throws(Stop) {
    let range = statement.range
    switch statement.kind {
    case .stopWhen(let condition, let count, let unit):
      let checks = if let count { try self.count(count, atLeast: 1, host: host) } else { 1 }
      try host.stop(when: condition, checks: checks, unit: unit.map(timeUnit) ?? .epochs, range: range)
    case .trainUntil(let condition, let limit, let unit, let name):
      let limit = try count(limit, atLeast: 1, host: host)
      let name: String? = if let name { try self.name(name, host: host) } else { nil }
      try host.train(until: condition, limit: limit, unit: timeUnit(unit), name: name, range: range)
    case .every(let count, let unit, let body):
      let count = try self.count(count, atLeast: 1, host: host)
      try host.every(count, unit: timeUnit(unit), body: body, range: range)
    case .attempt(let command, let count, _):
      try host.attempt(command, steps: try self.count(count, atLeast: 1, host: host), range: range)
    case .sweep(let axes, let body, let name):
      let name: String? = if let name { try self.name(name, host: host) } else { nil }
      try host.sweep(axes, body: body, name: name, range: range)
    case .measure(let items):
      var columns: [(name: String, expression: Expression)] = []
      for item in items { columns.append((item.columnName, try measured(item))) }
      try host.collect(columns, range: range)
    default: return
    }
  }

  private func timeUnit(_ argument: Argument) -> TimeUnit {
    if case .word(let word) = argument.kind, word.hasPrefix("epoch") { .epochs } else { .steps }
  }

  /// A name after `as`.
  private func name(_ argument: Argument, host: any Host) throws(Stop) -> String {
    let value = try evaluate(argument, host: host)
    guard case .text(let name) = value, Name.isValid(name) else {
      throw .failed(
        Diagnostic(
          .unusableName, Wording(en: "\(value.phrase) cannot be a name", ko: "이름으로 쓸 수 없습니다: \(value.phrase)"),
          at: argument.range,
          help: Phrase.nameRule))
    }
    return name
  }

  /// What a case of a sweep evaluates at its end.
  private func measured(_ item: Item) throws(Stop) -> Expression {
    switch item {
    case .call(let call): return call
    case .argument(let argument):
      switch argument.kind {
      case .word(let word) where MeasureReference.isName(word): return Expression(.word(word), argument.range)
      case .dotted(let parts): return Expression(.dotted(parts), argument.range)
      case .variable(let name): return Expression(.variable(name), argument.range)
      case .parenthesis(let expression): return expression
      default:
        throw .failed(
          Diagnostic(
            .unknownMeasure,
            Wording(
              en: "'measure' collects measures, found '\(argument.text)'",
              ko: "'measure'는 측정값을 모읍니다. 실제로는 '\(argument.text)'"), at: argument.range,
            help: Wording(en: "write: measure loss accuracy", ko: "measure loss accuracy 처럼 쓰세요")))
      }
    }
  }
}

extension Item {
  /// What heads its column: a variable's name, an expression without the parentheses around it.
  fileprivate var columnName: String {
    switch self {
    case .call(let call): return call.text
    case .argument(let argument):
      switch argument.kind {
      case .variable(let name): return name
      case .parenthesis(let expression): return expression.text
      default: return argument.text
      }
    }
  }
}
