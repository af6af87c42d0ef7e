import NNText

/// Completes statements from their signatures, without reading data or running anything.
package struct Completer: Sendable {
  let table: SignatureTable

  package init(_ table: SignatureTable) { self.table = table }

  /// The completions of the text before the cursor, which may begin inside an open block.
  package func complete(_ text: String, names: CompletionNames) -> Completion {
    let line = CompletionLine(text, table.dialect)
    var completion = Completion(partial: line.partial)
    completion.isInString = line.place == .string
    var collector = CandidateCollector(partial: line.partial, names: names, table: table, assigned: line.assigned)
    switch line.place {
    case .comment: return completion
    case .expression: collector.addExpression()
    case .plain where line.partial.hasPrefix("$"): collector.addVariables()
    case .plain, .string: statement(line, &collector)
    }
    completion.files = collector.files
    // Inside quotes, only file names are completed.
    if line.place != .string { completion.candidates = collector.candidates }
    return completion
  }

  func statement(_ line: CompletionLine, _ collector: inout CandidateCollector) {
    guard let first = line.firstWord else {
      if line.words.isEmpty { collector.addStatements(blocks: line.blocks) }
      return
    }
    if ownGrammar(first, line, &collector) { return }
    guard let compiled = table.compiled[first] else { return }
    let arguments = Array(line.words.dropFirst())
    for (index, program) in compiled.forms.enumerated() {
      guard compiled.signature.forms[index].availability == .built else { continue }
      var run = FormRun(program, arguments, for: .collecting)
      _ = run.run()
      guard run.furthest == arguments.count else { continue }
      for case .place(let place) in run.expectations { collector.add(place) }
    }
  }
}

extension Completer {
  /// Completes statements with their own grammar; returns false if the signature suffices.
  func ownGrammar(_ first: String, _ line: CompletionLine, _ collector: inout CandidateCollector) -> Bool {
    let words = line.words.map { $0.literalText ?? "" }
    switch first {
    case "let", "param":
      if words.count >= 3 { collector.addExpression() }
    case "if", "while", "expect":
      collector.addExpression()
    case "else":
      if words.count == 1 {
        collector.add("if", Wording(en: "another condition", ko: "다른 조건"))
      } else {
        collector.addExpression()
      }
    case "print", "measure":
      collector.addMeasures()
      collector.addFunctions()
    case "for": axis(words.dropFirst(), &collector)
    case "sweep":
      let start = (words.lastIndex(of: "and") ?? 0) + 1
      axis(words[start...], &collector)
      if words.count > 3 { collector.add("and", Wording(en: "another axis", ko: "다른 축")) }
    case "end":
      if words.count == 1, line.blocks.last == "sweep" {
        collector.add("as", Wording(en: "NAME of the sweep", ko: "스윕의 이름"))
      }
    case "include": collector.files = .read(["nn"])
    case "every":
      guard words.count >= 2, words[1] != "none" else { return false }
      if words.count == 2 { collector.addUnits() } else { statement(line.dropping(3), &collector) }
    case "try": attempt(line, words, &collector)
    case "stop" where words.count > 1 && words[1] == "when":
      afterCondition(words, "for", Wording(en: "checks in a row", ko: "이어지는 검사 횟수"), &collector)
    case "train" where words.count > 1 && words[1] == "until":
      afterCondition(words, "limit", Wording(en: "N steps or epochs", ko: "N steps 또는 epochs"), &collector)
    case "stop":
      if words.count == 1 {
        collector.add("when", Wording(en: "EXPR: checked before each epoch", ko: "EXPR: 에포크마다 시작 전에 검사"))
      }
      return false
    case "train":
      if words.count == 1 {
        collector.add("until", Wording(en: "EXPR limit N UNIT", ko: "EXPR limit N UNIT: 조건이 맞을 때까지"))
      }
      return false
    default: return false
    }
    return true
  }

  /// `NAME in …` or `NAME from A to B by C`.
  private func axis(_ words: ArraySlice<String>, _ collector: inout CandidateCollector) {
    guard words.count > 0 else { return }
    let rest = Array(words.dropFirst())
    switch rest.count {
    case 0:
      collector.add("in", Wording(en: "ITEMS: one after another", ko: "항목: 하나씩 차례로"))
      collector.add("from", Wording(en: "A to B: numbers", ko: "A to B: 수를 차례로"))
    case 2 where rest[0] == "from": collector.add("to", Wording(en: "B: the last value", ko: "B: 마지막 값"))
    case 4 where rest[0] == "from": collector.add("by", Wording(en: "C: the stride", ko: "C: 간격"))
    default: if rest[0] == "in" { collector.addChoiceWords() }
    }
  }

  private func attempt(_ line: CompletionLine, _ words: [String], _ collector: inout CandidateCollector) {
    if let index = words.lastIndex(of: "for"), index > 1 {
      if words.count == index + 2 { collector.add("steps", Wording(en: "updates", ko: "갱신 횟수")) }
      return
    }
    statement(line.dropping(1), &collector)
    if words.count > 2 { collector.add("for", Wording(en: "N steps", ko: "N steps: 스텝 수")) }
  }

  /// Completes a condition, then `WORD N UNIT`, then a name for a training.
  private func afterCondition(
    _ words: [String], _ word: String, _ summary: Wording, _ collector: inout CandidateCollector
  ) {
    guard let index = words.lastIndex(of: word) else {
      collector.addExpression()
      if words.count > 2 { collector.add(word, summary) }
      return
    }
    switch words.count - index {
    case 2: collector.addUnits()
    case 3 where word == "limit": collector.add("as", Wording(en: "NAME of the run", ko: "학습 기록의 이름"))
    default: break
    }
  }
}

/// The candidates for the word under the cursor.
package struct Completion: Sendable, Equatable {
  package struct Candidate: Sendable, Equatable {
    package var text: String
    /// One line, possibly empty.
    package var summary: Wording

    package init(_ text: String, _ summary: Wording = .nothing) {
      self.text = text
      self.summary = summary
    }
  }

  /// The start of the word that a candidate replaces; inside a string, the text after its opening quote.
  package var partial: String
  /// In order of declaration, each starting with ``partial``.
  package var candidates: [Candidate] = []
  /// The kind of file that belongs here, if any. The shell lists the files.
  package var files: PathUse?
  /// Whether the cursor is inside an open string.
  package var isInString = false
}

/// The names in a session, computed on demand.
package struct CompletionNames {
  package var names: (NameSpace) -> [String]

  package init(_ names: @escaping (NameSpace) -> [String]) { self.names = names }

  func callAsFunction(_ space: NameSpace) -> [String] { names(space) }
}
