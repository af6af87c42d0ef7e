import NNScript
import Testing

@testable import NNCommands

/// `save session` writes a script that ends well and brings the session back, whatever the session went through.
@Suite struct ReplayTests {
  /// What a saved session must bring back; a draw is no part of it.
  static func state(_ conversation: Conversation) -> String {
    let state = conversation.session.state
    let weights = state.workspace.weights.sorted { $0.key < $1.key }.compactMap { name, kept in
      kept.learned.map {
        "\(name) \($0.step) \($0.progress) \($0.parameters) \(String(describing: $0.optimizer?.slots))"
      }
    }
    let variables = conversation.session.evaluator.variables
    let sources = conversation.session.sources
    let callbacks = state.workspace.description.settings.callbacks.map { callback in
      "\(callback.count) \(callback.unit) "
        + callback.body.statements.map { sources.text(of: $0.range) }.joined(separator: "; ")
    }
    return [
      weights.joined(separator: "\n"),
      "\(state.workspace.description.current) \(state.workspace.description.models.names)",
      state.workspace.description.models.names.map { "\(state.workspace.description.models[$0]!.network.statements)" }
        .joined(
          separator: "\n"),
      state.workspace.description.models.names.map { "\(state.workspace.description.models[$0]!.isTouched)" }.joined(
        separator: " "),
      state.workspace.description.settingLines.map(\.statement).joined(separator: "\n"),
      callbacks.joined(separator: "\n"),
      variables.names.filter { $0 != "_" && variables[$0]!.hasSource }.map { "\($0) \(variables[$0]!.source)" }
        .joined(separator: "\n"),
      state.runs.map { "\($0.name) \($0.step) \($0.isNaN)" }.joined(separator: "\n"),
      String(describing: state.workspace.dataset?.x), String(describing: state.workspace.split),
    ].joined(separator: "\n")
  }

  private static let net = "data moons points 20\nbatch 5\nlayer 3 tanh\noutput 1 sigmoid\noptimizer adam rate 0.1\n"
  /// The first loss is no number.
  private static let lost = "data xor\nscale by 1e30\nlayer 2 linear\noutput 1 linear\nloss mse\n"
  /// Some updates, then none.
  private static let bad = "data xor\nlayer 2 linear\noutput 1 linear\nloss mse\noptimizer sgd rate 1e6\n"

