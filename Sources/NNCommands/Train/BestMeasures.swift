import NNScript

/// Finds the measures behind `best.` in what a training will ask, so that their values are followed from its first check
/// on, not from the first time somebody looks.
struct BestMeasures {
  private(set) var names: [(parts: [NamePart], range: SourceRange)] = []

  mutating func visit(_ block: Block) {
    for statement in block.statements {
      switch statement.kind {
      case .command(let command): for argument in command.arguments { visit(argument) }
      case .binding(let binding): visit(binding.value)
      case .branch(let branches, _): for branch in branches { visit(branch.condition) }
      case .expect(let condition, let message):
        visit(condition)
        if let message { visit(message) }
      case .print(let items):
        for item in items {
          switch item {
          case .argument(let argument): visit(argument)
          case .call(let call): visit(call)
          }
        }
      case .expression(let expression): visit(expression)
      default: break
      }
      for inner in statement.kind.blocks { visit(inner) }
    }
  }

  mutating func visit(_ expression: Expression) {
    switch expression.kind {
    case .dotted(let parts): note(parts, at: expression.range)
    case .interpolated(let parts): visit(parts)
    case .list(let items): for item in items { visit(item) }
    case .call(_, let arguments): for argument in arguments { visit(argument) }
    case .unary(_, let operand): visit(operand)
    case .binary(_, let left, let right):
      visit(left)
      visit(right)
    case .number, .boolean, .string, .variable, .word: break
    }
  }

  private mutating func visit(_ argument: Argument) {
    switch argument.kind {
    case .dotted(let parts): note(parts, at: argument.range)
    case .interpolated(let parts): visit(parts)
    case .parenthesis(let expression): visit(expression)
    case .number, .string, .word, .variable: break
    }
  }

  private mutating func visit(_ parts: [StringPart]) {
    for case .expression(let expression) in parts { visit(expression) }
  }

  private mutating func note(_ parts: [NamePart], at range: SourceRange) {
    if parts.first == .word("best") { names.append((parts, range)) }
  }
}
