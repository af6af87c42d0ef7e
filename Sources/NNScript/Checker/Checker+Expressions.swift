import NNText

extension Checker {
  /// Checks the names, measures, functions and kinds of an expression; returns its kind where it is certain.
  @discardableResult
  mutating func check(_ expression: Expression) -> StaticKind? {
    switch expression.kind {
    case .number: return .number
    case .boolean: return .boolean
    case .string: return .text
    case .interpolated(let parts):
      check(parts)
      return .text
    case .variable(let name):
      checkVariable(name, at: expression.range)
      return nil
    case .word(let word): return checkWord(word, at: expression.range)
    case .dotted(let parts):
      checkMeasure(parts, at: expression.range)
      return parts.last == .word("nan") ? .boolean : parts.last.flatMap { if case .word = $0 { .number } else { nil } }
    case .list(let items):
      for item in items {
        if case .word(let word) = item.kind { _ = checkWord(word, at: item.range) } else { check(item) }
      }
      return .list
    case .call(let name, let arguments):
      for argument in arguments { check(argument) }
      checkCall(name, arguments.count, at: expression.range)
      return .number
    case .unary(let operation, let operand):
      let kind = check(operand)
      let wanted: StaticKind = operation == .not ? .boolean : .number
      checkOperand(kind, wanted, of: operation.rawValue, at: operand.range)
      return wanted
    case .binary(let operation, let left, let right):
      return checkBinary(operation, left, right, at: expression.range)
    }
  }

  mutating func check(_ parts: [StringPart]) {
    for case .expression(let expression) in parts { check(expression) }
  }

  mutating func checkCondition(_ expression: Expression) {
    guard let kind = check(expression), kind != .boolean else { return }
    report(
      .conditionKind,
      Wording(en: "expected true or false, found a \(kind.rawValue)", ko: "참이나 거짓이 있어야 합니다. 실제로는 \(kind.called)"),
      at: expression.range,
      help: kind == .number
        ? Wording(en: "compare it: \(expression.text) > 0", ko: "비교하세요: \(expression.text) > 0") : nil)
  }

  mutating func checkVariable(_ name: String, at range: SourceRange) {
    guard !variables.contains(name) else { return }
    // Reported once: the name counts as set from here on.
    defer { variables.insert(name) }
    if let later = laterBinding(of: name), later.source != range.source || later.lower > range.lower {
      report(
        .unknownVariable,
        Wording(en: "'$\(name)' is not set before this line", ko: "이 줄보다 앞에서 '$\(name)'에 값을 준 적이 없습니다"), at: range,
        labels: [.init(later, Wording(en: "it is first set here", ko: "여기에서 처음 값을 줍니다"))],
        help: Wording(en: "move the line that sets it before this one", ko: "값을 주는 줄을 이 줄 앞으로 옮기세요"))
      return
    }
    let near = suggestion(for: name, among: variables)
    report(
      .unknownVariable, Wording(en: "'$\(name)' is never set", ko: "'$\(name)'에 값을 준 적이 없습니다"), at: range,
      help: near.map { .didYouMean("$\($0)") }
        ?? Wording(en: "set it first: `let \(name) = …`", ko: "먼저 값을 주세요: `let \(name) = …`"))
  }

  mutating func checkMeasure(_ parts: [NamePart], at range: SourceRange) {
    var words: [String?] = []
    for part in parts {
      switch part {
      case .word(let word): words.append(word)
      case .variable(let name):
        checkVariable(name, at: range)
        words.append(nil)
      }
    }
    if let complaint = MeasureReference.complaint(about: words) {
      report(.unknownMeasure, complaint.message, at: range, help: complaint.help)
      return
    }
    guard words.first == "runs", case let run?? = words.dropFirst().first else { return }
    guard let names, !names.contains(run), !Self.isNumbered(run) else { return }
    let near = suggestion(for: run, among: names)
    report(
      .unknownName, Wording(en: "no run is named '\(run)' in this script", ko: "이 스크립트에는 이름이 '\(run)'인 학습 기록이 없습니다"),
      at: range,
      help: near.map { .didYouMean($0) }
        ?? Wording(en: "name a run with `train … as \(run)`", ko: "학습 기록의 이름은 `train … as \(run)`으로 붙입니다"))
  }

