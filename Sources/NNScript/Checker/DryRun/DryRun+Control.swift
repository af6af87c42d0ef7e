extension DryRun {
  mutating func walk(_ branches: [Branch], _ otherwise: Block?) -> Flow {
    var bodies: [Block] = []
    var isDecided = false
    for branch in branches where !isDecided {
      switch condition(branch.condition, isCertain: bodies.isEmpty) {
      case false?: continue
      case true?: isDecided = true
      case nil: break
      }
      bodies.append(branch.body)
    }
    if !isDecided { bodies.append(otherwise ?? Block([])) }
    if bodies.count == 1 { return walk(bodies[0]) }
    return oneOf(bodies.map { body in { $0.walk(body) } })
  }

  mutating func walkLoop(_ axis: Axis, _ body: Block) -> Flow {
    guard let values = values(of: axis) else { return walkOnce(body, axis: axis.name) }
    for index in 0..<values.count {
      guard budget > 0 else { return walkOnce(body, axis: axis.name) }
      budget -= 1
      evaluator.variables[axis.name] = values[index]
      if walk(body) == .ended { return .ended }
    }
    return .goesOn
  }

  mutating func walkRepeat(_ count: Argument, _ body: Block) -> Flow {
    guard let count = evaluator.number(count).flatMap({ Int(exactly: $0) }) else { return walkOnce(body) }
    var rounds = 0
    while rounds < count {
      guard budget > 0 else { return walkOnce(body) }
      budget -= 1
      rounds += 1
      if walk(body) == .ended { return .ended }
    }
    return .goesOn
  }

  mutating func walkWhile(_ condition: Expression, _ body: Block) -> Flow {
    while let holds = self.condition(condition) {
      guard holds else { return .goesOn }
      guard budget > 0 else { break }
      budget -= 1
      if walk(body) == .ended { return .ended }
    }
    return walkOnce(body)
  }

  /// Each case starts from here and changes nothing here.
  mutating func walkSweep(_ axes: ArraySlice<Axis>, _ body: Block) {
    guard let axis = axes.first else {
      aside { dryRun in _ = dryRun.walk(body) }
      return
    }
    let outer = evaluator.variables
    evaluator.variables = outer.branch
    if let values = values(of: axis) {
      for index in 0..<values.count {
        guard budget > 0 else { break }
        budget -= 1
        evaluator.variables[axis.name] = values[index]
        walkSweep(axes.dropFirst(), body)
      }
    } else {
      evaluator.variables[axis.name] = nil
      walkSweep(axes.dropFirst(), body)
    }
    evaluator.variables = outer
  }

  /// Where every axis is known; one that depends on another is not.
  mutating func tellTooManyCases(_ axes: [Axis]) {
    var count = 1
    for axis in axes {
      guard let values = try? evaluator.values(of: axis, limit: .max) else { return }
      let (product, overflows) = count.multipliedReportingOverflow(by: values.count)
      guard !overflows, product <= SweepCases.limit else { return tellCertain(SweepCases.tooMany(at: axis)) }
      count = product
    }
  }

  /// A body that runs nobody knows how often: once with unknown values, or not at all.
  private mutating func walkOnce(_ body: Block, axis: String? = nil) -> Flow {
    forget(body.assignedVariables.union(axis.map { [$0] } ?? []))
    return oneOf([{ $0.walk(body) }, { _ in .goesOn }])
  }

  private mutating func values(of axis: Axis) -> AxisValues? {
    do { return try evaluator.values(of: axis, limit: max(budget, 0)) } catch {
      tellCertain(error)
      return nil
    }
  }

  private mutating func condition(_ expression: Expression, isCertain: Bool = true) -> Bool? {
    if case .boolean(let flag)? = value(expression, isCertain: isCertain) { flag } else { nil }
  }

  mutating func value(_ expression: Expression, isCertain: Bool = true) -> Value? {
    if isCertain { ask(expression) }
    do { return try evaluator.value(expression) } catch {
      if isCertain { tellCertain(error) }
      return nil
    }
  }

  /// An expression that cannot work is told only where it is sure to be reached: `if loss < 1` may stand guard.
  private mutating func tellCertain(_ problem: Diagnostic) {
    if isCertain { tell([problem]) }
  }
}
