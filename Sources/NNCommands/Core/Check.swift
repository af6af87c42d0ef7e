import NNScript
import NNText
import NeuralNetwork

/// What a session would be if the texts checked so far had run: `--check` runs none of them.
package struct CheckedState: Sendable {
  var description: Description
  var context: CheckContext
}

/// What is found before anything runs.
extension Session {
  /// What is wrong with a text that parses; what each of its models would take, and what the session would be after it.
  func judge(_ block: Block, kind: TextKind) -> (problems: [Diagnostic], figures: [Wording], after: CheckedState?) {
    let before =
      runState.checkedState
      ?? CheckedState(
        description: state.workspace.description,
        context: CheckContext(
          variables: Set(evaluator.variables.dictionary.keys),
          names: Set(state.workspace.description.models.names + state.runs.map(\.name) + state.sweeps.map(\.name)),
          isPrompt: kind == .prompt))
    let context = before.context
    let diagnostics =
      Checker.check(block, with: Self.matcher, context: context)
    guard diagnostics.isEmpty else { return (diagnostics, [], nil) }
    let summaries = ModelSummaries()
    let planned = PlannedDescription(before.description, summaries)
    let problems = DryRun.diagnostics(
      of: block, matcher: Self.matcher, host: planned, variables: evaluator.variables.dictionary,
      overrides: runState.overrides)
    planned.noteModel()
    let after = CheckedState(description: planned.description, context: context.after(block, with: Self.matcher))
    return (problems, summaries.lines, after)
  }

  /// `--check`: what was read is known to be right; says what each model would take.
  package func check(_ program: Program) -> Outcome {
    for line in program.figures { print(line) }
    runState.checkedState = program.after
    return .done
  }

  /// The params that a text declares; none if it does not parse.
  package func parameters(in text: [UInt8], name: String, kind: TextKind) -> [ScriptParameter] {
    let source = sources.add(Source(name: name, bytes: text, path: kind == .script ? name : nil))
    guard
      case .complete(let block) = Parser.parse(
        source, in: &sources, Session.table.dialect, loader: .files(within: options.sandbox))
    else {
      return []
    }
    return ScriptParameter.declared(in: block, table: Self.table) { sources.text(of: $0) }
  }

  /// Takes `NAME=VALUE` of the command line over the declared params; says what is wrong with them.
  package func takeOverrides(for parameters: [ScriptParameter]) -> [Diagnostic] {
    let given = ScriptOverrides(options.overrides, for: parameters)
    runState.overrides = given.values
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
      case .model: self.state.workspace.description.models.names
      case .run: self.state.runs.map(\.name)
      case .sweep: self.state.sweeps.map(\.name)
      case .axis: self.state.sweeps.last?.axes ?? []
      case .variable: self.evaluator.variables.names
      case .command: Self.table.signatures.map(\.name)
      case .column: self.state.workspace.dataset?.featureNames ?? []
      case .code: ErrorCatalogue.codes.map(\.id)
      case .array, .new: []
      }
    }
  }
}

/// A description the dry run works on: the same plans as the run's, and no numbers.
final class PlannedDescription: PlanningHost {
  private(set) var description: Description
  private let summaries: ModelSummaries
  /// Whose files it writes, some time later.
  private let origin: PlannedDescription?

  init(_ description: Description, _ summaries: ModelSummaries, origin: PlannedDescription? = nil) {
    self.description = description
    self.summaries = summaries
    self.origin = origin
  }

  func plan(_ invocation: Invocation, isCertain: Bool) -> [Diagnostic] {
    guard let command = Session.commands[invocation.signature.name] else { return [] }
    description.isReached = isCertain
    var problems = problems { (description) throws(Diagnostic) in try command.plan(invocation, on: &description) }
    if isCertain { problems += description.outputProblems(of: invocation) }
    if command is Train { noteModel() }
    if !(command is DataCommand) { noteFiles(of: invocation) }
    return problems
  }

