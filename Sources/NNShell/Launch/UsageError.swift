import NNText

/// A wrong call of nnsh: exit status 2.
package struct UsageError: Error, Equatable {
  /// Nil where it was reported already.
  package var message: Wording?

  package init(_ message: Wording?) { self.message = message }

  /// At most one known word that a mistyped one may have meant.
  package static func suggestion(for word: String, among known: [String]) -> String? {
    Spelling.suggestion(for: word, among: known)
  }
}
