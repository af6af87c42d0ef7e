import NNText

/// Checks a parsed text before anything runs: statements, names, measures, functions, places. Independent of models and
/// data.
package struct Checker {
  /// The enclosing block, if it restricts the statements allowed inside.
  enum Enclosure {
    case none, every
    case block(BlockBody)
  }

  let matcher: Matcher
  let context: CheckContext
  var diagnostics: [Diagnostic] = []
  /// Variables set so far.
  var variables: Set<String>
  /// The names of models and runs anywhere in the text; `nil` if a name is computed.
  var names: Set<String>?
  var parameters: Set<String> = []
  var enclosure = Enclosure.none
  var isInSweep = false
  var depth = 0
  private var root = Block([])
  /// Collected at the first unknown variable.
  private var bindings: [String: SourceRange]?

  package init(_ matcher: Matcher, context: CheckContext = CheckContext()) {
    self.matcher = matcher
    self.context = context
    variables = context.variables
  }

  /// Returns every error of the text, in the order of its statements.
  package static func check(
    _ block: Block, with matcher: Matcher, context: CheckContext = CheckContext()
  ) -> [Diagnostic] {
    var checker = Checker(matcher, context: context)
    checker.names = context.names.flatMap { NameCollector.names(in: block, matcher: matcher, known: $0) }
    checker.root = block
    checker.check(block)
    return checker.diagnostics
  }

  mutating func check(_ block: Block) {
    for statement in block.statements {
      let first = diagnostics.count
      check(statement)
      // The checks of one statement run in no particular order; sort their errors by position.
      if diagnostics.count - first > 1, !statement.holdsBlock {
        diagnostics[first...].sort { ($0.range?.lower ?? 0) < ($1.range?.lower ?? 0) }
      }
    }
  }

  private mutating func check(_ statement: Statement) {
    checkPlace(of: statement)
    switch statement.kind {
    case .command(let command):
      check(command)
    case .binding(let binding):
      check(binding)
    case .branch(let branches, let otherwise):
      for branch in branches {
        checkCondition(branch.condition)
        checkInner(branch.body)
      }
      if let otherwise { checkInner(otherwise) }
    case .loop(let axis, let body):
      check(axis)
      checkInner(body)
    case .repeated(let count, let body):
      checkNumber(count, .repetitions)
      checkInner(body)
    case .whileLoop(let condition, let body):
      checkCondition(condition)
      checkInner(body)
    case .sweep(let axes, let body, let name):
      checkSweep(axes, body, name, at: statement.range)
    case .block(let command, let body):
      check(command)
      let opened = matcher.table.body(of: command.name, opener: command.arguments.first?.literalText)
      checkInner(body, as: opened.map(Enclosure.block))
    case .expect(let condition, let message):
      checkCondition(condition)
      if let message { check(message) }
    case .stopWhen(let condition, let count, let unit):
      checkCondition(condition)
      if let count { checkNumber(count, .checks) }
      if let unit { checkUnit(unit) }
    case .trainUntil(let condition, let limit, let unit, let name):
      checkCondition(condition)
      checkNumber(limit, .limit)
      checkUnit(unit)
      if let name { checkNewName(name) }
    case .print(let items), .measure(let items):
      for item in items { check(item) }
    case .every(let count, let unit, let body):
      checkNumber(count, .interval)
      checkUnit(unit)
      checkInner(body, as: .every)
    case .attempt(let command, let count, let unit):
      check(command)
      checkNumber(count, .limit)
      checkUnit(unit, allowed: .steps)
    case .include(_, let body):
      // An included text counts as part of the block around its `include`: its params are at the top level if that is.
      check(body)
    case .expression(let expression):
      check(expression)
      variables.insert("_")
    }
  }

  private mutating func checkInner(_ body: Block, as inner: Enclosure? = nil) {
    let outer = enclosure
    if let inner { enclosure = inner }
    depth += 1
    check(body)
    depth -= 1
    enclosure = outer
  }

  private mutating func check(_ binding: Binding) {
    check(binding.value)
    variables.insert(binding.name)
    guard binding.isParameter else { return }
    if depth > 0 {
      report(
        .parameterPlace,
        Wording(
          en: "'param' is not allowed in a block: it must be at the top level of the script",
          ko: "'param'은 블록 안에 쓸 수 없습니다. 스크립트 맨 바깥에 씁니다"),
        at: binding.nameRange,
        help: Wording(en: "in a block, write `let \(binding.name) = …`", ko: "블록 안에서는 `let \(binding.name) = …`라고 쓰세요"))
    } else if !parameters.insert(binding.name).inserted {
      report(
        .parameterPlace,
        Wording(
          en: "param '\(binding.name)' is declared twice",
          ko: "param '\(binding.name)'\(Particle.object(binding.name)) 두 번 선언했습니다"), at: binding.nameRange,
        help: Wording(
          en: "to change its value later, write `let \(binding.name) = …`",
          ko: "나중에 값을 바꾸려면 `let \(binding.name) = …`라고 쓰세요")
      )
    }
  }

  private mutating func checkSweep(_ axes: [Axis], _ body: Block, _ name: Argument?, at range: SourceRange) {
    let outer = variables
    var seen: Set<String> = []
    for axis in axes {
      check(axis)
      if !seen.insert(axis.name).inserted {
        report(
          .nestedSweep,
          Wording(
            en: "the axis '\(axis.name)' appears twice", ko: "축 '\(axis.name)'\(Particle.subject(axis.name)) 두 번 나옵니다"),
          at: axis.nameRange,
          help: Wording(en: "give each axis of a sweep a different name", ko: "스윕의 축은 이름이 저마다 달라야 합니다"))
      }
    }
    let wasInSweep = isInSweep
    isInSweep = true
    checkInner(body)
    isInSweep = wasInSweep
    variables = outer
    if let name { checkNewName(name) }
  }

  private mutating func check(_ axis: Axis) {
    switch axis.source {
    case .items(let items):
      for item in items { check(item) }
    case .progression(let from, let to, let by):
      checkNumber(from, .bound)
      checkNumber(to, .bound)
      if let by { checkNumber(by, .stride) }
    }
    variables.insert(axis.name)
  }

  mutating func report(
    _ code: DiagnosticCode, _ message: Wording, at range: SourceRange?, labels: [Diagnostic.Label] = [],
    help: Wording? = nil
  ) {
    diagnostics.append(Diagnostic(code, message, at: range, labels: labels, help: help))
  }

  /// Where a variable that is not yet set is first set later in the text.
  mutating func laterBinding(of name: String) -> SourceRange? {
    let all = bindings ?? NameCollector.bindings(in: root)
    bindings = all
    return all[name]
  }
}

