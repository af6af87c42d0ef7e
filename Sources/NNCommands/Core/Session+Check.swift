import NeuralNetwork
import NNScript
import NNText

/// What a session would be if the texts checked so far had run: `--check` runs none of them.
package struct Foresight: Sendable {
  var description: Description
  var context: CheckContext
}

/// What is found before anything runs.
extension Session {
  /// What is wrong with a text that parses; what each of its models would take, and what the session would be after it.
  func judge(_ block: Block, kind: TextKind) -> (problems: [Diagnostic], figures: [Wording], after: Foresight?) {
    let before =
      foresight
      ?? Foresight(
        description: state.description,
        context: CheckContext(
          variables: Set(evaluator.variables.dictionary.keys),
          names: Set(state.description.models.names + state.runs.map(\.name) + state.sweeps.map(\.name)),
          isPrompt: kind == .prompt))
    let context = before.context
    let diagnostics =
      Checker.check(block, with: Self.matcher, context: context)
    guard diagnostics.isEmpty else { return (diagnostics, [], nil) }
    let ledger = Ledger()
    let sketch = Sketch(before.description, ledger)
    let problems = DryRun.diagnostics(
      of: block, matcher: Self.matcher, host: sketch, variables: evaluator.variables.dictionary, overrides: overrides)
    sketch.noteModel()
    let after = Foresight(description: sketch.description, context: context.after(block, with: Self.matcher))
    return (problems, ledger.lines, after)
  }

  /// `--check`: what was read is known to be right; says what each model would take.
  package func check(_ program: Program) -> Outcome {
    for line in program.figures { write(line) }
    foresight = program.after
    return .done
  }

  /// The params that a text declares; none if it does not parse.
  package func parameters(in text: [UInt8], name: String, kind: TextKind) -> [ScriptParameter] {
    let source = sources.add(Source(name: name, bytes: text, path: kind == .script ? name : nil))
    guard case .complete(let block) = Parser.parse(source, in: &sources, loader: .files(within: options.sandbox)) else {
      return []
    }
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
      case .sweep: self.state.sweeps.map(\.name)
      case .axis: self.state.sweeps.last?.axes ?? []
      case .variable: self.evaluator.variables.names
      case .command: Self.table.signatures.map(\.name)
      case .column: self.state.dataset?.featureNames ?? []
      case .code: ErrorCatalogue.codes.map(\.id)
      case .array, .new: []
      }
    }
  }
}
