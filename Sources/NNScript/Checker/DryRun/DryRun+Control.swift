extension DryRun {
  mutating func walk(_ branches: ArraySlice<Branch>, _ otherwise: Block?) -> Flow {
    guard let branch = branches.first else { return otherwise.map { walk($0) } ?? .goesOn }
    let rest = branches.dropFirst()
    switch evaluator.boolean(branch.condition) {
    case true?: return walk(branch.body)
    case false?: return walk(rest, otherwise)
    case nil: return both({ $0.walk(branch.body) }, { $0.walk(rest, otherwise) })
    }
  }

  mutating func walkLoop(_ axis: Axis, _ body: Block) -> Flow {
    guard let values = values(of: axis) else { return walkOnce(body, axis: axis.name) }
    for value in values {
      guard budget > 0 else { return walkOnce(body, axis: axis.name) }
      budget -= 1
      evaluator.variables[axis.name] = value
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
    while let holds = evaluator.boolean(condition) {
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
    let outer = evaluator
    if let values = values(of: axis) {
      for value in values where budget > 0 {
        budget -= 1
        evaluator.variables[axis.name] = value
        walkSweep(axes.dropFirst(), body)
      }
    } else {
      evaluator.variables[axis.name] = nil
      walkSweep(axes.dropFirst(), body)
    }
    evaluator = outer
  }

  /// A body that runs nobody knows how often: once with unknown values, or not at all.
  private mutating func walkOnce(_ body: Block, axis: String? = nil) -> Flow {
    forget(body.assignedVariables.union(axis.map { [$0] } ?? []))
    return both({ $0.walk(body) }, { _ in .goesOn })
  }

  /// The values a loop's variable takes, if they are known and not more than the budget allows.
  private func values(of axis: Axis) -> [Value]? {
    switch axis.source {
    case .items(let items):
      var values: [Value] = []
      for item in items {
        guard let value = evaluator.value(item) else { return nil }
        if case .variable = item.kind, case .list(let inner) = value { values += inner } else { values.append(value) }
      }
      return values
    case .progression(let from, let to, let by):
      guard let first = evaluator.number(from), let last = evaluator.number(to) else { return nil }
      guard let stride = by.map({ evaluator.number($0) }) ?? 1, stride != 0 else { return nil }
      // A hair more than the end, for strides that are not exact: 0 to 1 by 0.1 has 11 values.
      let steps = ((last - first) / stride + 1e-9).rounded(.down)
      guard steps.isFinite, steps < Double(max(budget, 0)) else { return nil }
      guard steps >= 0 else { return [] }
      return (0...Int(steps)).map { .number(first + Double($0) * stride) }
    }
  }
}