extension Statement {
  fileprivate var holdsBlock: Bool { kind.blocks.isEmpty == false }
}

extension Statement.Kind {
  /// The blocks of the statement, in order.
  package var blocks: [Block] {
    switch self {
    case .branch(let branches, let otherwise): branches.map(\.body) + (otherwise.map { [$0] } ?? [])
    case .loop(_, let body), .repeated(_, let body), .whileLoop(_, let body), .sweep(_, let body, _),
      .block(_, let body), .every(_, _, let body), .include(_, let body):
      [body]
    case .command, .binding, .expect, .stopWhen, .trainUntil, .print, .measure, .attempt, .expression: []
    }
  }
}

/// The session state that a check depends on. Empty for a script that runs on its own.
package struct CheckContext: Sendable {
  /// Variables that are set.
  package var variables: Set<String>
  /// The names of models and runs; `main` always exists. `nil` means any name may exist.
  package var names: Set<String>?
  /// Whether prompt-only statements (`undo`, `redo`, `history`, `clear`) are allowed.
  package var isPrompt: Bool

  package init(variables: Set<String> = [], names: Set<String>? = [], isPrompt: Bool = false) {
    self.variables = variables
    self.names = names
    self.isPrompt = isPrompt
  }

  /// The context after the text has run.
  package func after(_ block: Block, with matcher: Matcher) -> CheckContext {
    CheckContext(
      variables: variables.union(block.assignedVariables),
      names: names.flatMap { NameCollector.names(in: block, matcher: matcher, known: $0) }, isPrompt: isPrompt)
  }
}
