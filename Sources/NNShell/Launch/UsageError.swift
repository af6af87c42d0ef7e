import NNText

/// A wrong call of nnsh: exit status 2.
package struct UsageError: Error, Equatable {
  /// Nil where it was reported already.
  package var message: Wording?

  package init(_ message: Wording?) { self.message = message }

  package static func cannotRead(_ path: String, _ reason: Wording) -> UsageError {
    UsageError(Wording(en: "cannot read '\(path)': \(reason)", ko: "'\(path)' 파일을 읽을 수 없습니다: \(reason)"))
  }

  package static func cannotWrite(_ path: String, errno number: Int32) -> UsageError {
    let reason = Wording(systemError: number)
    return UsageError(Wording(en: "cannot write '\(path)': \(reason)", ko: "'\(path)' 파일에 쓸 수 없습니다: \(reason)"))
  }

  /// At most one known word that a mistyped one may have meant.
  package static func suggestion(for word: String, among known: [String]) -> String? {
    Spelling.suggestion(for: word, among: known)
  }
}
