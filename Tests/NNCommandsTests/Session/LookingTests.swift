import NNScript
import Testing

@testable import NNCommands
@testable import NeuralNetwork

/// Looking changes nothing: whatever comes later is the same, to the last bit, as if nobody had looked.
@Suite struct LookingTests {
  /// Everything that asks a model or its data and leaves them alone.
  static let looks =
    ModelUse.both.filter { !changing.contains($0.key) }.sorted { $0.key < $1.key }.flatMap(\.value)
    + ModelUse.anew.sorted { $0.key < $1.key }.flatMap(\.value) + ModelUse.model.filter(isLook)
    + [
      "show data", "show settings", "show runs", "plot activation tanh", "explain tanh", "seed", "optimizer", "loss",
      "batch",
    ]

  /// Statements of ``ModelUse/both`` that are there to change something.
  private static let changing: Set<String> = [
    "let", "train", "sweep", "forward", "backward", "update", "step", "resume",
  ]

  private static func isLook(_ text: String) -> Bool { !text.hasPrefix("set") && !text.hasPrefix("freeze") }

  /// Models at the moments of their lives: nothing trained, layers added to what was, weights set by hand.
  static let models = [
    "data moons points 40\nbatch 8\nlayer 3 tanh\noutput 1 sigmoid",
    "data moons points 40\nbatch 8\nlayer 3 tanh\noutput 1 sigmoid\ntrain 4 steps\nremove last\n"
      + "layer dropout 0.3\nlayer batchnorm\noutput 1 sigmoid",
    "precision float64\ndata moons points 40\nlayer 2 relu\noutput 2 softmax\ntrain 2 epochs\n"
      + "precision float32\nremove last\nlayer 3 gelu\noutput 2 softmax",
    "data xor\nlayer 3 tanh\noutput 1 sigmoid\nset weight 1 1 1 to 2\noutput 2 softmax",
  ]

  static let changes = [
    "seed 7", "init all normal 0 1", "init weights he normal", "init bias constant 0.5", "remove last",
    "remove last\nlayer 2 tanh\noutput 1 sigmoid", "output 2 softmax", "activation relu on 1",
    "activation prelu on hidden",
    "set bias 1 1 to 0.5", "load weights \"own.safetensors\"", "load \"own.safetensors\"", "reset", "reset seed 3",
    "optimizer momentum rate 0.1", "loss mse", "batch 5", "data moons points 30 noise 0.3", "data xor",
    "split 70 30 stratified", "scale standard", "precision float64", "precision float64\nprecision float32",
    "freeze 1", "regularize l2 0.1", "record every 1 steps", "train 3 steps",
    "model second\nlayer 2 tanh\noutput 1 sigmoid",
    "forward\nbackward\nupdate", "undo", "stop when loss < 0.2", "every 2 steps print loss",
  ]

  /// What was said, and what the session came to; nothing in it knows the time.
  private func digest(_ conversation: Conversation, _ text: String) -> String {
    let outcome = conversation.run(text)
    let state = conversation.session.state
    let weights = state.workspace.weights.sorted { $0.key < $1.key }.compactMap { name, kept in
      kept.learned.map {
        "\(name) \($0.step) \($0.progress) \($0.parameters) \($0.buffers) \(String(describing: $0.optimizer?.slots))"
      }
    }
    let runs = state.runs.map { run in
      let figures = run.figures.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.sorted { $0.key < $1.key })" }
      return "\(run.name) \(run.step) \(run.curve) \(figures)"
    }
    return [
      "\(outcome)", conversation.console.written, conversation.reported, weights.joined(separator: "\n"),
      runs.joined(separator: "\n"), state.workspace.description.settingLines.map(\.text).joined(separator: "; "),
      state.workspace.description.model.network.statements.joined(separator: "; "),
      "\(String(describing: state.workspace.split))",
      "\(String(describing: state.lastBatchLoss))", "\(conversation.session.journal.lines.prefix(state.journalLength))",
    ].joined(separator: "\n")
  }

  private func conversation(_ model: String) throws -> Conversation {
    let conversation = Conversation(kind: .prompt)
    conversation.output(model)
    try conversation.write(Array("x1,x2\n0,1\n1,1\n".utf8), to: "rows.csv")
    conversation.output("save \"own.safetensors\"")
    return conversation
  }

  @Test(arguments: models.indices)
  func nothingLaterDepends(on index: Int) throws {
    let conversation = try conversation(Self.models[index])
    let begin = conversation.session.checkpoint()
    let states = Self.looks.map { look in
      begin()
      conversation.run(look)
      return (look, conversation.session.checkpoint())
    }
    for change in Self.changes {
      begin()
      conversation.run(change)
      let plain = digest(conversation, "train 3 steps\nprint loss step\nshow weights 1")
      for (look, looked) in states {
        looked()
        conversation.run(change)
        // The cures that a diagnosis tries take their time; once is enough.
        if look != "diagnose" { conversation.run(look) }
        let after = digest(conversation, "train 3 steps\nprint loss step\nshow weights 1")
        #expect(after == plain, "model \(index + 1), `\(look)` beside `\(change)`")
      }
    }
  }

  /// The rule that makes it so, layer by layer.
  @Test func layersNotYetTrainedStayUndrawn() throws {
    let (looked, plain) = (Conversation(), Conversation())
    let model = "data xor\nlayer 2 tanh\ntrain 2 steps\nlayer 1 tanh\n"
    looked.output(model + "print loss\nseed 7\nprint loss\ninit bias constant 1\nprint loss")
    plain.output(model + "seed 7\ninit bias constant 1\nprint loss")
    #expect(looked.parameters == plain.parameters)
    #expect(Array(looked.parameters.prefix(6)) != Array(Conversation().parameters.prefix(6)))
    looked.output("train 1 steps\nseed 8\nprint loss")
    plain.output("train 1 steps")
    #expect(looked.parameters == plain.parameters)
  }

  @Test func aDrawIsNotRoundedByALook() {
    let (looked, plain) = (Conversation(), Conversation())
    let model = "precision float64\ndata xor\nlayer 2 tanh\noutput sigmoid\ntrain 2 steps\nprecision float32\n"
    looked.output(model + "print loss\nprecision float64\nprint loss")
    plain.output(model + "precision float64\nprint loss")
    #expect(looked.parameters == plain.parameters)
  }

  /// What no update has changed is no more than a draw.
  @Test func aTrainingWithoutAnUpdateTrainsNothing() {
    let conversation = Conversation(kind: .prompt)
    conversation.output("data xor\nlayer 2 tanh\noutput sigmoid\ntrain until loss < 100 limit 5 steps\nseed 7")
    #expect(!conversation.reported.contains("keeps its weights"))
    let fresh = Conversation()
    fresh.output("seed 7\ndata xor\nlayer 2 tanh\noutput sigmoid\nprint loss")
    conversation.output("print loss")
    #expect(conversation.parameters == fresh.parameters)
  }

  @Test func aModelThatDivergedAtOnceIsNotTrained() {
    let conversation = Conversation(kind: .prompt)
    conversation.output("data xor\nscale by 1e30\nlayer 2 linear\noutput linear\nloss mse")
    #expect(conversation.run("train 5 steps") == .diverged)
    #expect(!conversation.session.state.workspace.description.model.isTouched)
    conversation.output("data parity 3\nprint parameters")
    #expect(conversation.console.written == "11\n")
  }
}
