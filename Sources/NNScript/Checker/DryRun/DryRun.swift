import NNText

/// Walks a checked script with the values that are known beforehand, so that a planning host finds the shapes that
/// do not fit before anything runs.
///
/// Loops over known items are unrolled, known conditions take their branch, unknown ones take all on copies of the
/// host that are joined afterwards. Past its budget of statements a body is walked once, with unknown values.
package struct DryRun {
  /// Whether the script goes on after a block.
  enum Flow { case goesOn, ended }

  let matcher: Matcher
  let overrides: [String: Value]
  var host: any PlanningHost
  var evaluator: PartialEvaluator
  var budget: Int
  /// False on ways that the run may not take, and behind one that may have ended it.
  var isCertain: Bool { !isAside && !mayHaveEnded }
  private var isAside = false
  private var mayHaveEnded = false
  private var diagnostics: [Diagnostic] = []
  private var seen: Set<Told> = []

  private struct Told: Hashable {
    var code: DiagnosticCode
    var range: SourceRange?
    var message: Wording
  }

  /// Statements of a sweep that are walked at most.
  private static let sweepBudget = 1_000
  /// More than this many errors help nobody.
  private static let mostDiagnostics = 100

  private init(
    _ matcher: Matcher, _ host: any PlanningHost, _ variables: [String: Value], _ overrides: [String: Value],
    _ budget: Int
  ) {
    self.matcher = matcher
    self.host = host
    self.overrides = overrides
    self.budget = budget
    let table = matcher.table
    evaluator = PartialEvaluator(variables: LayeredDictionary(variables), knowsWord: { table.knows($0) })
  }

  /// What cannot work, in the order of the walk, each thing once.
  package static func diagnostics(
    of block: Block, matcher: Matcher, host: any PlanningHost, variables: [String: Value] = [:],
    overrides: [String: Value] = [:], budget: Int = 10_000
  ) -> [Diagnostic] {
    var dryRun = DryRun(matcher, host, variables, overrides, budget)
    _ = dryRun.walk(block)
    return dryRun.diagnostics
  }

  mutating func walk(_ block: Block) -> Flow {
    for statement in block.statements {
      budget -= 1
      guard diagnostics.count < Self.mostDiagnostics else { return .ended }
      if walk(statement) == .ended { return .ended }
    }
    return .goesOn
  }

  private mutating func walk(_ statement: Statement) -> Flow {
    switch statement.kind {
    case .command(let command):
      guard let invocation = invocation(of: command) else { return .goesOn }
      tell(host.plan(invocation, isCertain: isCertain))
      return matcher.table.traits(of: command.name).contains(.endsRun) ? .ended : .goesOn
    case .binding(let binding):
      let override = binding.isParameter ? overrides[binding.name] : nil
      evaluator.variables[binding.name] = override ?? value(binding.value)
    case .branch(let branches, let otherwise):
      return walk(branches, otherwise)
    case .loop(let axis, let body):
      return walkLoop(axis, body)
    case .repeated(let count, let body):
      return walkRepeat(count, body)
    case .whileLoop(let condition, let body):
      return walkWhile(condition, body)
    case .sweep(let axes, let body, _):
      tellTooManyCases(axes)
      // Cases differ in little, and what a walk of thousands would find can be told as the row of one.
      let rest = budget - min(budget, Self.sweepBudget)
      budget -= rest
      walkSweep(axes[...], body)
      budget += rest
    case .block(let command, let body):
      guard let invocation = invocation(of: command) else { return .goesOn }
      tell(host.open(invocation))
      let flow = walk(body)
      tell(host.close(invocation))
      return flow
    case .trainUntil(let condition, let limit, let unit, _):
      let count = evaluator.number(limit).flatMap { Int(exactly: $0) }
      guard case .word(let word) = unit.kind, let unit = TimeUnit(word: word) else { return .goesOn }
      tell(host.planTraining(limit: count, unit: unit, at: statement.range))
      ask(condition)
    case .every(_, _, let body):
      // It runs some time later, perhaps often, perhaps never.
      let later = host.later()
      aside { dryRun in
        dryRun.host = later
        dryRun.forget(dryRun.evaluator.variables.names)
        _ = dryRun.walk(body)
      }
      forget(body.assignedVariables)
    case .attempt(let command, _, _):
      aside { dryRun in
        if let invocation = dryRun.invocation(of: command) { dryRun.tell(dryRun.host.attempt(invocation)) }
      }
    case .include(_, let body):
      return walk(body)
    case .expression(let expression):
      evaluator.variables["_"] = value(expression)
    case .expect(let condition, _): ask(condition)
    case .print(let items):
      for item in items {
        switch item {
        case .argument(let argument): ask(argument)
        case .call(let call): ask(call)
        }
      }
    case .stopWhen(let condition, _, _): host.plan(stopWhen: condition, at: statement.range)
    case .measure: break
    }
    return .goesOn
  }

  private mutating func invocation(of command: Command) -> Invocation? {
    let evaluator = evaluator
    let isCertain = isCertain
    do {
      return try matcher.invocation(of: command) { (argument, slot) throws(Stop) in
        try evaluator.value(argument, for: slot, isCertain: isCertain)
      }
    } catch {
      if case .failed(let problems) = error { tell(problems) }
      return nil
    }
  }

  mutating func tell(_ problems: [Diagnostic]) {
    for problem in problems
    where seen.insert(Told(code: problem.code, range: problem.range, message: problem.message)).inserted {
      diagnostics.append(problem)
    }
  }

  mutating func forget(_ names: Set<String>) {
    for name in names { evaluator.variables[name] = nil }
  }

  /// Walks on a copy of the world that is thrown away.
  mutating func aside(_ body: (inout DryRun) -> Void) {
    _ = way { dryRun in
      body(&dryRun)
      return .goesOn
    }
  }

  /// Walks every one of the ways from here and goes on with what all have in common.
  mutating func oneOf(_ bodies: [(inout DryRun) -> Flow]) -> Flow {
    let ways = bodies.map { way($0) }.filter { $0.flow == .goesOn }
    guard !ways.isEmpty else { return .ended }
    if ways.count < bodies.count { mayHaveEnded = true }
    // Closures: a key path of this much generics is made anew each time.
    host.join(ways.map { $0.host })
    for name in evaluator.variables.join(ways.map { $0.changes }) { evaluator.variables[name] = nil }
    return .goesOn
  }

  /// Where a walk on a copy of the world ended.
  private struct Way {
    var flow: Flow
    var host: any PlanningHost
    var changes: [String: LayeredDictionary<Value>.Entry]
  }

  private mutating func way(_ body: (inout DryRun) -> Flow) -> Way {
    let outer = (host, evaluator.variables)
    let wasAside = isAside
    defer {
      isAside = wasAside
      (host, evaluator.variables) = outer
    }
    isAside = true
    host = host.fork()
    evaluator.variables = evaluator.variables.branch
    let flow = body(&self)
    return Way(flow: flow, host: host, changes: evaluator.variables.changes)
  }
}

