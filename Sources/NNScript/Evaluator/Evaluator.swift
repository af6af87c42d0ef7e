import NNText

/// Runs statements: control flow, variables and expressions itself, everything else through its host.
///
/// Bodies of `every` and conditions of `stop when` are run again later by the host, through the same evaluator.
package final class Evaluator {
  package var variables = Variables()
  /// The values of `NAME=VALUE` arguments on the command line, as text; they replace those of `param NAME`.
  package var overrides: [String: String] = [:]
  package let matcher: Matcher
  /// The values observed by the `expect` that is being evaluated; `nil` otherwise.
  var observations: [(name: String, value: Value)]?

  package init(_ matcher: Matcher) { self.matcher = matcher }

  package func run(_ block: Block, host: any Host) throws(Stop) {
    for statement in block.statements { try run(statement, host: host) }
  }

  package func run(_ statement: Statement, host: any Host) throws(Stop) {
    try host.willRun(statement)
    switch statement.kind {
    case .command(let command): try host.perform(try invocation(of: command, host: host))
    case .binding(let binding): variables[binding.name] = try value(of: binding, host: host)
    case .branch(let branches, let otherwise):
      for branch in branches where try condition(branch.condition, host: host) {
        return try run(branch.body, host: host)
      }
      if let otherwise { try run(otherwise, host: host) }
    case .loop(let axis, let body):
      let values = try self.values(of: axis, host: host)
      for index in 0..<values.count {
        try host.willRepeat()
        variables[axis.name] = values[index]
        try run(body, host: host)
      }
    case .repeated(let argument, let body):
      for _ in 0..<(try count(argument, atLeast: 0, host: host)) {
        try host.willRepeat()
        try run(body, host: host)
      }
    case .whileLoop(let condition, let body):
      while try self.condition(condition, host: host) {
        try host.willRepeat()
        try run(body, host: host)
      }
    case .block(let command, let body): try run(command, body, host: host)
    case .include(_, let body): try run(body, host: host)
    case .expression(let expression):
      let value = try evaluate(expression, host: host)
      variables["_"] = value
      host.show(value)
    case .print(let items):
      var values: [Value] = []
      for item in items { values.append(try printed(item, host: host)) }
      try host.print(values)
    case .expect(let condition, let message): try expect(condition, message, at: statement.range, host: host)
    case .stopWhen, .trainUntil, .every, .attempt, .sweep, .measure: try runTraining(statement, host: host)
    }
  }

  /// Runs the blocks of `layer residual` and `data table`.
  private func run(_ command: Command, _ body: Block, host: any Host) throws(Stop) {
    let invocation = try self.invocation(of: command, host: host)
    try host.open(invocation)
    do {
      try run(body, host: host)
    } catch {
      host.abandon(invocation)
      throw error
    }
    try host.close(invocation)
  }

  /// The command's values, evaluated and fitted to its signature.
  package func invocation(of command: Command, host: any Host) throws(Stop) -> Invocation {
    try matcher.invocation(of: command) { (argument, slot) throws(Stop) in
      if case .measure = slot.kind, case .dotted(let parts) = argument.kind {
        return .text(try words(parts, at: argument.range).joined(separator: "."))
      }
      return try evaluate(argument, host: host)
    }
  }

  private func value(of binding: Binding, host: any Host) throws(Stop) -> Value {
    let value = try evaluate(binding.value, host: host)
    guard binding.isParameter, let text = overrides[binding.name] else { return value }
    guard let override = value.override(from: text) else {
      throw .failed(
        Diagnostic(
          .unusableOverride,
          Wording(
            en: "'\(binding.name)=\(text)' has the wrong kind: the param is \(value.phrase)",
            ko: "'\(binding.name)=\(text)'\(Particle.topic(text)) 원래 값과 종류가 다릅니다: \(value.phrase)"),
          at: binding.nameRange,
          help: Wording(en: "give a value of the kind \(value.kind)", ko: "같은 종류의 값을 주세요: \(value.kindCalled)"))
      )
    }
    return override
  }

  private func expect(
    _ condition: Expression, _ message: Argument?, at range: SourceRange, host: any Host
  ) throws(Stop) {
    observations = []
    defer { observations = nil }
    let holds = try self.condition(condition, host: host)
    let observed = observations ?? []
    observations = nil
    var words: String?
    if !holds, let message { words = try evaluate(message, host: host).display }
    try host.expect(
      Expectation(holds: holds, text: condition.text, message: words, observed: observed, range: range))
  }
}

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

  /// The name after `as`.
  private func name(_ argument: Argument, host: any Host) throws(Stop) -> String {
    let value = try evaluate(argument, host: host)
    guard case .text(let name) = value, Name.isValid(name) else {
      throw .failed(
        Diagnostic(
          .unusableName, Wording(en: "\(value.phrase) is not a valid name", ko: "이름으로 쓸 수 없습니다: \(value.phrase)"),
          at: argument.range,
          help: Phrase.nameRule))
    }
    return name
  }

  /// The expression that a sweep evaluates at the end of a case.
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
  /// The title of its column: a variable's name, or an expression without enclosing parentheses.
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
