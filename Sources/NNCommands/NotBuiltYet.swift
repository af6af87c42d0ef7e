import NNScript

extension Diagnostic {
  /// For what the grammar parses before a signature could refuse it.
  static func notBuiltYet(_ what: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(.notBuilt, "'\(what)' is not built yet", at: range)
  }
}
