import NNText

extension SignatureTable {
  /// A word of a statement and its description.
  package struct Topic: Sendable, Equatable {
    package var statement: String
    /// `nil` for the statement itself.
    package var word: String?
    package var summary: Wording
  }

  /// The statements that a word belongs to: `tanh` is a choice of `layer`, `output` and `activation`.
  package func topics(for word: String) -> [Topic] {
    if let signature = self[word] { return [Topic(statement: word, word: nil, summary: signature.summary)] }
    var topics: [Topic] = []
    for signature in signatures {
      guard let compiled = compiled[signature.name] else { continue }
      if let entry = signature.entries.first(where: { $0.word == word }) {
        topics.append(Topic(statement: signature.name, word: word, summary: entry.summary))
      } else if let place = compiled.forms.lazy.flatMap(\.places).first(where: { $0.slot == nil && $0.word == word }) {
        topics.append(Topic(statement: signature.name, word: word, summary: place.summary))
      }
    }
    return topics
  }

  /// The statements, choices and synonyms whose name or text contains the word, statements first.
  package func apropos(_ word: String) -> [Topic] {
    let needle = word.lowercased()
    guard !needle.isEmpty else { return [] }
    var found: [Topic] = []
    var words: [Topic] = []
    var seen: Set<String> = []
    let synonym = synonyms[needle]
    for signature in signatures {
      let name = signature.name
      if name.contains(needle) || name == synonym || signature.summary.contains(needle)
        || signature.details.contains(needle)
      {
        found.append(Topic(statement: name, word: nil, summary: signature.summary))
      }
      for entry in signature.entries
      where entry.word.contains(needle) || entry.word == synonym || entry.summary.contains(needle) {
        if seen.insert(entry.word).inserted {
          words.append(Topic(statement: name, word: entry.word, summary: entry.summary))
        }
      }
    }
    // Options have no page of their own: list the statements that take them.
    var options = topics(for: needle).filter { $0.word != nil && !seen.contains(needle) }
    if let synonym, !seen.contains(synonym) { options += topics(for: synonym).filter { $0.word != nil } }
    return found + words + options
  }

  /// The closest word that has a help page.
  package func suggestion(for word: String) -> String? {
    if let synonym = synonyms[word], knows(synonym) { return synonym }
    return Spelling.suggestion(for: word, among: signatures.map(\.name) + knownWords)
  }
}

extension Signature {
  /// The entries of all its vocabularies.
  var entries: [Vocabulary.Entry] {
    forms.flatMap { $0.pattern.slots }.flatMap { slot -> [Vocabulary.Entry] in
      if case .choice(let vocabulary) = slot.kind { vocabulary.entries } else { [] }
    }
  }
}

extension Wording {
  /// Whether the text contains the needle in any language, ignoring case. Latin letters match only at the start of a word:
  /// `lr` is not in "already".
  fileprivate func contains(_ needle: String) -> Bool {
    Language.allCases.contains { language in
      let text = self[language].lowercased()
      return text.ranges(of: needle).contains { range in
        guard needle.first?.isASCII == true, range.lowerBound > text.startIndex else { return true }
        return !text[text.index(before: range.lowerBound)].isLetter
      }
    }
  }
}
