/// Measures that are sure to be asked for: whether there is something to measure is known beforehand.
extension DryRun {
  mutating func ask(_ expression: Expression) {
    guard isCertain else { return }
    switch expression.kind {
    case .word(let word): ask(words: [word], at: expression.range)
    case .dotted(let parts): ask(parts, at: expression.range)
    case .interpolated(let parts): ask(parts)
    case .list(let items): for item in items { ask(item) }
    case .call(let name, let arguments): ask(name, arguments, at: expression.range)
    case .unary(_, let operand): ask(operand)
    case .binary(let operation, let left, let right):
      ask(left)
      // Whether the right side is asked depends on the left.
      if operation != .and, operation != .or { ask(right) }
    case .number, .boolean, .string, .variable: break
    }
  }

  mutating func ask(_ argument: Argument) {
    guard isCertain else { return }
    switch argument.kind {
    case .word(let word): ask(words: [word], at: argument.range)
    case .dotted(let parts): ask(parts, at: argument.range)
    case .interpolated(let parts): ask(parts)
    case .parenthesis(let expression): ask(expression)
    case .number, .string, .variable: break
    }
  }

  private mutating func ask(_ parts: [StringPart]) {
    for case .expression(let expression) in parts { ask(expression) }
  }

  private mutating func ask(_ parts: [NamePart], at range: SourceRange) {
    guard case .text(let text)? = evaluator.text(parts) else { return }
    ask(words: text.split(separator: ".").map(String.init), at: range)
  }

  private mutating func ask(words: [String], at range: SourceRange) {
    guard let reference = MeasureReference(words: words), reference.run == nil, !reference.isBest else { return }
    tell(host.ask(reference, at: range))
  }

  private mutating func ask(_ name: String, _ arguments: [Expression], at range: SourceRange) {
    for argument in arguments { ask(argument) }
    guard MeasureReference.layerMeasures.contains(where: { $0.name == name }), arguments.count == 1,
      case .number(let number)? = try? evaluator.value(arguments[0]), let layer = Int(exactly: number), layer > 0
    else { return }
    tell(host.ask(name, layer: layer, at: range))
  }
}
