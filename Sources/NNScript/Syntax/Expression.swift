/// An expression of the language, with its place.
package struct Expression: Sendable {
  package indirect enum Kind: Sendable {
    case number(Double)
    case boolean(Bool)
    case string(String)
    case interpolated([StringPart])
    case variable(String)
    /// A bare word: a measure, `true`/`false`, a word some signature knows (text), else an error of the check.
    case word(String)
    /// A measure with a part or a run in front: `test.loss`, `best.loss`, `runs.$name.test.accuracy`.
    case dotted([NamePart])
    case list([Argument])
    case call(name: String, arguments: [Expression])
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
  }

  package var kind: Kind
  package var range: SourceRange

  package init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

package enum UnaryOperator: String, Sendable { case negate = "-", not }

package enum BinaryOperator: String, Sendable {
  case or, and
  case equal = "==", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
  case add = "+", subtract = "-", multiply = "*", divide = "/", modulo = "%", power = "^"
}
