import NNText

/// The kind of an expression where it is certain before the script runs.
enum StaticKind: String, Sendable {
  case number, boolean, text, list
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
        .comparedKinds, "cannot compare a \(leftKind.rawValue) with a \(rightKind.rawValue)", at: range,
        labels: [
          .init(left.expression.range, "\(leftKind.rawValue)"), .init(right.expression.range, "\(rightKind.rawValue)"),
        ],
        help: "both sides of '\(operation.rawValue)' have the same kind")
    } else if leftKind != .number, operation != .equal, operation != .notEqual {
      report(
        .comparedKinds, "'\(operation.rawValue)' compares numbers, found a \(leftKind.rawValue)", at: range,
        help: "'==' and '!=' compare any two of a kind")
    }
  }

  mutating func checkOperand(_ kind: StaticKind?, _ wanted: StaticKind, of operation: String, at range: SourceRange) {
    guard let kind, kind != wanted else { return }
    report(
      .operandKind, "'\(operation)' works on a \(wanted.rawValue), found a \(kind.rawValue)", at: range,
      help: kind == .text && wanted == .number ? "texts and numbers meet in a string: \"{$name} {$value}\"" : nil)
  }
}
