import Testing

@testable import NNCommands
@testable import NNScript
@testable import NeuralNetwork

/// `forward`, `backward`, `update`, `step`.
@Suite struct ByHandTests {
  static let net = "data xor\nlayer 2 tanh\noutput 1 sigmoid\nseed 1\n"

  /// The model after a text, all of it that training changes.
  private func model(_ text: String) throws -> ModelState {
    let conversation = Conversation()
    conversation.output(text)
    return try #require(conversation.session.state.workspace.model)
  }

  private func expectSame(_ a: ModelState, _ b: ModelState, _ text: String) {
    #expect(a.parameters == b.parameters, "\(text)")
    #expect(a.buffers == b.buffers, "\(text)")
    #expect(a.optimizer?.slots == b.optimizer?.slots && a.optimizer?.updates == b.optimizer?.updates, "\(text)")
    #expect(a.step == b.step && a.progress == b.progress, "\(text)")
  }

  @Test func numbersAreNotCutAtTheEdge() {
    let conversation = Conversation(isInteractive: true)
    let shown = conversation.output("mode table\n" + Self.net + "optimizer sgd rate 0.5\nforward\nbackward\nupdate")
    for line in shown.split(separator: "\n") { #expect(line.count <= conversation.console.width, "\(line)") }
    #expect(shown.contains("dL/dw = sum over the rows"))
    #expect(shown.contains("  the weights kept have more digits and differ by at most "))
  }

  @Test(arguments: Optimizer.Kind.allCases.map(\.rawValue))
  func threeWordsAreOneStepOfEveryOptimizer(_ optimizer: String) throws {
    let text = Self.net + "optimizer \(optimizer) rate 0.05\ntrain 3 steps\n"
    expectSame(try model(text + "train 1 steps"), try model(text + "forward\nbackward\nupdate"), optimizer)
    expectSame(try model(text + "train 4 steps"), try model(text + "step 4"), optimizer)
  }

  @Test(arguments: [
    "data moons points 20\nbatch 8\nlayer 4 relu\noutput 1 sigmoid",
    "data moons points 20\nbatch 8 ordered\nlayer 4 relu\noutput 1 sigmoid",
    "data moons points 20\nbatch full\nlayer 4 prelu\nlayer dropout 0.5\noutput 2 softmax",
    "data moons points 20\nsplit 70 30\nbatch 4\nlayer dropout 0.3\nlayer 4 gelu\noutput 1 sigmoid",
    "data xor\nlayer 3 tanh\nlayer batchnorm\noutput 1 sigmoid\nregularize l1 0.01 l2 0.1",
    "data xor\nprecision float64\nlayer 3 tanh\nlayer residual\nlayer 3 tanh\nend\noutput 1 sigmoid\nclip norm 0.01",
    "data sine points 10\nlayer 4 elu\noutput 1 linear\nloss huber\nschedule warmup 5 steps cosine over 9 steps",
    "data xor\nlayer 3 tanh\noutput 1 sigmoid\nfreeze 1\nclip value 0.001",
  ])
  func threeWordsAreOneStepOfEveryBatch(_ text: String) throws {
    let text = text + "\ntrain 2 steps\n"
    expectSame(try model(text + "train 7 steps"), try model(text + "step 7"), text)
  }

  @Test func lookingBetweenChangesNothing() throws {
    let text = Self.net + "train 1 steps\n"
    expectSame(
      try model(text + "train 1 steps"),
      try model(text + "forward row 3\nforward\nshow model\nprint loss\nbackward\nbackward\ngradients\nupdate"), text)
  }

  @Test func oneRowIsItsOwnBatch() throws {
    let chosen = try model(Self.net + "optimizer sgd rate 0.5\nforward row 2\nbackward\nupdate")
    let alone = try model(
      "data table\nrow 0 1 gives 1\nrow 0 0 gives 0\nend\nlayer 2 tanh\noutput 1 sigmoid\nseed 1\n"
        + "batch 1 ordered\noptimizer sgd rate 0.5\ntrain 1 steps")
    for (a, b) in zip(chosen.parameters.doubles, alone.parameters.doubles) { #expect(abs(a - b) < 1e-6) }
    #expect(chosen.step == 1 && chosen.progress.row == 0 && chosen.progress.epoch == 0)
  }

  /// Every line that computes something: `… = (-0.5) * 1 + 0.25 = -0.25`.
  private func sums(of shown: String) -> [(expression: String, result: Double)] {
    shown.split(separator: "\n").flatMap { line -> [(String, Double)] in
      let parts = line.split(separator: ";")[0].components(" = ")
      guard parts.count >= 2, let result = Double(parts[parts.count - 1]) else { return [] }
      let expression = parts[parts.count - 2].components(": ").last ?? ""
      let isSum = !expression.isEmpty && expression.allSatisfy { "0123456789.e+-*/() ".contains($0) }
      return isSum ? [(expression, result)] : []
    }
  }

  @Test(arguments: [
    net, "data xor\nlayer 5 tanh times 9\noutput 1 sigmoid\nseed 3\n",
    "data iris\nlayer 4 elu\noutput softmax\nbatch 3\n",
    "data sine points 6\nlayer 3 softplus\noutput 1 linear\n",
  ])
  func aPocketCalculatorFindsThePrintedResults(_ text: String) throws {
    let conversation = Conversation()
    conversation.console.width = 10_000
    conversation.output(text + "mode table\noptimizer sgd rate 0.5")
    let shown = conversation.output("step")
    let found = sums(of: shown)
    #expect(found.count >= 6, "\(shown)")
    for (expression, result) in found {
      let value = try #require(Double(conversation.output("print (\(expression))").dropLast()))
      #expect(abs(value - result) <= 1e-5 * max(abs(result), 0.1), "\(expression) is \(value), printed \(result)")
    }
  }

  @Test func theTablesAgreeWithTheWeightsBeforeAndAfter() throws {
    let conversation = Conversation()
    conversation.output(Self.net + "optimizer sgd rate 0.5\nmode csv")
    conversation.output("forward\nbackward")
    let before = conversation.parameters
    let rows = conversation.output("update").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let numbers = rows.filter { $0[0] != "layer" }
    #expect(numbers.count == before.count)
    for (row, place) in zip(numbers, before.indices) {
      #expect(Double(row[4]) == before[place])
      #expect(Double(row[6]) == conversation.parameters[place])
      let (w, g) = (try #require(Double(row[4])), try #require(Double(row[5])))
      #expect(abs(w - 0.5 * g - conversation.parameters[place]) < 1e-6)
    }
  }

  @Test func batchSpeaksJSONLinesUnlessAMode() {
    let conversation = Conversation()
    conversation.output(Self.net)
    for line in conversation.output("step").split(separator: "\n") {
      #expect(line.hasPrefix("{") && line.hasSuffix("}"), "\(line)")
    }
    #expect(conversation.output("mode table\nforward").contains("layer 1: dense 2 → 2, tanh"))
    let typed = Conversation(kind: .prompt, isInteractive: true)
    typed.output(Self.net)
    #expect(typed.output("forward").contains("layer 1: dense 2 → 2, tanh"))
  }

  @Test(arguments: [
    ("backward", "say forward first"), ("update", "say forward first"), ("forward\nupdate", "say backward first"),
    ("forward\nbackward\nupdate\nupdate", "say forward first"),
    ("forward\ntrain 1 steps\nbackward", "the weights changed"),
    ("forward\nset weight 1 1 1 to 3\nbackward", "the weights changed"),
    ("forward\nbackward\nactivation relu on 1\nupdate", "the model's layers changed"),
    ("forward\nloss mse\nbackward", "the loss changed"), ("forward\nscale standard\nbackward", "the data changed"),
    ("forward\nbackward\nbatch 2\nupdate", "batch or seed changed"),
    ("forward\nmodel other\nlayer 2 tanh\noutput 1 sigmoid\nbackward", "the current model is another one"),
  ])
  func outOfOrderIsAnError(_ text: String, _ says: String) {
    let conversation = Conversation()
    conversation.output(Self.net)
    #expect(conversation.errors(text) == ["E0608"], "\(text)")
    #expect(conversation.reported.contains(says), "\(conversation.reported)")
  }

  @Test func rowsOutsideTheTrainingPartAreRefused() {
    let conversation = Conversation()
    conversation.output("data xor\nlayer 2 tanh\noutput 1 sigmoid\nsplit 50 50")
    #expect(conversation.errors("forward row 5") == ["E0505"])
    let test = conversation.session.state.workspace.split!.test[0] + 1
    #expect(conversation.errors("forward row \(test)") == ["E0505"])
    #expect(conversation.reported.contains("belongs to the test part"))
  }

  @Test func anErrorKeepsTheSession() {
    let conversation = Conversation()
    conversation.output(Self.net + "train 2 steps")
    let before = conversation.fingerprint
    #expect(conversation.errors("update") == ["E0608"])
    #expect(conversation.errors("forward row 9") == ["E0505"])
    #expect(conversation.fingerprint == before)
  }

  @Test func anUpdateAtANaNStopsAsTrainingDoes() {
    let conversation = Conversation()
    conversation.output(TrainingTests.diverging)
    #expect(conversation.run("repeat 200\nstep\nend") == .diverged)
    #expect(conversation.reported.contains("E0607"))
  }

  @Test func undoTakesAStepBack() {
    let conversation = Conversation(kind: .prompt, isInteractive: true)
    conversation.output(Self.net + "train 1 steps")
    let before = conversation.parameters
    conversation.output("step")
    #expect(conversation.parameters != before)
    conversation.output("undo")
    #expect(conversation.parameters == before)
  }
}

extension StringProtocol {
  /// The parts between a separator.
  fileprivate func components(_ separator: String) -> [String] {
    var parts: [String] = []
    var rest = Substring(self)
    while let place = rest.firstRange(of: separator) {
      parts.append(String(rest[..<place.lowerBound]))
      rest = rest[place.upperBound...]
    }
    return parts + [String(rest)]
  }
}