  /// The closest name; `nil` among more than 1,000 names, where one is always close by chance and each search is slow.
  func suggestion(for name: String, among names: Set<String>) -> String? {
    names.count <= 1000 ? Spelling.suggestion(for: name, among: names.sorted()) : nil
  }

  private mutating func checkWord(_ word: String, at range: SourceRange) -> StaticKind? {
    if MeasureReference.isName(word) { return word == "nan" ? .boolean : .number }
    if word == "true" || word == "false" { return .boolean }
    if matcher.table.knows(word) {
      // It would count as text, and a forgotten $ would go unnoticed.
      guard variables.contains(word) else { return .text }
      report(
        .bareWord, Phrase.wordOrVariable(word), at: range,
        help: Wording(en: "write `$\(word)` or \"\(word)\"", ko: "`$\(word)` 또는 \"\(word)\"로 쓰세요"))
      return nil
    }
    let synonym = matcher.table.synonyms[word].flatMap {
      MeasureReference.isName($0) || matcher.table.knows($0) || $0 == "true" || $0 == "false" ? $0 : nil
    }
    let near =
      synonym
      ?? Spelling.suggestion(for: word, among: MeasureReference.names.map(\.name) + matcher.table.knownWords)
    let advice: Wording =
      if variables.contains(word) {
        Phrase.variableIsWritten(word)
      } else if let near {
        .didYouMean(near)
      } else {
        Phrase.textNeedsQuotes(word)
      }
    report(.bareWord, Phrase.neitherMeasureNorWord(word), at: range, help: advice)
    return nil
  }

  private mutating func checkCall(_ name: String, _ count: Int, at range: SourceRange) {
    guard let function = ScriptFunction.named(name) else {
      let near = Spelling.suggestion(for: name, among: ScriptFunction.all.map(\.name))
      report(
        .unknownFunction, Wording(en: "unknown function '\(name)'", ko: "알 수 없는 함수입니다: '\(name)'"), at: range,
        help: near.map { .didYouMean($0) }
          ?? Wording(
            en: "functions: \(ScriptFunction.all.map(\.name).joined(separator: " "))",
            ko: "함수 목록: \(ScriptFunction.all.map(\.name).joined(separator: " "))"))
      return
    }
    guard !function.argumentCount.contains(count) else { return }
    report(
      .argumentCount,
      Wording(
        en: "'\(name)' takes \(function.countText), found \(count)",
        ko: "'\(name)'의 인자는 \(function.countText)인데 \(count)개입니다"), at: range,
      help: Wording(en: "usage: \(function.usage)", ko: "쓰는 법: \(function.usage)"))
  }
}

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
          en: "both sides of '\(operation.rawValue)' must have the same kind",
          ko: "'\(operation.rawValue)' 양쪽은 같은 종류여야 합니다")
      )
    } else if leftKind != .number, operation != .equal, operation != .notEqual {
      report(
        .comparedKinds,
        Wording(
          en: "'\(operation.rawValue)' compares numbers, found a \(leftKind.rawValue)",
          ko: "'\(operation.rawValue)'는 수를 비교합니다. 실제로는 \(leftKind.called)"), at: range,
        help: Wording(en: "'==' and '!=' compare any two values of the same kind", ko: "'=='와 '!='는 종류가 같은 두 값을 비교합니다"))
    }
  }

  mutating func checkOperand(_ kind: StaticKind?, _ wanted: StaticKind, of operation: String, at range: SourceRange) {
    guard let kind, kind != wanted else { return }
    report(
      .operandKind,
      Wording(
        en: "'\(operation)' needs a \(wanted.rawValue), found a \(kind.rawValue)",
        ko: "'\(operation)' 옆에 있어야 할 것: \(wanted.called). 실제로는 \(kind.called)"), at: range,
      help: kind == .text && wanted == .number
        ? Wording(
          en: "combine text and numbers in a string: \"{$name} {$value}\"",
          ko: "글과 수를 함께 쓰려면 문자열에 넣으세요: \"{$name} {$value}\"") : nil)
  }
}
