/// Evaluates what can be known before a script runs. Results are `nil` where they depend on the run.
struct PartialEvaluator {
  /// Variables whose value is known.
  var variables: LayeredDictionary<Value>
  let knowsWord: (String) -> Bool

  // MARK: - Arguments

  func value(_ argument: Argument) throws(Diagnostic) -> Value? {
    switch argument.kind {
    case .number, .string, .word: argument.literal
    case .interpolated(let parts): try text(parts)
    case .variable(let name): variables[name]
    case .dotted: nil
    case .parenthesis(let expression): try value(expression)
    }
  }

  /// The value of an argument for the matcher. Throws an error that is certain to occur; otherwise the value is
  /// unknown.
  func value(_ argument: Argument, for slot: Slot, isCertain: Bool) throws(Stop) -> Value? {
    if case .measure = slot.kind, case .dotted(let parts) = argument.kind { return text(parts) }
    do { return try value(argument) } catch {
      guard isCertain else { return nil }
      throw .failed(error)
    }
  }

  func number(_ argument: Argument) -> Double? {
    if case .number(let number) = (try? value(argument)) ?? nil { number } else { nil }
  }

  /// The text of a dotted measure name with its variables substituted.
  func text(_ parts: [NamePart]) -> Value? {
    var words: [String] = []
    for part in parts {
      switch part {
      case .word(let word): words.append(word)
      case .variable(let name):
        guard case .text(let word)? = variables[name] else { return nil }
        words.append(word)
      }
    }
    return .text(words.joined(separator: "."))
  }

  /// The values of a loop's variable; `nil` if they are unknown or there are more than `limit`.
  func values(of axis: Axis, limit: Int) throws(Diagnostic) -> AxisValues? {
    switch axis.source {
    case .items(let items):
      var values: [Value] = []
      for item in items {
        guard let value = try listed(item, isWord: { _ in true }) else { return nil }
        if case .list(let inner) = value { values += inner } else { values.append(value) }
      }
      return values.count <= limit ? .items(values) : nil
    case .progression(let from, let to, let by):
      guard let start = number(from), let end = number(to) else { return nil }
      guard let distance = by.map({ number($0) }) ?? 1,
        let progression = Progression(from: start, to: end, by: distance), progression.count <= limit
      else { return nil }
      return .progression(progression)
    }
  }

  /// The value of a list item; `true` and `false` are booleans there.
  private func listed(_ item: Argument, isWord: (String) -> Bool) throws(Diagnostic) -> Value? {
    guard case .word(let word) = item.kind else { return try value(item) }
    if word == "true" || word == "false" { return .boolean(word == "true") }
    return isWord(word) ? .text(word) : nil
  }

  // MARK: - Expressions

  func value(_ expression: Expression) throws(Diagnostic) -> Value? {
    switch expression.kind {
    case .number(let number): return .number(number)
    case .boolean(let flag): return .boolean(flag)
    case .string(let text): return .text(text)
    case .interpolated(let parts): return try text(parts)
    case .dotted: return nil
    case .variable(let name): return variables[name]
    case .word(let word): return isText(word) ? .text(word) : nil
    case .list(let items):
      var values: [Value] = []
      for item in items {
        guard let value = try listed(item, isWord: isText) else { return nil }
        if case .list(let inner) = value { values += inner } else { values.append(value) }
        guard values.count <= Self.itemLimit else { return nil }
      }
      return .list(values)
    case .call(let name, let arguments): return try call(name, arguments, at: expression.range)
    case .unary(let operation, let operand):
      guard let value = try value(operand) else { return nil }
      return try Operation.apply(operation, to: value, at: operand.range)
    case .binary(let operation, let left, let right):
      guard let first = try value(left) else { return nil }
      if operation == .and, first == .boolean(false) { return first }
      if operation == .or, first == .boolean(true) { return first }
      guard let second = try value(right) else { return nil }
      return small(try Operation.apply(operation, first, second, at: left.range, right.range))
    }
  }

  /// Larger values are left to the run: the check walks loops and must not use as much memory.
  private static let (itemLimit, textLimit) = (10_000, 1 << 16)

  private func small(_ value: Value) -> Value? {
    if case .text(let text) = value, text.utf8.count > Self.textLimit { return nil }
    return value
  }

  private func isText(_ word: String) -> Bool { !MeasureReference.isName(word) && knowsWord(word) }

  private func text(_ parts: [StringPart]) throws(Diagnostic) -> Value? {
    var text = ""
    for part in parts {
      switch part {
      case .text(let piece): text += piece
      case .expression(let expression):
        guard let value = try value(expression) else { return nil }
        text += value.display
        guard text.utf8.count <= Self.textLimit else { return nil }
      }
    }
    return .text(text)
  }

  private func call(_ name: String, _ arguments: [Expression], at range: SourceRange) throws(Diagnostic) -> Value? {
    guard !MeasureReference.layerMeasures.contains(where: { $0.name == name }) else { return nil }
    var values: [Value] = []
    for argument in arguments {
      guard let value = try value(argument) else { return nil }
      values.append(value)
    }
    return try Operation.call(name, values, arguments.map(\.range), at: range)
  }
}
