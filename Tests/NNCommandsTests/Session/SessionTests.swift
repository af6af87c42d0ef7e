import Testing

@testable import NNCommands

/// Errors that leave things as they were, undo, and sessions saved as scripts.
@Suite struct SessionTests {
  static let begin = "data xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 5 steps\nlet x = 1"

  @Test(arguments: [("exit", 0), ("exit 17", 17), ("exit (3 + 4)", 7), ("quit 2", 2)])
  func exitCarriesItsCode(text: String, code: Int32) {
    #expect(Conversation().run(text + "\nprint 1") == .exit(code))
  }

  @Test(arguments: ["exit 256", "exit 1.5", "exit (0 - 1)", "let c = 300\nexit $c"])
  func anExitStatusIsOne(text: String) { #expect(Conversation().errors(text) == ["E0208"]) }

  @Test(arguments: [
    "data nowhere", "data parity 99", "data spiral points 1", "layer 3", "layer -1", "output 3 softmax",
    "activation tanh on 9", "loss cross_entropy", "optimizer adam rate x", "split 50 40", "split 99 1",
    "batch 0", "init all normal", "set weight 9 1 1 to 3", "freeze 9", "train 0 steps", "train -5 steps",
    "train 5", "train more", "load \"none.safetensors\"", "save \"x.txt\"", "schedule cosine over 0 steps",
    "use nobody", "let y = 1 / 0", "let x = $nothing", "data table\nrow 1 gives 2\nrow 1 2 gives 3\nend",
    "data table\nend", "data table\nrow 1 gives yes\nrow 2 gives yes\nend", "predict 1 2 3", "explain E9999",
    "help nothing_at_all", "regularize", "record every 0 steps", "clip norm -1", "scale by x", "show row 99",
    "data moons classes 3", "data sine classes 2", "print nothing_known", "expect 3", "for i from 1 to 0 by 0; end",
    "precision float16", "seed 1e17", "input 0",
  ])
  func anErrorChangesNothing(_ text: String) {
    let conversation = Conversation(kind: .prompt)
    conversation.output(Self.begin)
    let before = conversation.fingerprint
    #expect(conversation.run(text) == .failed, "\(text)")
    #expect(conversation.fingerprint == before, "\(text)")
    // Place, code, source line and caret.
    #expect(
      conversation.reported.contains(/test\.nn:\d+:\d+: error\[E0\d{3}\]: [^\n]+\n +\d+ \| [^\n]*\n +\| *\^/),
      "\(conversation.reported)")
  }

  @Test func undoTakesBackOneEntryWhole() {
    let conversation = Conversation(kind: .prompt)
    conversation.output("data xor\nlayer 3 tanh\noutput 1 sigmoid")
    let before = conversation.fingerprint
    conversation.output(
      "for a in tanh relu\nlet b = $a\nmodel $a\nlayer 3 $a\noutput 1 sigmoid\ntrain 10 steps as $a\nend")
    let after = conversation.fingerprint
    conversation.output("undo")
    #expect(conversation.fingerprint == before)
    conversation.output("redo")
    #expect(conversation.fingerprint == after)
    conversation.output("print 3\nundo")
    #expect(conversation.fingerprint == before)
  }

  @Test(arguments: ["undo", "redo", "history", "help"])
  func promptStatementsAreErrorsInScripts(_ name: String) {
    #expect(Conversation().errors(name).isEmpty == (name == "help"))
  }

  /// What a saved session must bring back.
  private func state(_ conversation: Conversation) -> String {
    let state = conversation.session.state
    let weights = state.workspace.weights.sorted { $0.key < $1.key }.compactMap { name, kept in
      kept.learned.map { "\(name) \($0.step) \($0.parameters.doubles)" }
    }
    let variables = conversation.session.evaluator.variables
    return [
      weights.joined(separator: "\n"),
      "\(state.workspace.description.current) \(state.workspace.description.models.names)",
      state.workspace.description.settingLines.map(\.statement).joined(separator: "\n"),
      variables.names.map { "\($0) \(variables[$0]?.source ?? "")" }.joined(separator: "\n"),
      state.runs.map { "\($0.name) \($0.step) \($0.isNaN)" }.joined(separator: "\n"),
      String(describing: state.workspace.dataset?.x),
    ].joined(separator: "\n")
  }

