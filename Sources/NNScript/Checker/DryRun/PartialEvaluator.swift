import Glibc

/// Evaluates what can be known before a script runs. Nil wherever the answer needs the run, or would be an error there:
/// the run tells errors better.
struct PartialEvaluator {
  /// Variables whose value is known.
  var variables: [String: Value]
  let knowsWord: (String) -> Bool

  func value(_ argument: Argument) -> Value? {
    switch argument.kind {
    case .number, .string, .word: argument.literal
    case .interpolated: nil
    case .variable(let name): variables[name]
    case .dotted: nil
    case .parenthesis(let expression): value(expression)
    }
  }

  /// The text of a dotted measure name with its variables put in.
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

  func value(_ expression: Expression) -> Value? {
    switch expression.kind {
    case .number(let number): return .number(number)
    case .boolean(let flag): return .boolean(flag)
    case .string(let text): return .text(text)
    case .interpolated, .dotted: return nil
    case .variable(let name): return variables[name]
    case .word(let word):
      if MeasureReference.isName(word) { return nil }
      if word == "true" || word == "false" { return .boolean(word == "true") }
      return knowsWord(word) ? .text(word) : nil
    case .list(let items):
      var values: [Value] = []
      for item in items {
        guard let value = value(item) else { return nil }
        values.append(value)
      }
      return .list(values)
    case .call(let name, let arguments): return call(name, arguments)
    case .unary(.negate, let operand): return number(operand).map { .number(-$0) }
    case .unary(.not, let operand): return boolean(operand).map { .boolean(!$0) }
    case .binary(let operation, let left, let right): return binary(operation, left, right)
    }
  }

  func number(_ expression: Expression) -> Double? {
    if case .number(let number)? = value(expression) { number } else { nil }
  }

  func number(_ argument: Argument) -> Double? {
    if case .number(let number)? = value(argument) { number } else { nil }
  }

  func boolean(_ expression: Expression) -> Bool? {
    if case .boolean(let flag)? = value(expression) { flag } else { nil }
  }

  private func binary(_ operation: BinaryOperator, _ left: Expression, _ right: Expression) -> Value? {
    switch operation {
    case .or:
      guard let first = boolean(left) else { return nil }
      return first ? .boolean(true) : boolean(right).map { .boolean($0) }
    case .and:
      guard let first = boolean(left) else { return nil }
      return first ? boolean(right).map { .boolean($0) } : .boolean(false)
    case .equal, .notEqual:
      guard let a = value(left), let b = value(right), a.kind == b.kind else { return nil }
      return .boolean((a == b) == (operation == .equal))
    default:
      guard let a = number(left), let b = number(right) else { return nil }
      return arithmetic(operation, a, b)
    }
  }

  private func arithmetic(_ operation: BinaryOperator, _ a: Double, _ b: Double) -> Value? {
    switch operation {
    case .less: .boolean(a < b)
    case .lessOrEqual: .boolean(a <= b)
    case .greater: .boolean(a > b)
    case .greaterOrEqual: .boolean(a >= b)
    case .add: .number(a + b)
    case .subtract: .number(a - b)
    case .multiply: .number(a * b)
    case .divide: b == 0 ? nil : .number(a / b)
    // Of negative numbers the run decides.
    case .modulo: b <= 0 || a < 0 ? nil : .number(fmod(a, b))
    case .power: .number(pow(a, b))
    case .or, .and, .equal, .notEqual: nil
    }
  }

  private func call(_ name: String, _ arguments: [Expression]) -> Value? {
    guard arguments.count == 1, let argument = arguments.first else { return nil }
    if name == "len", case .list(let items)? = value(argument) { return .number(Double(items.count)) }
    guard let number = number(argument) else { return nil }
    return switch name {
    case "abs": .number(abs(number))
    case "floor": .number(number.rounded(.down))
    case "ceil": .number(number.rounded(.up))
    case "sqrt": number < 0 ? nil : .number(number.squareRoot())
    default: nil
    }
  }
}
