import NNScript

/// What a case of a sweep does not do itself: its session notes it here, and it is done when the case is due.
final class CaseRecord {
  /// How many cases run side by side and share the machine's memory.
  let casesAtOnce: Int
  /// What `measure` named.
  var columns: [(name: String, expression: Expression)] = []
  /// Errors that were reported: they belong into the row.
  var told: [Diagnostic] = []
  var files = CaseFiles()

  init(casesAtOnce: Int) { self.casesAtOnce = casesAtOnce }
}
