import NNText

/// Walks a checked script with the values that are known beforehand, so that a planning host finds mismatched shapes
/// before anything runs.
///
/// Loops over known items are unrolled. A known condition takes its branch; an unknown one takes all branches on copies
/// of the host, which are joined afterwards. When the budget of statements is spent, a body is walked once, with
/// unknown values.
package struct DryRun {
  /// Whether the script continues after a block.
  enum Flow { case continues, ended }

  let matcher: Matcher
  let overrides: [String: Value]
  var host: any PlanningHost
  var evaluator: PartialEvaluator
  var budget: Int
  /// False on branches that the run may not take, and after one that may have ended it.
  var isCertain: Bool { !isAside && !mayHaveEnded }
  private var isAside = false
  private var mayHaveEnded = false
  private var diagnostics: [Diagnostic] = []
  private var seen: Set<Reported> = []

  private struct Reported: Hashable {
    var code: DiagnosticCode
    var range: SourceRange?
    var message: Wording
  }

  /// The maximum number of statements walked in a sweep.
  private static let sweepBudget = 1_000
  /// The maximum number of errors reported.
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

  /// The errors that are certain to occur, in the order of the walk, each reported once.
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
    return .continues
  }

  private mutating func walk(_ statement: Statement) -> Flow {
    switch statement.kind {
    case .command(let command):
      guard let invocation = invocation(of: command) else { return .continues }
      report(host.plan(invocation, isCertain: isCertain))
      return matcher.table.traits(of: command.name).contains(.endsRun) ? .ended : .continues
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
      reportTooManyCases(axes)
      // Cases differ little: walking the first of them finds most errors, and the run reports the others in their rows.
      let rest = budget - min(budget, Self.sweepBudget)
      budget -= rest
      walkSweep(axes[...], body)
      budget += rest
    case .block(let command, let body):
      guard let invocation = invocation(of: command) else { return .continues }
      report(host.open(invocation))
      let flow = walk(body)
      report(host.close(invocation))
      return flow
    case .trainUntil(let condition, let limit, let unit, _):
      let count = evaluator.number(limit).flatMap { Int(exactly: $0) }
      guard case .word(let word) = unit.kind, let unit = TimeUnit(word: word) else { return .continues }
      report(host.planTraining(limit: count, unit: unit, at: statement.range))
      ask(condition)
    case .every(_, _, let body):
      // The body runs later, any number of times.
      let later = host.later()
      aside { dryRun in
        dryRun.host = later
        dryRun.forget(dryRun.evaluator.variables.names)
        _ = dryRun.walk(body)
      }
      forget(body.assignedVariables)
    case .attempt(let command, _, _):
      aside { dryRun in
        if let invocation = dryRun.invocation(of: command) { dryRun.report(dryRun.host.attempt(invocation)) }
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
    return .continues
  }

  private mutating func invocation(of command: Command) -> Invocation? {
    let evaluator = evaluator
    let isCertain = isCertain
    do {
      return try matcher.invocation(of: command) { (argument, slot) throws(Stop) in
        try evaluator.value(argument, for: slot, isCertain: isCertain)
      }
    } catch {
      if case .failed(let problems) = error { report(problems) }
      return nil
    }
  }

  mutating func report(_ problems: [Diagnostic]) {
    for problem in problems
    where seen.insert(Reported(code: problem.code, range: problem.range, message: problem.message)).inserted {
      diagnostics.append(problem)
    }
  }

  mutating func forget(_ names: Set<String>) {
    for name in names { evaluator.variables[name] = nil }
  }

  /// Walks on a copy of the state, which is then discarded.
  mutating func aside(_ body: (inout DryRun) -> Void) {
    _ = way { dryRun in
      body(&dryRun)
      return .continues
    }
  }

  /// Walks every branch from the current state, and continues with what all of them have in common.
  mutating func oneOf(_ bodies: [(inout DryRun) -> Flow]) -> Flow {
    let ways = bodies.map { way($0) }.filter { $0.flow == .continues }
    guard !ways.isEmpty else { return .ended }
    if ways.count < bodies.count { mayHaveEnded = true }
    // Closures: a key path into generic types is instantiated anew each time.
    host.join(ways.map { $0.host })
    for name in evaluator.variables.join(ways.map { $0.changes }) { evaluator.variables[name] = nil }
    return .continues
  }

  /// The state at the end of a walk on a copy.
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

/// The host of a dry run: a description of session and model without weights and data, cheap to copy.
///
/// Values that are known only when the script runs are `nil` in the invocations; a host treats everything that depends
/// on such a value as unknown, and reports no error about it.
package protocol PlanningHost: AnyObject {
  /// Applies a statement to the description and returns the errors it would cause.
  ///
  /// - Parameter isCertain: false on branches that the run may not take.
  func plan(_ invocation: Invocation, isCertain: Bool) -> [Diagnostic]
  /// The errors of a measure that the run is certain to evaluate.
  func ask(_ reference: MeasureReference, at range: SourceRange) -> [Diagnostic]
  func ask(_ layerMeasure: String, layer: Int, at range: SourceRange) -> [Diagnostic]
  /// Called for `layer residual` and `data table`, before the body and after it.
  func open(_ invocation: Invocation) -> [Diagnostic]
  func close(_ invocation: Invocation) -> [Diagnostic]
  /// `train until … limit N UNIT`.
  func planTraining(limit: Int?, unit: TimeUnit, at range: SourceRange) -> [Diagnostic]
  /// `stop when CONDITION`: trainings from here on may end before their first step.
  func plan(stopWhen condition: Expression, at range: SourceRange)
  /// `try STATEMENT for N steps`, on a copy that starts from step 0.
  func attempt(_ invocation: Invocation) -> [Diagnostic]
  /// A copy for bodies that run later, with models and data that are not known yet.
  func later() -> any PlanningHost
  /// A copy for one branch; this host is not used until ``join(_:)``.
  func fork() -> any PlanningHost
  /// Continues from the states in which forks of this host ended: what is the same in all of them stays known, the rest
  /// becomes unknown. The forks are not used afterwards.
  func join(_ ways: [any PlanningHost])
}
