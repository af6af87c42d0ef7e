/// Every signature by name, compiled once: what parser, checker, evaluator, `help` and completion look things up in.
package struct SignatureTable: Sendable {
  /// As declared: the order of help pages and completion.
  package let signatures: [Signature]
  /// What people say elsewhere, and the word nnsh has for it: `lr` → `rate`. Only ever a suggestion.
  package let synonyms: [String: String]
  let compiled: [String: CompiledSignature]
  private let words: Set<String>
  private let namers: Set<String>

  /// A second signature of the same name adds its forms to nothing: the first one counts.
  package init(_ signatures: [Signature], synonyms: [String: String] = SignatureTable.commonSynonyms) {
    self.signatures = signatures
    self.synonyms = synonyms
    var compiled: [String: CompiledSignature] = [:]
    compiled.reserveCapacity(signatures.count)
    var words = Set<String>(minimumCapacity: 512)
    for signature in signatures where compiled[signature.name] == nil {
      let program = CompiledSignature(signature)
      compiled[signature.name] = program
      words.insert(signature.name)
      for form in program.forms { form.collectWords(into: &words) }
    }
    self.compiled = compiled
    self.words = words
    namers = Set(compiled.values.filter(\.givesNames).map(\.signature.name))
  }

  /// Whether some form of the statement gives a name to a model or a run.
  func givesNames(_ name: String) -> Bool { namers.contains(name) }

  package subscript(name: String) -> Signature? { compiled[name]?.signature }

  func place(of name: String) -> Signature.Place? { compiled[name]?.signature.place }

  func hasStatement(_ name: String) -> Bool { compiled[name] != nil }

  /// Whether some signature has this word: as a statement, an option or a choice. Such a word is text in an expression.
  package func knows(_ word: String) -> Bool { words.contains(word) }

  /// All the words of ``knows(_:)``, sorted.
  package var knownWords: [String] { words.sorted() }
}
