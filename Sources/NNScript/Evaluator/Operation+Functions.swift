import Glibc
import NNText

extension Operation {
  /// A call of a function of values. Those of layers are the host's.
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

  /// Not a number where mathematics has no value.
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

  /// Of one list, or of two and more values. NaN among them is the answer: it must not go unseen.
  private static func extreme(
    _ name: String, _ values: [Value], _ ranges: [SourceRange], at range: SourceRange
  ) throws(Diagnostic) -> Double {
    var candidates: [Double] = []
    if values.count == 1 {
      guard case .list(let items) = values[0] else {
        throw Diagnostic(
          .operandKind,
          Wording(
            en: "'\(name)' of one value works on a list, found \(values[0].phrase)",
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
          en: "'round' takes a whole number of digits from -15 to 15, found \(value.display)",
          ko: "'round'의 자릿수는 -15부터 15까지의 정수입니다. 실제로는 \(value.display)"), at: range)
    }
    let power = pow(10, digits.magnitude)
    if digits < 0 { return (x / power).rounded(.toNearestOrAwayFromZero) * power }
    let scaled = x * power
    // Beyond 2^53 every number is whole already.
    return scaled.magnitude < 9_007_199_254_740_992 ? scaled.rounded(.toNearestOrAwayFromZero) / power : x
  }
}
