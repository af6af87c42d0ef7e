import NNText

/// Completes from the signatures. Reads no data and runs nothing.
package struct Completer: Sendable {
  let table: SignatureTable

  package init(_ table: SignatureTable) { self.table = table }

  /// What may follow the text before the cursor, which may begin inside an open block.
  package func complete(_ text: String, names: CompletionNames) -> Completion {
    let line = CompletionLine(text, table.dialect)
    var completion = Completion(partial: line.partial)
    completion.isInString = line.place == .string
    var wanted = Wanted(partial: line.partial, names: names, table: table, assigned: line.assigned)
    switch line.place {
    case .comment: return completion
    case .expression: wanted.addExpression()
    case .plain where line.partial.hasPrefix("$"): wanted.addVariables()
    case .plain, .string: statement(line, &wanted)
    }
    completion.files = wanted.files
    // Inside quotes only a file is completed: the quotes say that a word is meant as it stands.
    if line.place != .string { completion.candidates = wanted.candidates }
    return completion
  }

  func statement(_ line: CompletionLine, _ wanted: inout Wanted) {
    guard let first = line.firstWord else {
      if line.words.isEmpty { wanted.addStatements(blocks: line.blocks) }
      return
    }
    if ownGrammar(first, line, &wanted) { return }
    guard let compiled = table.compiled[first] else { return }
    let arguments = Array(line.words.dropFirst())
    for (index, program) in compiled.forms.enumerated() {
      guard compiled.signature.forms[index].availability == .built else { continue }
      var run = FormRun(program, arguments, for: .collecting)
      _ = run.run()
      guard run.furthest == arguments.count else { continue }
      for case .place(let place) in run.expectations { wanted.add(place) }
    }
  }
}

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
      if words.count == 1 {
        wanted.add("if", Wording(en: "another condition", ko: "다른 조건"))
      } else {
        wanted.addExpression()
      }
    case "print", "measure":
      wanted.addMeasures()
      wanted.addFunctions()
    case "for": axis(words.dropFirst(), &wanted)
    case "sweep":
      let start = (words.lastIndex(of: "and") ?? 0) + 1
      axis(words[start...], &wanted)
      if words.count > 3 { wanted.add("and", Wording(en: "another axis", ko: "다른 축")) }
    case "end":
      if words.count == 1, line.blocks.last == "sweep" {
        wanted.add("as", Wording(en: "NAME of the sweep", ko: "스윕의 이름"))
      }
    case "include": wanted.files = .read(["nn"])
    case "every":
      guard words.count >= 2, words[1] != "none" else { return false }
      if words.count == 2 { wanted.addUnits() } else { statement(line.dropping(3), &wanted) }
    case "try": attempt(line, words, &wanted)
    case "stop" where words.count > 1 && words[1] == "when":
      afterCondition(words, "for", Wording(en: "checks in a row", ko: "이어지는 검사 횟수"), &wanted)
    case "train" where words.count > 1 && words[1] == "until":
      afterCondition(words, "limit", Wording(en: "N steps or epochs", ko: "N steps 또는 epochs"), &wanted)
    case "stop":
      if words.count == 1 {
        wanted.add("when", Wording(en: "EXPR: checked before each epoch", ko: "EXPR: 에포크마다 시작 전에 검사"))
      }
      return false
    case "train":
      if words.count == 1 { wanted.add("until", Wording(en: "EXPR limit N UNIT", ko: "EXPR limit N UNIT: 조건이 맞을 때까지")) }
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
      wanted.add("in", Wording(en: "ITEMS: one after the other", ko: "항목: 하나씩 차례로"))
      wanted.add("from", Wording(en: "A to B: numbers", ko: "A to B: 수를 차례로"))
    case 2 where rest[0] == "from": wanted.add("to", Wording(en: "B: the last value", ko: "B: 마지막 값"))
    case 4 where rest[0] == "from": wanted.add("by", Wording(en: "C: the stride", ko: "C: 간격"))
    default: if rest[0] == "in" { wanted.addChoiceWords() }
    }
  }

  private func attempt(_ line: CompletionLine, _ words: [String], _ wanted: inout Wanted) {
    if let index = words.lastIndex(of: "for"), index > 1 {
      if words.count == index + 2 { wanted.add("steps", Wording(en: "updates", ko: "갱신 횟수")) }
      return
    }
    statement(line.dropping(1), &wanted)
    if words.count > 2 { wanted.add("for", Wording(en: "N steps", ko: "N steps: 스텝 수")) }
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
    case 3 where word == "limit": wanted.add("as", Wording(en: "NAME of the run", ko: "학습 기록의 이름"))
    default: break
    }
  }
}

/// What may be typed next, as candidates for the word under the cursor.
package struct Completion: Sendable, Equatable {
  package struct Candidate: Sendable, Equatable {
    package var text: String
    /// One line; may be empty.
    package var summary: Wording

    package init(_ text: String, _ summary: Wording = .nothing) {
      self.text = text
      self.summary = summary
    }
  }

  /// The beginning of the word that a candidate replaces; inside a string, what stands after its quote.
  package var partial: String
  /// In declared order, each beginning with ``partial``.
  package var candidates: [Candidate] = []
  /// Where a file belongs: which. The shell lists the files.
  package var files: PathUse?
  /// Whether the cursor stands inside an open string.
  package var isInString = false
}

/// The names a session has; asked only when they are wanted.
package struct CompletionNames {
  package var names: (NameSpace) -> [String]

  package init(_ names: @escaping (NameSpace) -> [String]) { self.names = names }

  func callAsFunction(_ space: NameSpace) -> [String] { names(space) }
}
