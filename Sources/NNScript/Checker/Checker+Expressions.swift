import NNText

extension Checker {
  /// Names, measures, functions and kinds of an expression; the kind where it is certain.
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
      .conditionKind, "expected true or false, found a \(kind.rawValue)", at: expression.range,
      help: kind == .number ? "compare it: \(expression.text) > 0" : nil)
  }

  mutating func checkVariable(_ name: String, at range: SourceRange) {
    guard !variables.contains(name) else { return }
    // Told once: the name counts as set from here on.
    defer { variables.insert(name) }
    if let later = laterBinding(of: name), later.source != range.source || later.lower > range.lower {
      report(
        .unknownVariable, "'$\(name)' is not set before this line", at: range,
        labels: [.init(later, "it is set only here")], help: "move the line that sets it further up")
      return
    }
    let near = suggestion(for: name, among: variables)
    report(
      .unknownVariable, "'$\(name)' is set nowhere", at: range,
      help: near.map { "did you mean '$\($0)'?" } ?? "set it first: `let \(name) = …`")
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
      .unknownName, "no run is named '\(run)' in this script", at: range,
      help: near.map { "did you mean '\($0)'?" } ?? "runs get names with `train … as \(run)`")
  }

  /// Among thousands of names some is always near by chance, and looking takes its time for each error.
  func suggestion(for name: String, among names: Set<String>) -> String? {
    names.count <= 1000 ? Spelling.suggestion(for: name, among: names.sorted()) : nil
  }

  private mutating func checkWord(_ word: String, at range: SourceRange) -> StaticKind? {
    if MeasureReference.isName(word) { return word == "nan" ? .boolean : .number }
    if word == "true" || word == "false" { return .boolean }
    if matcher.table.knows(word) { return .text }
    let synonym = matcher.table.synonyms[word].flatMap {
      MeasureReference.isName($0) || matcher.table.knows($0) ? $0 : nil
    }
    let near =
      synonym
      ?? Spelling.suggestion(for: word, among: MeasureReference.names.map(\.name) + matcher.table.knownWords)
    let advice: Wording =
      if variables.contains(word) {
        "the variable is written `$\(word)`"
      } else if let near {
        "did you mean '\(near)'?"
      } else {
        "text needs quotes: \"\(word)\""
      }
    report(.bareWord, "'\(word)' is neither a measure nor a word of the language", at: range, help: advice)
    return nil
  }

  private mutating func checkCall(_ name: String, _ count: Int, at range: SourceRange) {
    guard let function = ScriptFunction.named(name) else {
      let near = Spelling.suggestion(for: name, among: ScriptFunction.all.map(\.name))
      report(
        .unknownFunction, "unknown function '\(name)'", at: range,
        help: near.map { "did you mean '\($0)'?" }
          ?? "the functions are: \(ScriptFunction.all.map(\.name).joined(separator: " "))")
      return
    }
    guard !function.argumentCount.contains(count) else { return }
    report(
      .argumentCount, "'\(name)' takes \(function.countText), found \(count)", at: range,
      help: "usage: \(function.usage)")
  }
}
