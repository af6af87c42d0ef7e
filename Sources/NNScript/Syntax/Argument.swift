/// One blank-separated argument of a statement, as written.
package struct Argument: Sendable {
  package indirect enum Kind: Sendable {
    /// `5`, `-1`, `1e-3`, `80%` (0.8).
    case number(Double)
    /// `"…"` without interpolation.
    case string(String)
    /// `"…{expression}…"`.
    case interpolated([StringPart])
    case word(String)
    /// `$name`.
    case variable(String)
    /// `test.loss`, `runs.$act.loss`: word and variable pieces.
    case dotted([NamePart])
    /// `( expression )`.
    case parenthesis(Expression)
  }

  package var kind: Kind
  package var range: SourceRange

  package init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

/// A piece of a dotted name.
package enum NamePart: Sendable, Equatable {
  case word(String)
  case variable(String)
}

/// A piece of an interpolated string.
package enum StringPart: Sendable {
  case text(String)
  case expression(Expression)
}
