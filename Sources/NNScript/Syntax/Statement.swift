/// A parsed statement, before matching with signatures, except for statements with their own grammar.
package struct Statement: Sendable {
  package indirect enum Kind: Sendable {
    /// `WORD arg…`; the checker matches it with its signature.
    case command(Command)
    /// `let NAME = EXPR` and `param NAME = EXPR ["what it is"]`.
    case binding(Binding)
    case branch([Branch], otherwise: Block?)
    case loop(Axis, Block)
    case repeated(count: Argument, Block)
    case whileLoop(Expression, Block)
    case sweep([Axis], Block, name: Argument?)
    /// `layer residual … end`, `data table … end`: a command that opens a block.
    case block(Command, Block)
    case expect(Expression, message: Argument?)
    case stopWhen(Expression, count: Argument?, unit: Argument?)
    case trainUntil(Expression, limit: Argument, unit: Argument, name: Argument?)
    case print([Item])
    case measure([Item])
    /// `every N UNIT STATEMENT` and its block form; `every none` is a command.
    case every(count: Argument, unit: Argument, Block)
    /// `try STATEMENT for N steps`.
    case attempt(Command, count: Argument, unit: Argument)
    /// `include "file.nn"`, with the parsed file.
    case include(path: Argument, Block)
    /// `( expression )` alone, whose value is shown.
    case expression(Expression)
  }

  package var kind: Kind
  package var range: SourceRange

  package init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

/// A word and its arguments.
package struct Command: Sendable {
  package var name: String
  package var nameRange: SourceRange
  package var arguments: [Argument]

  package init(name: String, nameRange: SourceRange, arguments: [Argument]) {
    self.name = name
    self.nameRange = nameRange
    self.arguments = arguments
  }
}

package struct Binding: Sendable {
  package var isParameter: Bool
  package var name: String
  package var nameRange: SourceRange
  package var value: Expression
  /// The description of a `param`.
  package var purpose: String?

  package init(isParameter: Bool, name: String, nameRange: SourceRange, value: Expression, purpose: String?) {
    self.isParameter = isParameter
    self.name = name
    self.nameRange = nameRange
    self.value = value
    self.purpose = purpose
  }
}

package struct Branch: Sendable {
  package var condition: Expression
  package var body: Block

  package init(condition: Expression, body: Block) {
    self.condition = condition
    self.body = body
  }
}

/// `NAME in A B C` or `NAME from A to B [by C]`.
package struct Axis: Sendable {
  package enum Source: Sendable {
    case items([Argument])
    case progression(from: Argument, to: Argument, by: Argument?)
  }

  package var name: String
  package var nameRange: SourceRange
  package var source: Source

  package init(name: String, nameRange: SourceRange, source: Source) {
    self.name = name
    self.nameRange = nameRange
    self.source = source
  }
}

package struct Block: Sendable {
  package var statements: [Statement]

  package init(_ statements: [Statement]) { self.statements = statements }
}

/// An item of `print` or `measure`: an argument or a call.
package enum Item: Sendable {
  case argument(Argument)
  case call(Expression)
}

/// One argument of a statement, as written; arguments are separated by spaces.
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