/// The world a dry run plays in: a description of session and model without weights and data, cheap to copy.
///
/// Values that are known only when the script runs are nil in the invocations; a host that needs one treats what
/// follows from it as unknown and complains of nothing it does not know.
package protocol PlanningHost: AnyObject {
  /// Carries a statement out on the description and tells what cannot work.
  ///
  /// - Parameter isCertain: false on ways that the run may not take.
  func plan(_ invocation: Invocation, isCertain: Bool) -> [Diagnostic]
  /// A measure that is sure to be asked for, or one of a layer.
  func ask(_ reference: MeasureReference, at range: SourceRange) -> [Diagnostic]
  func ask(_ layerMeasure: String, layer: Int, at range: SourceRange) -> [Diagnostic]
  /// `layer residual`, `data table`: before the body and after it.
  func open(_ invocation: Invocation) -> [Diagnostic]
  func close(_ invocation: Invocation) -> [Diagnostic]
  /// `train until … limit N UNIT`.
  func planTraining(limit: Int?, unit: TimeUnit, at range: SourceRange) -> [Diagnostic]
  /// `stop when CONDITION`: a training from here on may end before it began.
  func plan(stopWhen condition: Expression, at range: SourceRange)
  /// `try STATEMENT for N steps`: on a copy that begins anew.
  func attempt(_ invocation: Invocation) -> [Diagnostic]
  /// For what runs some time later, beside models and data that nobody knows yet: a copy that knows only what there may be.
  func later() -> any PlanningHost
  /// A copy that goes its own way, while this one rests.
  func fork() -> any PlanningHost
  /// Goes on where forks of this one ended: what is the same on all their ways stays known, the rest becomes unknown.
  /// The forks are not used any more.
  func join(_ ways: [any PlanningHost])
}
