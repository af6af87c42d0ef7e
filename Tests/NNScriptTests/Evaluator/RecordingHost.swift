@testable import NNScript

/// A host that records its calls.
final class RecordingHost: Host {
  var log: [String] = []
  var measures: [String: Value] = [
    "loss": .number(0.25), "step": .number(100), "nan": .boolean(false), "test.accuracy": .number(0.9),
    "runs.tanh.loss": .number(0.5), "rate": .number(.nan),
  ]
  var rounds = 0
  var lastExpectation: Expectation?
  /// The command at which to fail.
  var failing: String?

  func willRun(_ statement: Statement) throws(Stop) {}

  func willRepeat() throws(Stop) {
    rounds += 1
    if rounds > 10_000 { throw .signal(130) }
  }

  func perform(_ invocation: Invocation) throws(Stop) {
    if invocation.signature.name == failing { throw .diverged }
    log.append(words("", invocation))
  }

  func open(_ invocation: Invocation) throws(Stop) { log.append(words("open ", invocation)) }
  func close(_ invocation: Invocation) throws(Stop) { log.append("close \(invocation.signature.name)") }
  func abandon(_ invocation: Invocation) { log.append("abandon \(invocation.signature.name)") }

  private func words(_ prefix: String, _ invocation: Invocation) -> String {
    let items = invocation.arguments.items.map { " \($0.key)=\($0.value?.source ?? "")" }
    return prefix + invocation.signature.name + items.joined()
  }

  func print(_ items: [Value]) throws(Stop) { log.append(items.map(\.display).joined(separator: " ")) }
  func show(_ value: Value) { log.append("= \(value.display)") }

  func expect(_ outcome: Expectation) throws(Stop) {
    lastExpectation = outcome
    if !outcome.holds { throw .expectation }
  }

  func stop(when condition: Expression, checks: Int, unit: TimeUnit, range: SourceRange) throws(Stop) {
    log.append("stop \(condition.text) \(checks) \(unit.rawValue)")
  }

  func train(until condition: Expression, limit: Int, unit: TimeUnit, name: String?, range: SourceRange) throws(Stop) {
    log.append("until \(condition.text) \(limit) \(unit.rawValue) \(name ?? "-")")
  }

  func every(_ count: Int, unit: TimeUnit, body: Block, range: SourceRange) throws(Stop) {
    log.append("every \(count) \(unit.rawValue) \(body.statements.count)")
  }

  func attempt(_ command: Command, steps: Int, range: SourceRange) throws(Stop) {
    log.append("try \(command.name) \(steps)")
  }

  func sweep(_ axes: [Axis], body: Block, name: String?, range: SourceRange) throws(Stop) {
    log.append("sweep \(axes.map(\.name).joined(separator: " ")) \(name ?? "-")")
  }

  func collect(_ columns: [(name: String, expression: Expression)], range: SourceRange) throws(Stop) {
    log.append("measure " + columns.map { "\($0.name):\($0.expression.text)" }.joined(separator: " "))
  }

  func measure(_ reference: MeasureReference, at range: SourceRange) throws(Stop) -> Value {
    guard let value = measures[reference.text] else {
      throw .failed(Diagnostic(.unknownMeasure, "no \(reference.text)", at: range))
    }
    return value
  }

  func layerMeasure(_ name: String, layer: Int, at range: SourceRange) throws(Stop) -> Value {
    .number(Double(layer) / 10)
  }
}

/// A script, run with a small table of statements.
struct Running {
  var parsing: Parsing
  var host = RecordingHost()
  var evaluator: Evaluator
  var stop: Stop?

  static let table = SignatureTable([
    Signature(
      "layer", group: .model, summary: "add a layer",
      forms: [
        Form("residual", [.word("residual")]),
        Form(
          "dense",
          [
            .slot(Slot("units", "N", .number(NumberRule("number of units", integer: true, in: 1...1e9)))),
            .optional([.slot(Slot("activation", "ACT", .choice(activations)))]),
          ]),
      ]),
    Signature("note", group: .script, summary: "say it", forms: [Form("note", [.slot(Slot("text", "TEXT", .text))])]),
    Signature(
      "compare", group: .training, summary: "side by side",
      forms: [Form("by", [.word("by"), .slot(Slot("measure", "MEASURE", .measure))])]),
    Signature(
      "exit", group: .script, summary: "leave",
      forms: [Form("exit", [.optional([.slot(Slot("code", "CODE", .any))])])]),
  ])

  private static let activations = Vocabulary(
    "activation", [.init("tanh", "S-shaped"), .init("relu", "rectified"), .init("leaky_relu", "leaky")])

  init(_ text: String, overrides: [String: String] = [:], failing: String? = nil) {
    parsing = Parsing(text)
    evaluator = Evaluator(Matcher(Running.table))
    evaluator.overrides = overrides
    host.failing = failing
    guard let block = parsing.block else {
      host.log = ["not parsed: \(parsing.errors)"]
      return
    }
    do { try evaluator.run(block, host: host) } catch { stop = error }
  }

  var log: [String] { host.log }

  /// `1:5 E0304` for the error that ended the script.
  var error: String? {
    guard case .failed(let diagnostics)? = stop, let first = diagnostics.first, let range = first.range else {
      return nil
    }
    return parsing.sources.place(of: range).replacingPrefix("f.nn:", with: "") + " " + first.code.id
  }
}
