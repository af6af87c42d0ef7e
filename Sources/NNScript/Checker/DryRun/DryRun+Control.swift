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
    return .continues
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
    return .continues
  }

  mutating func walkWhile(_ condition: Expression, _ body: Block) -> Flow {
    while let holds = self.condition(condition) {
      guard holds else { return .continues }
      guard budget > 0 else { break }
      budget -= 1
      if walk(body) == .ended { return .ended }
    }
    return walkOnce(body)
  }

  /// Walks each case on a copy of the current state.
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

  /// Reports a sweep with too many cases if the values of all axes are known; those of an axis that depends on another
  /// are not.
  mutating func reportTooManyCases(_ axes: [Axis]) {
    var count = 1
    for axis in axes {
      guard let values = try? evaluator.values(of: axis, limit: .max) else { return }
      let (product, overflows) = count.multipliedReportingOverflow(by: values.count)
      guard !overflows, product <= SweepCases.limit else { return reportIfCertain(SweepCases.tooMany(at: axis)) }
      count = product
    }
  }

  /// Walks a body that runs an unknown number of times: as if once with unknown values, or not at all.
  private mutating func walkOnce(_ body: Block, axis: String? = nil) -> Flow {
    forget(body.assignedVariables.union(axis.map { [$0] } ?? []))
    return oneOf([{ $0.walk(body) }, { _ in .continues }])
  }

  private mutating func values(of axis: Axis) -> AxisValues? {
    do { return try evaluator.values(of: axis, limit: max(budget, 0)) } catch {
      reportIfCertain(error)
      return nil
    }
  }

  private mutating func condition(_ expression: Expression, isCertain: Bool = true) -> Bool? {
    if case .boolean(let flag)? = value(expression, isCertain: isCertain) { flag } else { nil }
  }

  mutating func value(_ expression: Expression, isCertain: Bool = true) -> Value? {
    if isCertain { ask(expression) }
    do { return try evaluator.value(expression) } catch {
      if isCertain { reportIfCertain(error) }
      return nil
    }
  }

  /// Reports an invalid expression only where the run is certain to reach it: a condition such as `if loss < 1` may
  /// guard it.
  private mutating func reportIfCertain(_ problem: Diagnostic) {
    if isCertain { report([problem]) }
  }
}

/// Checks measures that the run is certain to evaluate: whether they can be computed is known beforehand.
extension DryRun {
  mutating func ask(_ expression: Expression) {
    guard isCertain else { return }
    switch expression.kind {
    case .word(let word): ask(words: [word], at: expression.range)
    case .dotted(let parts): ask(parts, at: expression.range)
    case .interpolated(let parts): ask(parts)
    case .list(let items): for item in items { ask(item) }
    case .call(let name, let arguments): ask(name, arguments, at: expression.range)
    case .unary(_, let operand): ask(operand)
    case .binary(let operation, let left, let right):
      ask(left)
      // Whether the right side is evaluated depends on the left.
      if operation != .and, operation != .or { ask(right) }
    case .number, .boolean, .string, .variable: break
    }
  }

  mutating func ask(_ argument: Argument) {
    guard isCertain else { return }
    switch argument.kind {
    case .word(let word): ask(words: [word], at: argument.range)
    case .dotted(let parts): ask(parts, at: argument.range)
    case .interpolated(let parts): ask(parts)
    case .parenthesis(let expression): ask(expression)
    case .number, .string, .variable: break
    }
  }

  private mutating func ask(_ parts: [StringPart]) {
    for case .expression(let expression) in parts { ask(expression) }
  }

  private mutating func ask(_ parts: [NamePart], at range: SourceRange) {
    guard case .text(let text)? = evaluator.text(parts) else { return }
    ask(words: text.split(separator: ".").map(String.init), at: range)
  }

  private mutating func ask(words: [String], at range: SourceRange) {
    guard let reference = MeasureReference(words: words), reference.run == nil, !reference.isBest else { return }
    report(host.ask(reference, at: range))
  }

  private mutating func ask(_ name: String, _ arguments: [Expression], at range: SourceRange) {
    for argument in arguments { ask(argument) }
    guard MeasureReference.layerMeasures.contains(where: { $0.name == name }), arguments.count == 1,
      case .number(let number)? = try? evaluator.value(arguments[0]), let layer = Int(exactly: number), layer > 0
    else { return }
    report(host.ask(name, layer: layer, at: range))
  }
}
