import NNScript

/// What a sweep left: a row a case.
struct SweepResult: Sendable {
  var name: String
  /// The names of the axes, in order.
  var axes: [String]
  /// How many cases there were to run; more than rows if the sweep was interrupted.
  var caseCount: Int
  var rows: [SweepRow] = []
}

/// What came of a case.
struct SweepRow: Sendable {
  /// The axes' values, in order.
  var values: [Value]
  /// On the training part, at the case's end; nil where there is none, as in a case that ended with an error.
  var loss: Double?
  /// Nil where targets are numbers, too.
  var accuracy: Double?
  var isNaN = false
  /// What `measure` named, in its order.
  var measured: [(name: String, value: Value)] = []
  /// What ended the case, or what it could not do.
  var error: Diagnostic?

  /// Every row of the training part told right. A net that computes NaN tells nothing, whatever its accuracy reads.
  var isSolved: Bool { accuracy == 1 && !isNaN }
  /// Something went wrong that is not the training itself.
  var isFailed: Bool { error.map { $0.code != .diverged } ?? false }
}
