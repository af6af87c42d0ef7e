import Glibc
import NNText

/// The operators and functions on values. Shared by the evaluator and the partial evaluation before a run.
package enum Operation {
  package static func apply(
    _ operation: UnaryOperator, to operand: Value, at range: SourceRange
  ) throws(Diagnostic) -> Value {
    switch (operation, operand) {
    case (.negate, .number(let number)): return .number(-number)
    case (.not, .boolean(let boolean)): return .boolean(!boolean)
    case (.negate, _): throw kindError("-", .number, operand, at: range)
    case (.not, _): throw kindError("not", .boolean, operand, at: range)
    }
  }

  /// Applies an operator to both operands. For `and` and `or`, the evaluator short-circuits before calling this.
  package static func apply(
    _ operation: BinaryOperator, _ left: Value, _ right: Value, at leftRange: SourceRange, _ rightRange: SourceRange
  ) throws(Diagnostic) -> Value {
    switch operation {
    case .or, .and:
      let a = try boolean(left, of: operation.rawValue, at: leftRange)
      let b = try boolean(right, of: operation.rawValue, at: rightRange)
      return .boolean(operation == .or ? a || b : a && b)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      return .boolean(try compare(operation, left, right, at: leftRange, rightRange))
    case .add, .subtract, .multiply, .divide, .modulo, .power:
      if operation == .add, case .text(let a) = left, case .text(let b) = right {
        guard a.utf8.count + b.utf8.count <= Value.textLimit else {
          throw .tooLarge(left, at: leftRange.joined(to: rightRange))
        }
        return .text(a + b)
      }
      let a = try number(left, of: operation.rawValue, at: leftRange)
      let b = try number(right, of: operation.rawValue, at: rightRange)
      return .number(try compute(operation, a, b, at: leftRange.joined(to: rightRange)))
    }
  }

  package static func boolean(_ value: Value, of name: String, at range: SourceRange) throws(Diagnostic) -> Bool {
    if case .boolean(let boolean) = value { return boolean }
    throw kindError(name, .boolean, value, at: range)
  }

  static func number(_ value: Value, of name: String, at range: SourceRange) throws(Diagnostic) -> Double {
    if case .number(let number) = value { return number }
    throw kindError(name, .number, value, at: range)
  }

  static func kindError(_ name: String, _ wanted: StaticKind, _ found: Value, at range: SourceRange) -> Diagnostic {
    let help: Wording? =
      switch (wanted, found) {
      case (.boolean, .number): Wording(en: "compare it: $x != 0", ko: "비교하세요: $x != 0")
      case (.number, .text):
        Wording(
          en: "combine text and numbers in a string: \"{$name} {$value}\"",
          ko: "글과 수를 함께 쓰려면 문자열에 넣으세요: \"{$name} {$value}\"")
      default: nil
      }
    return Diagnostic(
      .operandKind,
      Wording(
        en: "'\(name)' needs a \(wanted.rawValue), found \(found.phrase)",
        ko: "'\(name)'에 있어야 할 것: \(wanted.called). 실제로는 \(found.phrase)"), at: range, help: help)
  }

  private static func compute(
    _ operation: BinaryOperator, _ a: Double, _ b: Double, at range: SourceRange
  ) throws(Diagnostic) -> Double {
    switch operation {
    case .add: return a + b
    case .subtract: return a - b
    case .multiply: return a * b
    case .divide, .modulo:
      guard b != 0 else {
        throw Diagnostic(
          .divisionByZero,
          Wording(
            en: "division of \(Value.number(a).display) by zero",
            ko: "\(Value.number(a).display)\(Particle.object(Value.number(a).display)) 0으로 나눌 수 없습니다"), at: range)
      }
      if operation == .divide { return a / b }
      // The remainder has the sign of the divisor, as in Python: -1 % 3 is 2.
      let rest = fmod(a, b)
      return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest
    default:
      if a == 0 && b < 0 {
        throw Diagnostic(
          .divisionByZero,
          Wording(en: "zero to a negative power is a division by zero", ko: "0의 음수 제곱은 0으로 나누는 것과 같습니다"),
          at: range)
      }
      let result = pow(a, b)
      if result.isNaN && !a.isNaN && !b.isNaN {
        throw Diagnostic(
          .undefinedResult,
          Wording(en: "a negative number to a fractional power is not defined", ko: "음수의 분수 제곱은 없습니다"),
          at: range)
      }
      return result
    }
  }

  private static func compare(
    _ operation: BinaryOperator, _ left: Value, _ right: Value, at leftRange: SourceRange, _ rightRange: SourceRange
  ) throws(Diagnostic) -> Bool {
    let range = leftRange.joined(to: rightRange)
    switch (left, right) {
    case (.number(let a), .number(let b)):
      switch operation {
      case .equal: return a == b
      // Every comparison with NaN is false, including this one.
      case .notEqual: return a != b && !a.isNaN && !b.isNaN
      case .less: return a < b
      case .lessOrEqual: return a <= b
      case .greater: return a > b
      default: return a >= b
      }
    case (.boolean, .boolean), (.text, .text), (.list, .list):
      guard operation == .equal || operation == .notEqual else {
        throw Diagnostic(
          .comparedKinds,
          Wording(
            en: "'\(operation.rawValue)' compares numbers, found \(left.phrase)",
            ko: "'\(operation.rawValue)'는 수를 비교합니다. 실제로는 \(left.phrase)"), at: range,
          help: Wording(
            en: "'==' and '!=' compare any two values of the same kind", ko: "'=='와 '!='는 종류가 같은 두 값을 비교합니다"))
      }
      return (left == right) == (operation == .equal)
    default:
      throw Diagnostic(
        .comparedKinds,
        Wording(
          en: "cannot compare \(left.phrase) with \(right.phrase)",
          ko: "종류가 다른 값은 비교할 수 없습니다: \(left.phrase), \(right.phrase)"), at: range,
        labels: [.init(leftRange, left.kindCalled), .init(rightRange, right.kindCalled)],
        help: Wording(
          en: "both sides of '\(operation.rawValue)' must have the same kind",
          ko: "'\(operation.rawValue)' 양쪽은 같은 종류여야 합니다")
      )
    }
  }
}