  static let sessions = [
    // What `every` says and expects is no part of a session.
    net + "every 2 steps expect loss < 0\ntrain 6 steps",
    net + "every 1 epochs print (1 / 0)\ntrain 2 epochs\ntrain 1 epochs",
    net + "every 3 steps print (1 / (step - 3))\ntrain 9 steps\nevery none\ntrain 4 steps",
    net
      + "every 1 epochs expect false\ntrain 1 epochs as a\nevery none\nevery 2 epochs print epoch\ntrain 2 epochs as b",
    net + "let n = 2\nevery $n steps print step\nlet n = 5\ntrain 3 steps",
    net
      + "let n = 2\nevery ($n + 1) steps\n  print step\n  if step > 2\n    print loss\n  end\nend\nlet n = 5\ntrain 3 steps",
    net + "for k in 1 2\nevery $k steps print (1 / 0)\ntrain 3 steps as $k\nend",
    net + "for k in 1 2\nevery $k epochs let seen = epoch\ntrain 3 epochs as \"r{$k}\"\nend",
    // Variables that `every` sets decide when a training stops.
    net
      + "let k = 0\nevery 1 epochs let k = $k + 1\nstop when $k > 2\ntrain 9 epochs\nlet k = 7\nevery none\nstop never\ntrain 1 epochs",
    net + "let k = 0\nevery 1 epochs let k = $k + 1\ntrain until $k > 2 limit 50 epochs as u",
    net + "let k = 0\nevery 2 steps\n  let k = step\n  expect $k < 3\nend\ntrain 6 steps\nlet q = $k + 1",
    // Expectations that failed at the prompt.
    net + "for k in 1 2\nlet n = $k\nexpect loss < 0\ntrain $k steps\nend", net + "expect false\ntrain 2 steps",
    net + "if step < 5\nexpect loss < 0 \"never\"\ntrain 3 steps\nend",
    // Divergence: at once, on the way, twice, with a name and without.
    lost + "train 5 steps\ntrain 3 steps",
    lost + "train 5 steps as x\nlet s = runs.x.step\nreset\nscale none\ntrain 2 steps",
    lost + "train 3 steps\nscale none\ntrain 2 steps\nlet s = runs.run2.step\ntrain", bad + "train 50 steps\ntrain",
    bad + "train 50 steps as x\noptimizer adam\ntrain 3 steps", bad + "on nan continue\ntrain 50 steps\non nan stop",
    bad + "train until loss < 1e-9 limit 40 steps\nlet d = runs.run1.nan",
    bad + "stop when loss < 1e-9\ntrain 50 epochs\ntrain 2 epochs",
    net
      + "optimizer sgd rate 1e38\ntrain 3 steps\ntrain 5 steps\ntrain 5 steps\nlet r = runs.run2.step\noptimizer sgd rate 0.1\nreset\ntrain 2 steps\ntrain",
    lost + "forward\nbackward\nupdate\nlet k = 1", lost + "step\ntrain 2 steps", bad + "step\nstep\nstep\nstep",
    // The same again means the first, which was cut.
    net + "every 1 steps print (1 / (step - 2))\ntrain 7 steps\nevery none\ntrain\ntrain as again",
    // Conditions that hold at once.
    net + "train until loss < 100 limit 5 steps\nseed 3\ntrain 2 steps", net + "stop when true\ntrain 3 epochs\nseed 3",
    // Time passes.
    net + "train until seconds > 0 limit 500 steps\ntrain 2 steps",
    net + "let t = seconds\ntrain 2 steps\nlet u = seconds",
    net + "stop when seconds > 0\ntrain 50 epochs\ntrain 2 steps\nstop never",
    net + "if seconds >= 0\ntrain 2 steps\nend\nwhile runs.run1.seconds < 0\ntrain 1 steps\nend",
    // Data of one model beside another.
    "data parity 4\nlayer 2 tanh\noutput sigmoid\ntrain 2 steps\nmodel b\nlayer 2\noutput sigmoid\nuse main\nuse b\ndata xor\nuse main",
    "data parity 4\nmodel b\nuse main\nlayer 2 tanh\noutput sigmoid\ntrain 2 steps\nuse b\ndata xor\nuse main\nset bias 1 1 to 1",
    // Layers that were looked at.
    "data xor\nlayer 1 tanh\ntrain 2 steps\nlayer 1 tanh\nprint loss\nseed 7\ntrain 3 steps\noutput sigmoid\neval\nseed 9\ntrain 1 steps",
  ]

  /// The first update is one, the second meets a loss that is none.
  @Test func stepsThatWereCutShortAreEnteredAsFarAsTheyCame() throws {
    let conversation = Conversation(kind: .prompt)
    conversation.output("data sine points 8\nlayer 3 relu\noutput 1 linear\noptimizer sgd rate 1e30")
    #expect(conversation.run("step 9") == .diverged)
    let steps = try #require(conversation.session.state.workspace.model?.step)
    #expect((1..<9).contains(steps))
    let again = Conversation()
    again.output(
      conversation.session.journal.lines.prefix(conversation.session.state.journalLength).joined(separator: "\n"))
    #expect(again.parameters == conversation.parameters)
  }

  @Test(arguments: sessions)
  func replaysEndWellWithTheSameState(_ text: String) throws {
    for kind in [TextKind.prompt, .script] {
      // At the prompt entry by entry, as somebody would type them; a script goes on after what failed.
      let conversation = Conversation(kind: kind) { $0.keepsGoing = kind == .script }
      if kind == .prompt {
        for entry in try entries(text) { conversation.run(entry) }
      } else {
        conversation.run(text)
      }
      conversation.output("save session \"s.nn\"")
      let script = try conversation.contents(of: "s.nn")
      let again = Conversation { $0.folder = conversation.folder }
      #expect(again.run(script) == .done, "\(kind)\n\(text)\n--\n\(script)\n--\n\(again.reported)")
      #expect(Self.state(again) == Self.state(conversation), "\(kind)\n\(text)\n--\n\(script)")
      // And once more.
      again.output("save session \"t.nn\"")
      let third = Conversation { $0.folder = conversation.folder }
      third.output(try conversation.contents(of: "t.nn"))
      #expect(Self.state(third) == Self.state(conversation), "\(kind)\n\(text)\n--\n\(script)")
    }
  }

  private func entries(_ text: String) throws -> [String] {
    var sources = SourceMap()
    let id = sources.add(Source(name: "", text: text))
    guard case .complete(let block) = Parser.parse(id, in: &sources, Session.table.dialect) else {
      Issue.record("\(text)")
      return []
    }
    return block.statements.map { sources.text(of: $0.range) }
  }
}
