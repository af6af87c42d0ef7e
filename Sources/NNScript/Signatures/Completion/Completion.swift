import NNText

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
