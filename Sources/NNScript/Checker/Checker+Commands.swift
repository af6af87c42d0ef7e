import NNText

extension Checker {
  /// Checks a command against its forms, its literals against their slots, and that its names exist.
  mutating func check(_ command: Command) {
    for argument in command.arguments { checkNames(in: argument) }
    if case .failure(let diagnostic) = checkPrompt(command) { diagnostics.append(diagnostic) }
    let match: Match
    do {
      match = try matcher.match(command)
    } catch {
      diagnostics.append(error)
      return
    }
    let places = match.compiled.forms[match.formIndex].places
    for mark in match.marks {
      guard let slot = places[Int(mark.place)].slot else { continue }
      check(command.arguments[Int(mark.argument)], in: slot, of: match.signature)
    }
  }

  private mutating func check(_ argument: Argument, in slot: Slot, of signature: Signature) {
    switch slot.kind {
    case .measure:
      if case .dotted(let parts) = argument.kind {
        checkMeasure(parts, at: argument.range)
        return
      }
    case .name(.model), .name(.run), .name(.sweep):
      if let name = argument.literalText { checkExists(name, slot, at: argument.range) }
    // A choice that the matcher accepted is in the vocabulary.
    case .choice: if case .word = argument.kind { return }
    case .unit: return
    default: break
    }
    guard let literal = argument.literal else { return }
    do {
      _ = try slot.fit(literal, at: argument.range, of: signature)
    } catch {
      diagnostics.append(error)
    }
  }

  private mutating func checkExists(_ name: String, _ slot: Slot, at range: SourceRange) {
    guard let names, !names.contains(name), !Self.isNumbered(name) else { return }
    let near = suggestion(for: name, among: names)
    report(
      .unknownName,
      Wording(
        en: "'\(name)' is not defined in this script: expected \(slot.wanted)",
        ko: "이 스크립트에는 이름이 '\(name)'인 것이 없습니다. 여기에 올 것: \(slot.wanted)"), at: range,
      help: near.map { .didYouMean($0) } ?? slot.naming)
  }

