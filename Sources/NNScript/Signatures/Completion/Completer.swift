/// Completes from the signatures. Reads no data and runs nothing.
package struct Completer: Sendable {
  let table: SignatureTable

  package init(_ table: SignatureTable) { self.table = table }

  /// What may follow the text before the cursor, which may begin inside an open block.
  package func complete(_ text: String, names: CompletionNames) -> Completion {
    let line = CompletionLine(text)
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
