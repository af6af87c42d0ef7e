import NNText

extension Checker {
  /// The command has a form, its literals fit, its names exist.
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
    // Whatever the parser took for a choice is in the vocabulary.
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
      .unknownName, "nothing is named '\(name)' in this script: expected \(slot.wanted)", at: range,
      help: near.map { "did you mean '\($0)'?" } ?? slot.naming)
  }

  /// `run1`, `sweep2`: the names of runs and sweeps that nobody named.
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
        .promptOnly, "'\(command.name)' belongs to the prompt", at: command.nameRange,
        help: "a script has no use for it: leave the line out"))
  }

  // MARK: - Arguments of statements with a grammar of their own

  /// Names and measures in an argument; a bare word is text.
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

  /// What `print` and `measure` take: a bare word is a measure or an error.
  mutating func check(_ item: Item) {
    switch item {
    case .call(let expression): check(expression)
    case .argument(let argument):
      guard case .word(let word) = argument.kind else { return check(argument) }
      if word == "true" || word == "false" || MeasureReference.isName(word) { return }
      let near = MeasureReference.suggestion(for: word)
      let advice: Wording =
        if variables.contains(word) {
          "the variable is written `$\(word)`"
        } else if let near {
          "did you mean '\(near)'?"
        } else {
          "text needs quotes: \"\(word)\""
        }
      report(.bareWord, "'\(word)' is no measure", at: argument.range, help: advice)
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
        .wrongArgument, "expected \(Phrase.article(rule.called)), found '\(word)'", at: argument.range,
        help: "the variable is written `$\(word)`")
    case .string, .interpolated, .word, .dotted:
      report(
        .wrongArgument, "expected \(Phrase.article(rule.called)), found \(Phrase.found(argument))", at: argument.range,
        help: "something computed stands in parentheses")
    }
  }

  mutating func checkUnit(_ argument: Argument, allowed: TimeUnit? = nil) {
    let unit: TimeUnit? = if case .word(let word) = argument.kind { TimeUnit(word: word) } else { nil }
    if let unit, allowed == nil || unit == allowed { return }
    let wanted = allowed.map { "'\($0.rawValue)'" } ?? "'steps' or 'epochs'"
    report(
      .missingUnit, "the count needs its unit: expected \(wanted), found \(Phrase.found(argument))", at: argument.range)
  }

  mutating func checkNewName(_ argument: Argument) {
    switch argument.kind {
    case .word(let name), .string(let name):
      guard !Name.isValid(name) else { return }
      report(
        .unusableName, "\(Phrase.quoted(name)) cannot be a name", at: argument.range,
        help: "a name begins with a letter and goes on with letters, digits and `_`")
    case .variable, .interpolated: checkNames(in: argument)
    case .number, .dotted, .parenthesis:
      report(.wrongArgument, "expected a name, found \(Phrase.found(argument))", at: argument.range)
    }
  }
}

extension Slot {
  /// Where a name that is wanted here comes from.
  fileprivate var naming: Wording {
    if case .name(.sweep) = kind { return "sweeps get names with `sweep … end as NAME`" }
    return "runs get names with `train … as NAME`, models with `model NAME`"
  }
}

extension NumberRule {
  static let repetitions = NumberRule("number of repetitions", integer: true, in: 0...9e15)
  static let checks = NumberRule("number of checks in a row", integer: true, in: 1...9e15)
  static let limit = NumberRule("limit", integer: true, in: 1...9e15)
  static let interval = NumberRule("interval", integer: true, in: 1...9e15)
  static let bound = NumberRule("bound of the range", in: -Double.infinity...Double.infinity)
  static let stride = NumberRule("step of the range", in: -Double.infinity...Double.infinity)
}
