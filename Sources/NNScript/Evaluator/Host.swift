import NNText

/// The reason why a script stopped before its end.
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

/// A parsed measure name with its variables substituted: `test.loss` has part `test` and name `loss`.
package struct MeasureReference: Sendable, Hashable {
  /// The NAME of a `runs.NAME` prefix.
  package var run: String?
  /// Whether it has a `best` prefix.
  package var isBest: Bool
  /// The prefix `train`, `validation`, `test` or `batch`.
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

/// Carries out the statements of the language. The evaluator handles control flow, variables and expressions itself and
/// passes everything else to its host.
package protocol Host: AnyObject {
  /// Called before each statement, for echo, undo, presenter and interrupts.
  func willRun(_ statement: Statement) throws(Stop)
  /// Called before each iteration of a loop, for interrupts.
  func willRepeat() throws(Stop)
  func perform(_ invocation: Invocation) throws(Stop)
  /// Called for `layer residual` and `data table` before the body, and after it or after its failure.
  func open(_ invocation: Invocation) throws(Stop)
  func close(_ invocation: Invocation) throws(Stop)
  func abandon(_ invocation: Invocation)

  func print(_ items: [Value]) throws(Stop)
  /// Shows the value of a bare expression.
  func show(_ value: Value)
  func expect(_ outcome: Expectation) throws(Stop)
  func stop(when condition: Expression, checks: Int, unit: TimeUnit, range: SourceRange) throws(Stop)
  func train(until condition: Expression, limit: Int, unit: TimeUnit, name: String?, range: SourceRange) throws(Stop)
  func every(_ count: Int, unit: TimeUnit, body: Block, range: SourceRange) throws(Stop)
  func attempt(_ command: Command, steps: Int, range: SourceRange) throws(Stop)
  func sweep(_ axes: [Axis], body: Block, name: String?, range: SourceRange) throws(Stop)
  /// `measure NAME…` in a sweep: the expressions to evaluate at the end of the case, with their column names.
  func collect(_ columns: [(name: String, expression: Expression)], range: SourceRange) throws(Stop)

  func measure(_ reference: MeasureReference, at range: SourceRange) throws(Stop) -> Value
  /// `gradient(K)`, `dead(K)`, `saturated(K)`.
  func layerMeasure(_ name: String, layer: Int, at range: SourceRange) throws(Stop) -> Value
}

/// The outcome of an `expect`.
package struct Expectation: Sendable {
  package var holds: Bool
  /// The expression as written.
  package var text: String
  package var message: String?
  /// The value of each measure and variable in the expression.
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

/// A statement whose arguments are evaluated and fitted to its signature: ready to run.
package struct Invocation: Sendable {
  package var signature: Signature
  /// ``Form/id`` of the form that fitted.
  package var form: String
  package var arguments: Arguments
  package var range: SourceRange
  package var nameRange: SourceRange

  package init(
    signature: Signature, form: String, arguments: Arguments, range: SourceRange, nameRange: SourceRange
  ) {
    self.signature = signature
    self.form = form
    self.arguments = arguments
    self.range = range
    self.nameRange = nameRange
  }
}

/// The values of an invocation by slot key, with kinds and ranges already checked.
package struct Arguments: Sendable {
  package struct Item: Sendable {
    package var key: String
    /// `nil` in a dry run if the value is known only when the script runs.
    package var value: Value?
    package var range: SourceRange

    package init(key: String, value: Value?, range: SourceRange) {
      self.key = key
      self.value = value
      self.range = range
    }
  }

  package var items: [Item]

  package init(_ items: [Item] = []) { self.items = items }

  /// False in a dry run when some value is not known yet.
  package var areKnown: Bool { items.allSatisfy { $0.value != nil } }

  /// The last item with the key: a word and the slot after it may share a key (`times K`), and the slot holds the
  /// value.
  package func item(_ key: String) -> Item? { items.last { $0.key == key } }

  /// Whether a word or slot was given.
  package func has(_ key: String) -> Bool { item(key) != nil }

  package func value(_ key: String) -> Value? { item(key)?.value }

  package func number(_ key: String) -> Double? {
    if case .number(let number)? = value(key) { number } else { nil }
  }

  package func integer(_ key: String) -> Int? { number(key).map { Int($0) } }

  /// The text of a text, name, path, choice, unit or measure slot.
  package func text(_ key: String) -> String? {
    if case .text(let text)? = value(key) { text } else { nil }
  }

  /// Every value given for a repeated slot, in order.
  package func list(_ key: String) -> [Value] { items.filter { $0.key == key }.compactMap(\.value) }

  package func range(_ key: String) -> SourceRange? { item(key)?.range }
}