  private func noteFiles(of invocation: Invocation) {
    for item in invocation.arguments.items where ["path", "output"].contains(item.key) {
      description.files.note(item.value?.display)
    }
    origin?.noteFiles(of: invocation)
  }

  func attempt(_ invocation: Invocation) -> [Diagnostic] {
    guard let command = Session.commands[invocation.signature.name] else { return [] }
    return problems { (description) throws(Diagnostic) in
      description.model.markUntrained()
      try description.planPass(at: invocation.range)
      try command.plan(invocation, on: &description)
      try description.planPass(at: invocation.range)
    }
  }

  func ask(_ reference: MeasureReference, at range: SourceRange) -> [Diagnostic] {
    problems { (description) throws(Diagnostic) in
      switch reference.name {
      case _ where reference.part == "batch", "step", "epoch", "seconds", "rate", "layers": break
      case "parameters": _ = try description.knownNetwork(at: range)
      default: try description.planPass(at: range, judgesMemory: false)
      }
    }
  }

  func ask(_ layerMeasure: String, layer: Int, at range: SourceRange) -> [Diagnostic] {
    problems { (description) throws(Diagnostic) in
      try description.planPass(at: range, judgesMemory: false)
      try description.planLayer(layer, needsWeights: layerMeasure == "gradient", at: range)
    }
  }

  func later() -> any PlanningHost {
    var description = description.branch
    description.startUnknownModel()
    description.setUnknownData()
    return PlannedDescription(description, summaries, origin: self)
  }

  func open(_ invocation: Invocation) -> [Diagnostic] { plan(invocation, isCertain: false) }

  func close(_ invocation: Invocation) -> [Diagnostic] {
    problems { (description) throws(Diagnostic) in
      try Session.commands[invocation.signature.name]?.planEnd(of: invocation, on: &description)
    }
  }

  func planTraining(limit: Int?, unit: TimeUnit, at range: SourceRange) -> [Diagnostic] {
    defer { noteModel() }
    return problems { (description) throws(Diagnostic) in try description.planTraining(isUntil: true, at: range) }
  }

  func plan(stopWhen condition: Expression, at range: SourceRange) {
    description.settings[.stopCondition] = StopCondition(condition: condition, checks: 1, range: range)
  }

  /// Enters the current model into the summaries: when it is trained, and at the end of the text.
  func noteModel() { summaries.note(description) }

  private func problems(_ body: (inout Description) throws(Diagnostic) -> Void) -> [Diagnostic] {
    do {
      try body(&description)
      return []
    } catch {
      // What would have followed from a refused statement is not known: one mistake is told once.
      description.forgetShapes()
      description.table?.isUnknown = true
      if error.code.id.hasPrefix("E05") { description.setUnknownData() }
      return [error]
    }
  }

  func fork() -> any PlanningHost { PlannedDescription(description.branch, summaries, origin: origin) }

  func join(_ ways: [any PlanningHost]) {
    description.join(
      ways.compactMap { way in
        guard let way = way as? PlannedDescription else { return nil }
        // A branch that stays alive would make the join copy all models.
        defer { way.description = Description() }
        return way.description.end
      })
  }
}

/// What a dry run saw of each model: for the figures of `--check`.
final class ModelSummaries {
  private var names: [String] = []
  private var texts: [String: Wording] = [:]

  /// The latest state of the current model counts.
  func note(_ description: Description) {
    guard !description.model.isEmpty, let network = description.resolved, let shapes = try? network.shapes() else {
      return
    }
    guard let footprint = try? description.footprint(of: network) else { return }
    if texts[description.current] == nil { names.append(description.current) }
    let sizes = shapes.map(\.description).joined(separator: " → ")
    let (count, memory) = (CountText.number(footprint.parameters), CountText.bytes(footprint.bytes))
    texts[description.current] = Wording(
      en: "model \(description.current): \(sizes), \(count) parameters, \(memory) to train",
      ko: "모델 \(description.current): \(sizes), 매개변수 \(count)개, 학습에 필요한 메모리 \(memory)")
  }

  var lines: [Wording] { names.compactMap { texts[$0] } }
}
