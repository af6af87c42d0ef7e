import NNScript
import NeuralNetwork

/// What is found before anything runs.
extension Session {
  func problems(of block: Block, kind: TextKind) -> [Diagnostic] {
    let context = CheckContext(
      variables: Set(evaluator.variables.names),
      names: Set(state.description.models.names + state.runs.map(\.name)), isPrompt: kind == .prompt)
    let diagnostics =
      Checker.check(block, with: Self.matcher, context: context) + LaterCommand.problems(in: block)
    guard diagnostics.isEmpty else { return diagnostics }
    return dryRun(block).problems
  }

  /// `--check`: what was read is known to be right; says what each model would take.
  package func check(_ program: Program) -> Outcome {
    for line in dryRun(program.block).ledger.lines { write(line) }
    return .done
  }

  private func dryRun(_ block: Block) -> (problems: [Diagnostic], ledger: Ledger) {
    let ledger = Ledger()
    let variables = evaluator.variables
    let problems = DryRun.diagnostics(
      of: block, matcher: Self.matcher, host: Sketch(state.description, ledger),
      variables: Dictionary(uniqueKeysWithValues: variables.names.map { ($0, variables[$0] ?? .boolean(false)) }),
      overrides: overrides)
    return (problems, ledger)
  }

  /// The params that a text declares; none if it does not parse.
  package func parameters(in text: [UInt8], name: String, kind: TextKind) -> [ScriptParameter] {
    let source = sources.add(Source(name: name, bytes: text, path: kind == .script ? name : nil))
    guard case .complete(let block) = Parser.parse(source, in: &sources, loader: .files) else { return [] }
    return ScriptParameter.declared(in: block, table: Self.table) { sources.text(of: $0) }
  }

  /// Takes `NAME=VALUE` of the command line over the declared params; says what is wrong with them.
  package func takeOverrides(for parameters: [ScriptParameter]) -> [Diagnostic] {
    let given = ScriptOverrides(options.overrides, for: parameters)
    overrides = given.values
    evaluator.overrides = Dictionary(options.overrides.map { ($0.name, $0.text) }) { _, last in last }
    return given.problems
  }

  /// What may follow the text before the cursor. Reads no data, runs nothing.
  package func completion(of text: String) -> Completion {
    Completer(Self.table).complete(text, names: names)
  }

  private var names: CompletionNames {
    CompletionNames { space in
      switch space {
      case .model: self.state.description.models.names
      case .run: self.state.runs.map(\.name)
      case .variable: self.evaluator.variables.names
      case .command: Self.table.signatures.map(\.name)
      case .column: self.state.dataset?.featureNames ?? []
      case .code: ErrorCatalogue.codes.map(\.id)
      case .new: []
      }
    }
  }
}

/// What a dry run saw of each model: for the figures of `--check`.
final class Ledger {
  private var names: [String] = []
  private var texts: [String: String] = [:]

  /// The latest state of the current model counts.
  func note(_ description: Description) {
    guard !description.model.isEmpty, let network = description.resolved, let shapes = try? network.shapes() else {
      return
    }
    guard let footprint = try? description.footprint(of: network) else { return }
    if texts[description.current] == nil { names.append(description.current) }
    texts[description.current] =
      "model \(description.current): \(shapes.map(\.description).joined(separator: " → ")), "
      + "\(CountText.number(footprint.parameters)) parameters, \(CountText.bytes(footprint.bytes)) to train"
  }

  var lines: [String] { names.compactMap { texts[$0] } }
}

/// A description the dry run works on: the same plans as the run's, and no numbers.
final class Sketch: PlanningHost {
  private(set) var description: Description

  private let ledger: Ledger

  init(_ description: Description, _ ledger: Ledger) {
    self.description = description
    self.ledger = ledger
  }

  func plan(_ invocation: Invocation) -> [Diagnostic] {
    guard let command = Session.commands[invocation.signature.name] else { return [] }
    return problems { (description) throws(Diagnostic) in try command.plan(invocation, on: &description) }
  }

  func open(_ invocation: Invocation) -> [Diagnostic] { plan(invocation) }

  func close(_ invocation: Invocation) -> [Diagnostic] {
    problems { (description) throws(Diagnostic) in try description.closeTable() }
  }

  func planTraining(limit: Int?, unit: TimeUnit, at range: SourceRange) -> [Diagnostic] {
    problems { (description) throws(Diagnostic) in try description.planTraining(name: nil, at: range) }
  }

  private func problems(_ body: (inout Description) throws(Diagnostic) -> Void) -> [Diagnostic] {
    do {
      try body(&description)
      ledger.note(description)
      return []
    } catch {
      // What would have followed from a refused statement is not known: one mistake is told once.
      description.forgetShapes()
      description.table?.isUnknown = true
      if error.code.id.hasPrefix("E05") { description.setUnknownData() }
      return [error]
    }
  }

  func fork() -> any PlanningHost { Sketch(description, ledger) }

  /// After two ways that may both have been taken, only what both agree on is still known.
  func join(_ other: any PlanningHost) {
    guard let other = (other as? Sketch)?.description else { return }
    if description.data != other.data { description.setUnknownData() }
    description.isDataUnknown = description.isDataUnknown || other.isDataUnknown
    if description.current != other.current { description.startUnknownModel() }
    for name in other.models.names where description.models[name] != other.models[name] {
      var model = description.models[name] ?? ModelOutline()
      model.isUnknown = true
      description.models[name] = model
    }
  }
}
