import NNScript
import NNText

extension Diagnostic {
  /// For what the grammar parses before a signature could refuse it.
  static func notBuiltYet(_ what: Wording, at range: SourceRange) -> Diagnostic {
    Diagnostic(.notBuilt, Wording(en: "'\(what)' is not built yet", ko: "아직 없는 기능입니다: '\(what)'"), at: range)
  }
}
