import NNText

extension Evaluator {
  package func evaluate(_ expression: Expression, host: any Host) throws(Stop) -> Value {
    switch expression.kind {
    case .number(let number): return .number(number)
    case .boolean(let boolean): return .boolean(boolean)
    case .string(let text): return .text(text)
    case .interpolated(let parts): return .text(try text(parts, host: host))
    case .variable(let name): return try variable(name, at: expression.range)
    case .word(let word): return try self.word(word, at: expression.range, host: host)
    case .dotted(let parts): return try measure(parts, at: expression.range, host: host)
    case .list(let items): return try list(items, host: host)
    case .call(let name, let arguments): return try call(name, arguments, at: expression.range, host: host)
    case .unary(let operation, let operand):
      let value = try evaluate(operand, host: host)
      return try stopping { () throws(Diagnostic) in try Operation.apply(operation, to: value, at: operand.range) }
    case .binary(let operation, let left, let right):
      return try binary(operation, left, right, host: host)
    }
  }

  /// The value of the condition of `if`, `while`, `expect`, `stop when` or `train until`.
  package func condition(_ expression: Expression, host: any Host) throws(Stop) -> Bool {
    let value = try evaluate(expression, host: host)
    if case .boolean(let boolean) = value { return boolean }
    throw .failed(
      Diagnostic(
        .conditionKind,
        Wording(en: "expected true or false, found \(value.phrase)", ko: "참이나 거짓이 있어야 합니다. 실제로는 \(value.phrase)"),
        at: expression.range,
        help: value.kind == "number"
          ? Wording(en: "compare it: \(expression.text) > 0", ko: "비교하세요: \(expression.text) > 0") : nil))
  }

  private func stopping(_ body: () throws(Diagnostic) -> Value) throws(Stop) -> Value {
    do { return try body() } catch { throw .failed(error) }
  }

  private func binary(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression, host: any Host
  ) throws(Stop) -> Value {
    let first = try evaluate(left, host: host)
    // The right side is evaluated only if it matters: `runs_done and runs.a.loss < 1`.
    if operation == .and, first == .boolean(false) { return first }
    if operation == .or, first == .boolean(true) { return first }
    if operation == .and || operation == .or {
      do { _ = try Operation.boolean(first, of: operation.rawValue, at: left.range) } catch { throw .failed(error) }
    }
    let second = try evaluate(right, host: host)
    return try stopping { () throws(Diagnostic) in
      try Operation.apply(operation, first, second, at: left.range, right.range)
    }
  }

  /// The value of a measure, or a word of some signature as text.
  private func word(_ word: String, at range: SourceRange, host: any Host) throws(Stop) -> Value {
    if MeasureReference.isName(word) { return try measure([.word(word)], at: range, host: host) }
    if matcher.table.knows(word) { return .text(word) }
    throw .failed(
      Diagnostic(
        .bareWord, Phrase.neitherMeasureNorWord(word), at: range,
        help: variables[word] == nil ? Phrase.textNeedsQuotes(word) : Phrase.variableIsWritten(word)))
  }

  private func list(_ items: [Argument], host: any Host) throws(Stop) -> Value {
    var values: [Value] = []
    values.reserveCapacity(items.count)
    for item in items {
      switch item.kind {
      case .word("true"): values.append(.boolean(true))
      case .word("false"): values.append(.boolean(false))
      case .word(let word): values.append(try self.word(word, at: item.range, host: host))
      default: append(try evaluate(item, host: host), to: &values)
      }
      guard values.count <= Value.itemLimit else { throw .failed(.tooLarge(.list(values), at: item.range)) }
    }
    return .list(values)
  }

  private func call(
    _ name: String, _ arguments: [Expression], at range: SourceRange, host: any Host
  ) throws(Stop) -> Value {
    var values: [Value] = []
    for argument in arguments { values.append(try evaluate(argument, host: host)) }
    guard MeasureReference.layerMeasures.contains(where: { $0.name == name }) else {
      let ranges = arguments.map(\.range)
      return try stopping { () throws(Diagnostic) in try Operation.call(name, values, ranges, at: range) }
    }
    guard values.count == 1, case .number(let layer) = values[0], layer == layer.rounded(), layer >= 1, layer <= 0x1p31
    else {
      let found =
        values.count == 1
        ? values[0].phrase : Wording(en: "\(values.count) values", ko: "값 \(values.count)개")
      throw .failed(
        Diagnostic(
          .invalidCount,
          Wording(
            en: "'\(name)' needs a layer number, found \(found)", ko: "'\(name)'에는 층의 번호를 씁니다. 실제로는 \(found)"),
          at: range,
          help: Wording(en: "layers are numbered from 1: \(name)(1)", ko: "층은 1부터 셉니다: \(name)(1)")))
    }
    return observe("\(name)(\(Int(layer)))", try host.layerMeasure(name, layer: Int(layer), at: range))
  }

  /// A string with its expressions evaluated.
  func text(_ parts: [StringPart], host: any Host) throws(Stop) -> String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .expression(let expression):
        result += try evaluate(expression, host: host).display
        guard result.utf8.count <= Value.textLimit else {
          throw .failed(.tooLarge(.text(result), at: expression.range))
        }
      }
    }
    return result
  }
}