extension Value {
  /// "the number 5", "the text 'a'", "a list".
  package var phrase: Wording { Phrase.found(self) }
}

extension Operation {
  /// Calls a function of values. Functions of layers belong to the host.
  package static func call(
    _ name: String, _ values: [Value], _ ranges: [SourceRange], at range: SourceRange
  ) throws(Diagnostic) -> Value {
    guard let function = ScriptFunction.named(name) else {
      throw Diagnostic(
        .unknownFunction, Wording(en: "unknown function '\(name)'", ko: "알 수 없는 함수입니다: '\(name)'"), at: range)
    }
    guard function.argumentCount.contains(values.count), let first = values.first, let firstRange = ranges.first else {
      throw Diagnostic(
        .argumentCount,
        Wording(
          en: "'\(name)' takes \(function.countText), found \(values.count)",
          ko: "'\(name)'의 인자는 \(function.countText)인데 \(values.count)개입니다"), at: range,
        help: Wording(en: "usage: \(function.usage)", ko: "쓰는 법: \(function.usage)"))
    }
    switch name {
    case "len":
      if case .text(let text) = first { return .number(Double(text.count)) }
      guard case .list(let items) = first else { throw kindError("len", .list, first, at: firstRange) }
      return .number(Double(items.count))
    case "sum", "mean":
      guard case .list(let items) = first else { throw kindError(name, .list, first, at: firstRange) }
      let sum = try numbers(items, of: name, at: firstRange).reduce(0, +)
      if name == "sum" { return .number(sum) }
      guard !items.isEmpty else {
        throw undefined(Wording(en: "an empty list has no mean", ko: "빈 목록에는 평균이 없습니다"), at: range)
      }
      return .number(sum / Double(items.count))
    case "min", "max":
      return .number(try extreme(name, values, ranges, at: range))
    case "round":
      let x = try number(first, of: name, at: firstRange)
      guard values.count == 2 else { return .number(x.rounded(.toNearestOrAwayFromZero)) }
      return .number(try round(x, digits: values[1], at: ranges[1]))
    default:
      let x = try number(first, of: name, at: firstRange)
      guard let result = real(name, x) else {
        throw Diagnostic(
          .unknownFunction, Wording(en: "'\(name)' cannot be called here", ko: "'\(name)' 함수는 여기서 쓸 수 없습니다"), at: range)
      }
      guard !result.isNaN || x.isNaN else {
        throw undefined(
          Wording(
            en: "\(name)(\(Value.number(x).display)) is not defined",
            ko: "\(name)(\(Value.number(x).display)) 값은 정의되지 않습니다"), at: range)
      }
      return .number(result)
    }
  }

