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
      if let leftKind, let rightKind, leftKind != rightKind {
        report(
          .expressionKind, "cannot compare a \(leftKind.rawValue) with a \(rightKind.rawValue)", at: range,
          labels: [.init(left.range, "a \(leftKind.rawValue)"), .init(right.range, "a \(rightKind.rawValue)")],
          help: "both sides of '\(operation.rawValue)' have the same kind")
      }
      return .boolean
    case .add where leftKind == .text && rightKind == .text:
      return .text
    case .add, .subtract, .multiply, .divide, .modulo, .power:
      checkOperand(leftKind, .number, of: operation.rawValue, at: left.range)
      checkOperand(rightKind, .number, of: operation.rawValue, at: right.range)
      return .number
    }
  }

  mutating func checkOperand(_ kind: StaticKind?, _ wanted: StaticKind, of operation: String, at range: SourceRange) {
    guard let kind, kind != wanted else { return }
    report(
      .expressionKind, "'\(operation)' works on a \(wanted.rawValue), found a \(kind.rawValue)", at: range,
      help: kind == .text && wanted == .number ? "texts are joined by interpolation: \"{$a}{$b}\"" : nil)
  }
}
