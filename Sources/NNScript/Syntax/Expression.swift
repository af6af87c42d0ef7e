import NNText

/// An expression of the language with its source range.
package struct Expression: Sendable {
  package indirect enum Kind: Sendable {
    case number(Double)
    case boolean(Bool)
    case string(String)
    case interpolated([StringPart])
    case variable(String)
    /// A bare word: a measure, `true`, `false` or a word of some signature (text); any other word is an error of the
    /// check.
    case word(String)
    /// A measure with a prefix for a part or a run: `test.loss`, `best.loss`, `runs.$name.test.accuracy`.
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

extension Expression {
  /// The source text of the expression, with single spaces and the fewest parentheses; parsing it yields the same
  /// expression.
  package var text: String { text(within: 0) }

  private var precedence: Int {
    switch kind {
    case .binary(let binary, _, _): binary.precedence
    case .unary(.not, _): 3
    case .unary(.negate, _): 7
    case .number(let number) where number.sign == .minus: 7
    default: 9
    }
  }

  private func text(within level: Int) -> String {
    let plain =
      switch kind {
      case .number(let number): NumberFormat.exact(number)
      case .boolean(let boolean): boolean ? "true" : "false"
      case .string(let text): StringPart.quoted([.text(text)])
      case .interpolated(let parts): StringPart.quoted(parts)
      case .variable(let name): "$" + name
      case .word(let word): word
      case .dotted(let parts): NamePart.joined(parts)
      case .list(let items): "[" + items.map(\.text).joined(separator: " ") + "]"
      case .call(let name, let arguments): name + "(" + arguments.map(\.text).joined(separator: ", ") + ")"
      case .unary(.not, let operand): "not " + operand.text(within: 3)
      case .unary(.negate, let operand): "-" + operand.text(within: 7)
      case .binary(let binary, let left, let right):
        left.text(within: binary.leftLevel) + " " + binary.rawValue + " " + right.text(within: binary.rightLevel)
      }
    return precedence < level ? "(" + plain + ")" : plain
  }
}

extension BinaryOperator {
  fileprivate var precedence: Int {
    switch self {
    case .or: 1
    case .and: 2
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: 4
    case .add, .subtract: 5
    case .multiply, .divide, .modulo: 6
    case .power: 8
    }
  }

  /// Comparisons cannot be chained; the base of a power is an atom.
  fileprivate var leftLevel: Int { precedence == 4 || precedence == 8 ? precedence + 1 : precedence }
  /// The exponent of a power may have a sign and be a power itself.
  fileprivate var rightLevel: Int { self == .power ? 7 : precedence + 1 }
}

extension Argument {
  /// The source text of the argument.
  package var text: String {
    switch kind {
    case .number(let number): NumberFormat.exact(number)
    case .string(let text): StringPart.quoted([.text(text)])
    case .interpolated(let parts): StringPart.quoted(parts)
    case .word(let word): word
    case .variable(let name): "$" + name
    case .dotted(let parts): NamePart.joined(parts)
    case .parenthesis(let expression): "(" + expression.text + ")"
    }
  }
}

extension Item {
  package var text: String {
    switch self {
    case .argument(let argument): argument.text
    case .call(let call): call.text
    }
  }

  package var range: SourceRange {
    switch self {
    case .argument(let argument): argument.range
    case .call(let call): call.range
    }
  }
}

extension NamePart {
  fileprivate static func joined(_ parts: [NamePart]) -> String {
    parts.map { part in
      switch part {
      case .word(let word): word
      case .variable(let name): "$" + name
      }
    }
    .joined(separator: ".")
  }
}

extension StringPart {
  fileprivate static func quoted(_ parts: [StringPart]) -> String {
    "\"" + parts.map(\.quoted).joined() + "\""
  }

  private var quoted: String {
    switch self {
    case .expression(let expression): return "{" + expression.text + "}"
    case .text(let text):
      var result = ""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\n": result += "\\n"
        case "\t": result += "\\t"
        case "\"", "\\", "{", "}":
          result += "\\"
          result.unicodeScalars.append(scalar)
        default: result.unicodeScalars.append(scalar)
        }
      }
      return result
    }
  }
}