  /// The value of a function of one number; NaN where it is not defined, `nil` for an unknown function.
  private static func real(_ name: String, _ x: Double) -> Double? {
    switch name {
    case "abs": x.magnitude
    case "sqrt": x.squareRoot()
    case "exp": exp(x)
    case "log": x == 0 ? .nan : log(x)
    case "log10": x == 0 ? .nan : log10(x)
    case "sin": sin(x)
    case "cos": cos(x)
    case "tanh": tanh(x)
    case "floor": x.rounded(.down)
    case "ceil": x.rounded(.up)
    default: nil
    }
  }

  private static func undefined(_ message: Wording, at range: SourceRange) -> Diagnostic {
    Diagnostic(.undefinedResult, message, at: range)
  }

  private static func numbers(_ items: [Value], of name: String, at range: SourceRange) throws(Diagnostic) -> [Double] {
    var numbers: [Double] = []
    numbers.reserveCapacity(items.count)
    for item in items { numbers.append(try number(item, of: name, at: range)) }
    return numbers
  }

  /// The minimum or maximum of one list, or of two or more values. The result is NaN if any value is.
  private static func extreme(
    _ name: String, _ values: [Value], _ ranges: [SourceRange], at range: SourceRange
  ) throws(Diagnostic) -> Double {
    var candidates: [Double] = []
    if values.count == 1 {
      guard case .list(let items) = values[0] else {
        throw Diagnostic(
          .operandKind,
          Wording(
            en: "'\(name)' of a single value needs a list, found \(values[0].phrase)",
            ko: "'\(name)'에 값 하나만 쓸 때는 목록이어야 합니다. 실제로는 \(values[0].phrase)"), at: ranges[0],
          help: Wording(en: "\(name)($list) or \(name)(a, b)", ko: "\(name)($list) 또는 \(name)(a, b)"))
      }
      candidates = try numbers(items, of: name, at: ranges[0])
    } else {
      for (value, place) in zip(values, ranges) { candidates.append(try number(value, of: name, at: place)) }
    }
    guard var result = candidates.first else {
      throw undefined(Wording(en: "an empty list has no \(name)", ko: "빈 목록에는 \(name) 값이 없습니다"), at: range)
    }
    for candidate in candidates.dropFirst() where !result.isNaN {
      if candidate.isNaN || (name == "min" ? candidate < result : candidate > result) { result = candidate }
    }
    return result
  }

  private static func round(_ x: Double, digits value: Value, at range: SourceRange) throws(Diagnostic) -> Double {
    let digits = try number(value, of: "round", at: range)
    guard digits == digits.rounded(), digits.magnitude <= 15 else {
      throw Diagnostic(
        .undefinedResult,
        Wording(
          en: "'round' needs a whole number of digits from -15 to 15, found \(value.display)",
          ko: "'round'의 자릿수는 -15부터 15까지의 정수입니다. 실제로는 \(value.display)"), at: range)
    }
    let power = pow(10, digits.magnitude)
    if digits < 0 { return (x / power).rounded(.toNearestOrAwayFromZero) * power }
    let scaled = x * power
    // From 2^53 on, every number is an integer.
    return scaled.magnitude < 9_007_199_254_740_992 ? scaled.rounded(.toNearestOrAwayFromZero) / power : x
  }
}
