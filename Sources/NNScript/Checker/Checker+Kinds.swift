import NNText

/// The kind of an expression where it is certain before the script runs.
enum StaticKind: String, Sendable {
  case number, boolean, text, list

  var called: Wording {
    switch self {
    case .number: Phrase.number
    case .boolean: Phrase.boolean
    case .text: Phrase.text
    case .list: Phrase.list
    }
  }
}

extension Checker {
  mutating func checkBinary(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression, at range: SourceRange
  ) -> StaticKind? {
    let leftKind = check(left)
    let rightKind = check(right)
    switch operation {
    case .or, .and:
      checkOperand(leftKind, .boolean, of: operation.rawValue, at: left.range)
      checkOperand(rightKind, .boolean, of: operation.rawValue, at: right.range)
      return .boolean
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      checkCompared(operation, (left, leftKind), (right, rightKind), at: range)
      return .boolean
    case .add where leftKind == .text && rightKind == .text:
      return .text
    case .add, .subtract, .multiply, .divide, .modulo, .power:
      checkOperand(leftKind, .number, of: operation.rawValue, at: left.range)
      checkOperand(rightKind, .number, of: operation.rawValue, at: right.range)
      return .number
    }
  }

  private mutating func checkCompared(
    _ operation: BinaryOperator, _ left: (expression: Expression, kind: StaticKind?),
    _ right: (expression: Expression, kind: StaticKind?), at range: SourceRange
  ) {
    guard let leftKind = left.kind, let rightKind = right.kind else { return }
    if leftKind != rightKind {
      report(
        .comparedKinds,
        Wording(
          en: "cannot compare a \(leftKind.rawValue) with a \(rightKind.rawValue)",
          ko: "종류가 다른 값은 비교할 수 없습니다: \(leftKind.called), \(rightKind.called)"), at: range,
        labels: [
          .init(left.expression.range, leftKind.called), .init(right.expression.range, rightKind.called),
        ],
        help: Wording(
          en: "both sides of '\(operation.rawValue)' have the same kind", ko: "'\(operation.rawValue)' 양쪽은 같은 종류여야 합니다")
      )
    } else if leftKind != .number, operation != .equal, operation != .notEqual {
      report(
        .comparedKinds,
        Wording(
          en: "'\(operation.rawValue)' compares numbers, found a \(leftKind.rawValue)",
          ko: "'\(operation.rawValue)'는 수를 비교합니다. 실제로는 \(leftKind.called)"), at: range,
        help: Wording(en: "'==' and '!=' compare any two of a kind", ko: "'=='와 '!='는 종류가 같은 두 값을 비교합니다"))
    }
  }

  mutating func checkOperand(_ kind: StaticKind?, _ wanted: StaticKind, of operation: String, at range: SourceRange) {
    guard let kind, kind != wanted else { return }
    report(
      .operandKind,
      Wording(
        en: "'\(operation)' works on a \(wanted.rawValue), found a \(kind.rawValue)",
        ko: "'\(operation)' 옆에 있어야 할 것: \(wanted.called). 실제로는 \(kind.called)"), at: range,
      help: kind == .text && wanted == .number
        ? Wording(
          en: "texts and numbers meet in a string: \"{$name} {$value}\"",
          ko: "글과 수는 문자열 안에서 함께 씁니다: \"{$name} {$value}\"") : nil)
  }
}
