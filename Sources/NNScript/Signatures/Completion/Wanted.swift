import NNText

/// Collects candidates that begin with what is typed, each once, in the order they are declared.
struct Wanted {
  let partial: String
  let names: CompletionNames
  let table: SignatureTable
  /// Variables of the open block.
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
      for name in names(.command) { add(name, "") }
    case .name(.variable): for name in names(.variable) { add(name, "variable") }
    case .name(.new): break
    case .name(let space): for name in names(space) { add(name, "\(slot.shown)") }
    }
  }

  /// `test.` completes to `test.loss`; without a dot a part stands as `test.`.
  mutating func addMeasures() {
    guard let dot = partial.lastIndex(of: ".") else {
      for (name, summary) in MeasureReference.names { add(name, summary) }
      for (name, summary) in MeasureReference.parts { add(name + ".", summary) }
      add("best.", "the best at earlier checks")
      add("runs.", "of a finished run")
      return
    }
    let front = String(partial[...dot])
    let parts = front.split(separator: ".")
    if front == "runs." {
      for name in names(.run) { add("runs.\(name).", "run") }
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
    // Names are compared before they are built: a session may have thousands.
    let typed = partial.dropFirst()
    for name in assigned + names(.variable) where name.hasPrefix(typed) { add("$" + name, "variable") }
  }

  mutating func addExpression() {
    if partial.hasPrefix("$") { return addVariables() }
    addMeasures()
    addFunctions()
    for word in ["true", "false", "and", "or", "not"] { add(word, "") }
    if !partial.isEmpty { addChoiceWords() }
  }

  mutating func addUnits() {
    add("steps", "updates")
    add("epochs", "passes over the training part")
  }

  /// Every word that some statement lets one choose.
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
      add("end", "closes '\(block)'")
      if block == "if" { add("else", "otherwise") }
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

  /// Statements the grammar itself brings, for tables that have no page for them.
  private static let keywords: [(String, Wording)] = [
    ("let", "sets a variable"), ("param", "sets a variable that the command line overrides"),
    ("if", "does something on a condition"), ("for", "does something for each item"),
    ("repeat", "does something N times"), ("while", "does something as long as a condition holds"),
    ("sweep", "runs cases side by side"), ("include", "reads another script"), ("print", "prints values"),
    ("expect", "ends the script unless something holds"), ("every", "does something while training"),
    ("try", "compares a setting with and without"), ("stop", "says when training ends"),
    ("measure", "says what a sweep collects"),
  ]
}