  /// Saves, runs what was saved in a new session, and compares.
  private func expectReproduced(_ conversation: Conversation, sourceLocation: SourceLocation = #_sourceLocation) throws
  {
    conversation.output("save session \"s.nn\"", sourceLocation: sourceLocation)
    let script = try conversation.contents(of: "s.nn")
    let again = Conversation { $0.folder = conversation.folder }
    #expect(again.run(script) == .done, "\(again.reported)\n\(script)", sourceLocation: sourceLocation)
    #expect(state(again) == state(conversation), "\(script)", sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    "data xor\nlayer 3 tanh\noutput 1 sigmoid\nseed 4\ntrain 20 steps as a\nlet q = loss\nactivation relu on 1\ntrain",
    "let n = 4\ndata moons points 50\nsplit 80 20\nscale minmax\nbatch 8\nfor a in tanh relu\nmodel $a\nlayer $n $a\noutput sigmoid\ntrain 2 epochs as $a\nend",
    "data table\nfor i from 1 to 5\nrow $i gives (2 * $i)\nend\nend\nlayer 2\noutput linear\ntrain 5 steps\nset bias 1 1 to 3",
    "data xor\nlayer 2 tanh\noutput sigmoid\nstop when loss < 0.1 for 2 epochs\nevery 5 steps let k = step\ntrain 12 steps\nreset seed 8",
    "data xor\nlayer 2 tanh\noutput sigmoid\ntrain until loss < 0.3 limit 20 steps\nfreeze 1\nprecision float64\ntrain 3 steps",
  ])
  func aSavedSessionRunsAgain(_ text: String) throws {
    for kind in [TextKind.script, .prompt] {
      let conversation = Conversation(kind: kind)
      conversation.output(text)
      try expectReproduced(conversation)
    }
  }

  @Test func anInterruptedTrainingIsSavedAsTheStepsDone() throws {
    let conversation = Conversation(kind: .prompt)
    conversation.output("data xor")
    conversation.console.questionsToSignal = 16
    let outcome = conversation.run(
      "for a in tanh relu\nmodel $a\nlayer 3 $a\noutput 1 sigmoid\ntrain 30000 steps as $a\nend")
    #expect(outcome == .signal(2))
    try expectReproduced(conversation)
    conversation.output("train more\nlet done = step")
    try expectReproduced(conversation)
  }

  @Test func aTrainingThatDivergedIsSavedAsTheStepsDone() throws {
    let conversation = Conversation(kind: .prompt)
    conversation.output(TrainingTests.diverging)
    #expect(conversation.run("train 100 steps as bad") == .diverged)
    conversation.output("save session \"s.nn\"")
    #expect(try !conversation.contents(of: "s.nn").contains("train 100"))
    let again = Conversation { $0.folder = conversation.folder }
    #expect(again.run(try conversation.contents(of: "s.nn")) == .done, "\(again.reported)")
    #expect(again.parameters == conversation.parameters)
  }

  @Test func aBlockThatFailedIsSavedAsWhatItDid() throws {
    // At the prompt the block would be taken back.
    let conversation = Conversation { $0.keepsGoing = true }
    conversation.output("data xor")
    #expect(conversation.run("for n in 3 2 1\nlet k = $n\nlayer $n tanh\nprint (1 / (layers - 2))\nend") == .failed)
    conversation.output("output sigmoid\ntrain 3 steps")
    try expectReproduced(conversation)
  }

