import NNText

/// Why a script stopped before its end.
package enum Stop: Error, Sendable {
  /// Exit status 1.
  case failed([Diagnostic])
  /// An `expect` that did not hold; it has been reported. Exit status 3.
  case expectation
  /// Training diverged under `on nan stop`; it has been reported. Exit status 4.
  case diverged
  /// `exit [CODE]`.
  case exit(Int32)
  /// Ctrl-C or SIGINT (130), SIGTERM (143).
  case signal(Int32)

  package static func failed(_ diagnostic: Diagnostic) -> Stop { .failed([diagnostic]) }
}

package enum TimeUnit: String, Sendable {
  case steps, epochs

  static let either = Wording(en: "'steps' or 'epochs'", ko: "'steps' 또는 'epochs'")
}

/// A measure as the language names it, its variables already put in: `test.loss` is part `test`, name `loss`.
package struct MeasureReference: Sendable, Hashable {
  /// `runs.NAME` in front.
  package var run: String?
  /// `best` in front.
  package var isBest: Bool
  /// `train`, `validation`, `test` or `batch` in front.
  package var part: String?
  package var name: String

  package init(run: String? = nil, isBest: Bool = false, part: String? = nil, name: String) {
    self.run = run
    self.isBest = isBest
    self.part = part
    self.name = name
  }

  /// `runs.tanh.test.loss`.
  package var text: String {
    ((run.map { ["runs", $0] } ?? []) + (isBest ? ["best"] : []) + (part.map { [$0] } ?? []) + [name])
      .joined(separator: ".")
  }
}

/// What the language needs of the world that gives its statements meaning. The evaluator does control flow,
/// variables and expressions itself and hands everything else to its host.
package protocol Host: AnyObject {
  /// Before each statement: echo, undo, presenter, interrupts.
  func willRun(_ statement: Statement) throws(Stop)
  /// Before each round of a loop, whatever is in it: interrupts.
  func willRepeat() throws(Stop)
  func perform(_ invocation: Invocation) throws(Stop)
  /// `layer residual`, `data table`: called before the body and after it, or after its failure.
  func open(_ invocation: Invocation) throws(Stop)
  func close(_ invocation: Invocation) throws(Stop)
  func abandon(_ invocation: Invocation)

  func print(_ items: [Value]) throws(Stop)
  /// A bare expression's value.
  func show(_ value: Value)
  func expect(_ outcome: Expectation) throws(Stop)
  func stop(when condition: Expression, checks: Int, unit: TimeUnit, range: SourceRange) throws(Stop)
  func train(until condition: Expression, limit: Int, unit: TimeUnit, name: String?, range: SourceRange) throws(Stop)
  func every(_ count: Int, unit: TimeUnit, body: Block, range: SourceRange) throws(Stop)
  func attempt(_ command: Command, steps: Int, range: SourceRange) throws(Stop)
  func sweep(_ axes: [Axis], body: Block, name: String?, range: SourceRange) throws(Stop)
  /// `measure NAME…` in a sweep: what to evaluate at the end of the case, with the names of the columns.
  func collect(_ columns: [(name: String, expression: Expression)], range: SourceRange) throws(Stop)

  func measure(_ reference: MeasureReference, at range: SourceRange) throws(Stop) -> Value
  /// `gradient(K)`, `dead(K)`, `saturated(K)`.
  func layerMeasure(_ name: String, layer: Int, at range: SourceRange) throws(Stop) -> Value
}

/// What an `expect` found.
package struct Expectation: Sendable {
  package var holds: Bool
  /// The expression as written.
  package var text: String
  package var message: String?
  /// Each measure and variable in it with the value it had.
  package var observed: [(name: String, value: Value)]
  package var range: SourceRange

  package init(
    holds: Bool, text: String, message: String?, observed: [(name: String, value: Value)], range: SourceRange
  ) {
    self.holds = holds
    self.text = text
    self.message = message
    self.observed = observed
    self.range = range
  }
}
