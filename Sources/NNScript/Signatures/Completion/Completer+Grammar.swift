import NNText

extension Completer {
  /// Statements with a grammar of their own. False: the signature tells all.
  func ownGrammar(_ first: String, _ line: CompletionLine, _ wanted: inout Wanted) -> Bool {
    let words = line.words.map { $0.literalText ?? "" }
    switch first {
    case "let", "param":
      if words.count >= 3 { wanted.addExpression() }
    case "if", "while", "expect":
      wanted.addExpression()
    case "else":
      if words.count == 1 { wanted.add("if", "another condition") } else { wanted.addExpression() }
    case "print", "measure":
      wanted.addMeasures()
      wanted.addFunctions()
    case "for": axis(words.dropFirst(), &wanted)
    case "sweep":
      let start = (words.lastIndex(of: "and") ?? 0) + 1
      axis(words[start...], &wanted)
      if words.count > 3 { wanted.add("and", "another axis") }
    case "end":
      if words.count == 1, line.blocks.last == "sweep" { wanted.add("as", "NAME of the sweep") }
    case "include": wanted.files = .read(["nn"])
    case "every":
      guard words.count >= 2, words[1] != "none" else { return false }
      if words.count == 2 { wanted.addUnits() } else { statement(line.dropping(3), &wanted) }
    case "try": attempt(line, words, &wanted)
    case "stop" where words.count > 1 && words[1] == "when":
      afterCondition(words, "for", "checks in a row", &wanted)
    case "train" where words.count > 1 && words[1] == "until":
      afterCondition(words, "limit", "N steps or epochs", &wanted)
    case "stop":
      if words.count == 1 { wanted.add("when", "EXPR: checked before each epoch") }
      return false
    case "train":
      if words.count == 1 { wanted.add("until", "EXPR limit N UNIT") }
      return false
    default: return false
    }
    return true
  }

  /// `NAME in …` or `NAME from A to B by C`.
  private func axis(_ words: ArraySlice<String>, _ wanted: inout Wanted) {
    guard words.count > 0 else { return }
    let rest = Array(words.dropFirst())
    switch rest.count {
    case 0:
      wanted.add("in", "ITEMS: one after the other")
      wanted.add("from", "A to B: numbers")
    case 2 where rest[0] == "from": wanted.add("to", "B: the last value")
    case 4 where rest[0] == "from": wanted.add("by", "C: the stride")
    default: if rest[0] == "in" { wanted.addChoiceWords() }
    }
  }

  private func attempt(_ line: CompletionLine, _ words: [String], _ wanted: inout Wanted) {
    if let index = words.lastIndex(of: "for"), index > 1 {
      if words.count == index + 2 { wanted.add("steps", "updates") }
      return
    }
    statement(line.dropping(1), &wanted)
    if words.count > 2 { wanted.add("for", "N steps") }
  }

  /// A condition, then `WORD N UNIT`, then for training a name.
  private func afterCondition(_ words: [String], _ word: String, _ summary: Wording, _ wanted: inout Wanted) {
    guard let index = words.lastIndex(of: word) else {
      wanted.addExpression()
      if words.count > 2 { wanted.add(word, summary) }
      return
    }
    switch words.count - index {
    case 2: wanted.addUnits()
    case 3 where word == "limit": wanted.add("as", "NAME of the run")
    default: break
    }
  }
}