  @Test func parametersOfTheCommandLineAreSaved() throws {
    let conversation = Conversation { $0.overrides = [("n", "7")] }
    let text = Array("param n = 3\ndata xor\nlayer $n tanh\noutput sigmoid\n".utf8)
    let parameters = conversation.session.parameters(in: text, name: "p.nn", kind: .script)
    #expect(conversation.session.takeOverrides(for: parameters).isEmpty)
    conversation.output(String(decoding: text, as: UTF8.self) + "train 1 steps")
    try expectReproduced(conversation)
  }

  @Test func anUntouchedSessionPinsItsSeed() throws {
    let conversation = Conversation()
    conversation.output("data moons\nsave session \"s.nn\"")
    #expect(try conversation.contents(of: "s.nn").contains("seed 0\ndata moons\n"))
  }

  @Test func aVariableThatIsNaNIsNoChange() {
    let conversation = Conversation(kind: .prompt)
    conversation.output(TrainingTests.diverging + "on nan continue\ntrain 50 steps\nlet lost = loss")
    conversation.output("print $lost")
    conversation.output("undo")
    #expect(conversation.session.evaluator.variables["lost"] == nil)
  }

  /// What only the run knows is no error of the check.
  @Test(arguments: [
    "data xor\nlayer 3 tanh\nif step > 5\n  loss cross_entropy\nelse\n  loss bce\nend\noutput 1 sigmoid\ntrain 1 steps",
    "let l = \"mse\"\nif step < 5\n  let l = \"bce\"\nend\ndata xor\nloss cross_entropy\nloss $l\noutput 1 sigmoid\ntrain 1 steps",
    "if step < 5\n  data moons\nelse\n  data sine\nend\nlayer 3 tanh\noutput 1 sigmoid\ntrain 1 steps\nprint accuracy",
    "if step < 5\n  model a\n  layer 3 tanh\nelse\n  model b\n  layer 2 tanh\nend\ndata xor\noutput sigmoid\nuse a\ntrain 1 steps",
    "let n = 1\nwhile step < 3\n  data xor\n  model m\n  layer $n tanh\n  output sigmoid\n  train 3 steps\n  let n = $n + layers\nend",
    "let a = \"tanh\"\nif step < 1\n  let a = \"sigmoid\"\nend\ndata xor\noutput 2 softmax\nactivation $a\noutput 1 $a\ntrain 2 steps",
    "data moons\nlayer 3 relu\noutput sigmoid\ntrain 1 epochs\nbatch (round(loss + 5, 0))\nsplit (60 + round(loss * 0, 0)) 40\neval test",
  ])
  func theCheckRefusesNothingThatRuns(_ text: String) { Conversation().output(text) }

  /// A layer is judged with all that stands before it, though it is counted alone.
  @Test(arguments: [
    "layer 20\nlayer 1000\nlayer 20000\nlayer 100000000",
    "layer 2\nactivation tanh\nlayer 3 relu\nremove last\nlayer 100000\nlayer 100000000",
    "input 3\nlayer 20\nlayer 20000\ninput 100\nlayer 100000000",
  ])
  func aLayerTooManyIsRefused(_ text: String) {
    let conversation = Conversation()
    #expect(conversation.run(text) == .failed)
    #expect(conversation.reported.contains("E0402") && conversation.reported.contains("layer 100000000"))
  }

  @Test func layersFollowTheDataOfToday() {
    let conversation = Conversation()
    conversation.output("layer 3 tanh\nlayer 2 tanh\ndata spiral classes 3\nlayer 4 tanh\nfreeze 1")
    conversation.output("layer 5 times 2\noutput softmax\ntrain 1 steps")
    #expect(
      conversation.session.state.workspace.description.model.network.layers.map(\.isFrozen).prefix(2) == [true, false])
    #expect(
      (try? conversation.session.state.workspace.description.resolved?.shapes().map(\.count)) == [2, 3, 2, 4, 5, 5, 3])
  }
}
