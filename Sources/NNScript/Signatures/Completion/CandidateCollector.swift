import NNText

/// Collects the candidates that start with the partial word, each once, in order of declaration.
struct CandidateCollector {
  let partial: String
  let names: CompletionNames
  let table: SignatureTable
  /// The variables of the open block.
  let assigned: [String]
  private(set) var candidates: [Completion.Candidate] = []
  var files: PathUse?
  private var seen: Set<String> = []

  init(partial: String, names: CompletionNames, table: SignatureTable, assigned: [String]) {
    self.partial = partial
    self.names = names
    self.table = table
    self.assigned = assigned
  }

  mutating func add(_ text: String, _ summary: Wording) {
    guard text.hasPrefix(partial), seen.insert(text).inserted else { return }
    candidates.append(.init(text, summary))
  }

  mutating func add(_ place: FormProgram.Place) {
    guard let slot = place.slot else { return add(place.word, place.summary) }
    switch slot.kind {
    case .number, .text, .any: break
    case .unit: addUnits()
    case .measure: addMeasures()
    case .path(let use): if files == nil { files = use }
    case .choice(let vocabulary):
      for entry in vocabulary.entries where entry.availability == .built { add(entry.word, entry.summary) }
    case .name(.command):
      for signature in table.signatures { add(signature.name, signature.summary) }
      for name in names(.command) { add(name, .nothing) }
    case .name(.variable): for name in names(.variable) { add(name, Wording(en: "variable", ko: "변수")) }
    case .name(.new): break
    case .name(let space): for name in names(space) { add(name, Wording(verbatim: slot.shown)) }
    }
  }

  /// Adds measures: `test.` completes to `test.loss`; without a dot, a part appears as `test.`.
  mutating func addMeasures() {
    guard let dot = partial.lastIndex(of: ".") else {
      for (name, summary) in MeasureReference.names { add(name, summary) }
      for (name, summary) in MeasureReference.parts { add(name + ".", summary) }
      add("best.", Wording(en: "the best value at earlier checks", ko: "앞선 검사에서 가장 좋은 값"))
      add("runs.", Wording(en: "of a finished run", ko: "끝난 학습 기록의 값"))
      return
    }
    let front = String(partial[...dot])
    let parts = front.split(separator: ".")
    if front == "runs." {
      for name in names(.run) { add("runs.\(name).", Wording(en: "run", ko: "학습 기록")) }
      return
    }
    for (name, summary) in MeasureReference.names { add(front + name, summary) }
    if parts.last.map({ !MeasureReference.isPart(String($0)) }) ?? false {
      for (name, summary) in MeasureReference.parts { add(front + name + ".", summary) }
    }
  }

  mutating func addFunctions() {
    for function in ScriptFunction.all { add(function.name + "(", function.summary) }
  }

  mutating func addVariables() {
    // Compare before building the strings: a session may have thousands of variables.
    let typed = partial.dropFirst()
    for name in assigned + names(.variable) where name.hasPrefix(typed) {
      add("$" + name, Wording(en: "variable", ko: "변수"))
    }
  }

  mutating func addExpression() {
    if partial.hasPrefix("$") { return addVariables() }
    addMeasures()
    addFunctions()
    for word in ["true", "false", "and", "or", "not"] { add(word, .nothing) }
    if !partial.isEmpty { addChoiceWords() }
  }

  mutating func addUnits() {
    add("steps", Wording(en: "updates", ko: "갱신 횟수"))
    add("epochs", Wording(en: "passes over the training part", ko: "훈련 데이터를 훑는 횟수"))
  }

  /// Adds every choice of every statement.
  mutating func addChoiceWords() {
    for signature in table.signatures {
      guard let compiled = table.compiled[signature.name] else { continue }
      for form in compiled.forms {
        for place in form.places {
          guard case .choice(let vocabulary)? = place.slot?.kind else { continue }
          for entry in vocabulary.entries where entry.availability == .built { add(entry.word, entry.summary) }
        }
      }
    }
  }

  mutating func addStatements(blocks: [String]) {
    if let block = blocks.last {
      add("end", Wording(en: "closes '\(block)'", ko: "'\(block)' 블록을 닫습니다"))
      if block == "if" { add("else", Wording(en: "otherwise", ko: "그렇지 않으면")) }
    }
    for signature in table.signatures where isAllowed(signature.place, in: blocks) {
      guard signature.forms.isEmpty || signature.forms.contains(where: { $0.availability == .built }) else { continue }
      add(signature.name, signature.summary)
    }
    for (word, summary) in Self.keywords { add(word, summary) }
  }

  private func isAllowed(_ place: Signature.Place, in blocks: [String]) -> Bool {
    if case .inside(let block) = place { return blocks.contains { block.hasPrefix($0) } }
    return true
  }

  /// The statements of the grammar itself, for tables without pages for them.
  private static let keywords: [(String, Wording)] = [
    ("let", Wording(en: "sets a variable", ko: "변수에 값을 줍니다")),
    ("param", Wording(en: "sets a variable that the command line overrides", ko: "명령줄에서 바꿀 수 있는 변수를 둡니다")),
    ("if", Wording(en: "runs statements if a condition holds", ko: "조건에 맞으면 실행합니다")),
    ("for", Wording(en: "runs statements for each item", ko: "항목마다 실행합니다")),
    ("repeat", Wording(en: "runs statements N times", ko: "N번 되풀이합니다")),
    ("while", Wording(en: "runs statements while a condition holds", ko: "조건이 맞는 동안 되풀이합니다")),
    ("sweep", Wording(en: "runs cases side by side", ko: "여러 경우를 나란히 실행합니다")),
    ("include", Wording(en: "reads another script", ko: "다른 스크립트를 읽습니다")),
    ("print", Wording(en: "prints values", ko: "값을 출력합니다")),
    ("expect", Wording(en: "ends the script unless a condition holds", ko: "조건이 맞지 않으면 스크립트를 끝냅니다")),
    ("every", Wording(en: "runs statements during training", ko: "학습하는 동안 실행합니다")),
    ("try", Wording(en: "compares training with and without a setting", ko: "설정 하나를 바꾼 것과 그대로를 비교합니다")),
    ("stop", Wording(en: "sets when training ends", ko: "언제 학습을 끝낼지 정합니다")),
    ("measure", Wording(en: "sets what a sweep collects", ko: "스윕이 모을 측정값을 정합니다")),
  ]
}
