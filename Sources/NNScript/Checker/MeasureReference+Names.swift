import NNText

extension MeasureReference {
  /// What can be measured, in the order of completion.
  package static let names: [(name: String, summary: Wording)] = [
    ("loss", "the loss"), ("accuracy", "the share of rows told right"),
    ("precision", "true among those called positive"),
    ("recall", "found among the positive"), ("f1", "harmonic mean of precision and recall"),
    ("auc", "area under the ROC curve"), ("r2", "explained share of the variance"), ("mae", "mean absolute error"),
    ("step", "updates made"), ("epoch", "passes over the training part"), ("seconds", "time spent training"),
    ("parameters", "trainable numbers"), ("layers", "layers of the model"), ("rate", "learning rate in force"),
    ("nan", "whether the loss is no number"),
  ]

  /// Parts of the data that stand in front of a measure.
  package static let parts: [(name: String, summary: Wording)] = [
    ("train", "of the training part"), ("validation", "of the validation part"), ("test", "of the test part"),
    ("batch", "of the last batch before its update"),
  ]

  /// Measures of a layer, called like functions: `dead(2)`.
  package static let layerMeasures: [(name: String, summary: Wording)] = [
    ("gradient", "mean size of layer K's gradient"), ("dead", "share of layer K's units that never fire"),
    ("saturated", "share of layer K's units on a flat end"),
  ]

  private static let nameSet = Set(names.map(\.name))
  private static let partSet = Set(parts.map(\.name))

  package static func isName(_ word: String) -> Bool { nameSet.contains(word) }
  package static func isPart(_ word: String) -> Bool { partSet.contains(word) }

  /// The measure that dotted words spell: `[runs NAME] [best] [PART] MEASURE`. Words only: variables are put in before.
  package init?(words: [String]) {
    var rest = words[...]
    var reference = MeasureReference(name: "")
    if rest.count >= 3, rest.first == "runs" {
      rest.removeFirst()
      reference.run = rest.removeFirst()
    }
    if rest.first == "best" {
      reference.isBest = true
      rest.removeFirst()
    }
    if let part = rest.first, rest.count == 2, Self.isPart(part) {
      reference.part = part
      rest.removeFirst()
    }
    guard rest.count == 1, let name = rest.first, Self.isName(name) else { return nil }
    reference.name = name
    self = reference
  }

  /// The measure that a word may have meant: `acc` is accuracy.
  static func suggestion(for word: String) -> String? {
    if let synonym = SignatureTable.commonSynonyms[word], isName(synonym) { return synonym }
    return Spelling.suggestion(for: word, among: names.map(\.name))
  }

  /// The part that a word may have meant: `val` is validation.
  private static func partSuggestion(for word: String) -> String? {
    if let synonym = SignatureTable.commonSynonyms[word], isPart(synonym) { return synonym }
    return Spelling.suggestion(for: word, among: parts.map(\.name))
  }

  /// Nil if the text names a measure.
  static func complaint(about text: String) -> (message: Wording, help: Wording)? {
    let words = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    return complaint(about: words.map { $0 })
  }

  /// Nil if the words name a measure; a nil word is a variable that could be anything.
  static func complaint(about words: [String?]) -> (message: Wording, help: Wording)? {
    var rest = words[...]
    let shown = words.map { $0 ?? "$…" }.joined(separator: ".")
    if rest.first == "runs" {
      guard rest.count >= 3 else {
        return ("'\(shown)' names no measure", "a run's measure is written `runs.NAME.loss`")
      }
      rest = rest.dropFirst(2)
    }
    if rest.first == "best" { rest = rest.dropFirst() }
    if rest.count == 2, let first = rest.first {
      if let part = first, !isPart(part) {
        return (
          "unknown part '\(part)' of the data",
          partSuggestion(for: part).map { "did you mean '\($0)'?" }
            ?? "the parts are: \(parts.map(\.name).joined(separator: " "))"
        )
      }
      rest = rest.dropFirst()
    }
    guard rest.count == 1, let last = rest.first else {
      return ("'\(shown)' names no measure", "a measure is written `loss`, `test.loss` or `runs.NAME.test.loss`")
    }
    guard let name = last, !isName(name) else { return nil }
    return (
      "unknown measure '\(name)'",
      suggestion(for: name).map { "did you mean '\($0)'?" }
        ?? "the measures are: \(names.map(\.name).joined(separator: " "))"
    )
  }
}
