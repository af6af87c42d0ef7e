/// What may stand at the cursor.
package struct Candidates: Equatable, Sendable {
  package struct Candidate: Equatable, Sendable {
    package var word: String
    /// One line.
    package var summary: String

    package init(word: String, summary: String) {
      self.word = word
      self.summary = summary
    }
  }

  package enum Files: Equatable, Sendable {
    case none
    /// Files of these endings, without the dot; all where there are none.
    case endings([String])
    case folders
  }

  /// In the order they are shown.
  package var words: [Candidate]
  package var files: Files

  package init(words: [Candidate] = [], files: Files = .none) {
    self.words = words
    self.files = files
  }
}