  /// Whether a name is one that unnamed runs and sweeps get: `run1`, `sweep2`.
  static func isNumbered(_ name: String) -> Bool {
    ["run", "sweep"].contains { word in
      let number = name.utf8.dropFirst(word.utf8.count)
      return name.hasPrefix(word) && !number.isEmpty && number.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
  }

  private func checkPrompt(_ command: Command) -> Result<Void, Diagnostic> {
    guard !context.isPrompt, matcher.table.place(of: command.name) == .promptOnly else { return .success(()) }
    return .failure(
      Diagnostic(
        .promptOnly, Wording(en: "'\(command.name)' works only at the prompt", ko: "'\(command.name)' 문은 프롬프트에서만 씁니다"),
        at: command.nameRange,
        help: Wording(en: "remove this line from the script", ko: "스크립트에서 이 줄을 지우세요")))
  }

  // MARK: - Arguments of statements with a grammar of their own

  /// Checks the names and measures in an argument; a bare word is text.
  mutating func check(_ argument: Argument) { checkNames(in: argument, measures: true) }

  private mutating func checkNames(in argument: Argument, measures: Bool = false) {
    switch argument.kind {
    case .number, .string, .word: break
    case .interpolated(let parts): check(parts)
    case .variable(let name): checkVariable(name, at: argument.range)
    case .dotted(let parts):
      if measures {
        checkMeasure(parts, at: argument.range)
      } else {
        for case .variable(let name) in parts { checkVariable(name, at: argument.range) }
      }
    case .parenthesis(let expression): check(expression)
    }
  }

  /// Checks an item of `print` or `measure`: a bare word must be a measure.
  mutating func check(_ item: Item) {
    switch item {
    case .call(let expression): check(expression)
    case .argument(let argument):
      guard case .word(let word) = argument.kind else { return check(argument) }
      if word == "true" || word == "false" || MeasureReference.isName(word) { return }
      let near = MeasureReference.suggestion(for: word)
      let advice: Wording =
        if variables.contains(word) {
          Phrase.variableIsWritten(word)
        } else if word == "not" {
          Wording(en: "wrap computed values in parentheses: (not …)", ko: "계산식은 괄호로 묶습니다: (not …)")
        } else if let near {
          .didYouMean(near)
        } else {
          Phrase.textNeedsQuotes(word)
        }
      report(.bareWord, Phrase.noMeasure(word), at: argument.range, help: advice)
    }
  }

  mutating func checkNumber(_ argument: Argument, _ rule: NumberRule) {
    switch argument.kind {
    case .number(let number):
      if let complaint = rule.complaint(about: number) { report(.outOfRange, complaint, at: argument.range) }
    case .variable, .parenthesis:
      checkNames(in: argument)
    case .word(let word) where variables.contains(word):
      report(
        .wrongArgument,
        Wording(
          en: "expected \(Phrase.article(rule.noun)), found '\(word)'",
          ko: "여기에 올 것: \(rule.noun). 입력한 것: '\(word)'"),
        at: argument.range,
        help: Phrase.variableIsWritten(word))
    case .string, .interpolated, .word, .dotted:
      report(
        .wrongArgument,
        Wording(
          en: "expected \(Phrase.article(rule.noun)), found \(Phrase.found(argument))",
          ko: "여기에 올 것: \(rule.noun). 입력한 것: \(Phrase.found(argument))"), at: argument.range,
        help: Wording(en: "wrap computed values in parentheses", ko: "계산식은 괄호로 묶습니다"))
    }
  }

  mutating func checkUnit(_ argument: Argument, allowed: TimeUnit? = nil) {
    let unit: TimeUnit? = if case .word(let word) = argument.kind { TimeUnit(word: word) } else { nil }
    if let unit, allowed == nil || unit == allowed { return }
    let wanted = allowed.map { Wording(verbatim: "'\($0.rawValue)'") } ?? TimeUnit.either
    report(
      .missingUnit,
      Wording(
        en: "the count needs a unit: expected \(wanted), found \(Phrase.found(argument))",
        ko: "횟수에는 단위가 필요합니다. 여기에 올 것: \(wanted). 입력한 것: \(Phrase.found(argument))"), at: argument.range)
  }

  mutating func checkNewName(_ argument: Argument) {
    switch argument.kind {
    case .word(let name), .string(let name):
      guard !Name.isValid(name) else { return }
      report(.unusableName, Phrase.unusable(name), at: argument.range, help: Phrase.nameRule)
    case .variable, .interpolated: checkNames(in: argument)
    case .number, .dotted, .parenthesis:
      report(
        .wrongArgument,
        Wording(
          en: "expected a name, found \(Phrase.found(argument))", ko: "여기에 올 것: 이름. 입력한 것: \(Phrase.found(argument))"),
        at: argument.range)
    }
  }
}

extension Slot {
  /// How names of this slot's kind are given.
  fileprivate var naming: Wording {
    if case .name(.sweep) = kind {
      return Wording(en: "name a sweep with `sweep … end as NAME`", ko: "스윕의 이름은 `sweep … end as 이름`으로 붙입니다")
    }
    return Wording(
      en: "name a run with `train … as NAME`, a model with `model NAME`",
      ko: "학습 기록의 이름은 `train … as 이름`, 모델의 이름은 `model 이름`으로 붙입니다")
  }
}

extension NumberRule {
  static let repetitions = NumberRule(Wording(en: "number of repetitions", ko: "반복 횟수"), integer: true, in: 0...9e15)
  static let checks = NumberRule(
    Wording(en: "number of checks in a row", ko: "이어지는 검사 횟수"), integer: true, in: 1...9e15)
  static let limit = NumberRule(Wording(en: "limit", ko: "한도"), integer: true, in: 1...9e15)
  static let interval = NumberRule(Wording(en: "interval", ko: "간격"), integer: true, in: 1...9e15)
  static let bound = NumberRule(Wording(en: "bound of the range", ko: "범위의 끝"), in: -Double.infinity...Double.infinity)
  static let stride = NumberRule(Wording(en: "step of the range", ko: "범위의 간격"), in: -Double.infinity...Double.infinity)
}
