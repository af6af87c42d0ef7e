import Testing

@testable import NNCommands
@testable import NeuralNetwork

@Suite struct ModelFileTests {
  static let moons = """
    data moons
    scale standard
    layer 6 leaky_relu alpha 0.2 times 2
    layer dropout 0.1
    output 2 softmax
    loss cross_entropy
    optimizer adam rate 0.03 beta2 0.9
    freeze 1
    train 20 steps
    save "m.safetensors"

    """

  @Test func loadRebuildsTheModelWithoutItsData() {
    let conversation = Conversation()
    conversation.output(Self.moons + "mode csv")
    let said = conversation.output("predict 0.3 0.1")
    let before = conversation.parameters
    conversation.output("data xor\nmodel fresh\nlayer 9 relu\nloss mse\noptimizer sgd rate 1")
    conversation.output("model other\nload \"m.safetensors\"\nexpect step == 0\nloss\noptimizer")
    #expect(conversation.console.written == "loss cross_entropy\noptimizer adam rate 0.03 beta2 0.9\n")
    #expect(conversation.parameters == before)
    let layers = conversation.session.state.workspace.description.model.network.layers
    #expect(layers.map(\.isFrozen) == [true, false, false, false])
    #expect(layers[0].activation.alpha == 0.2)
    // The scaler of the file, not one fitted to xor.
    #expect(conversation.output("predict 0.3 0.1") == said)
  }

  /// Saved in the middle of an epoch and loaded in another session, training goes on as if nothing had happened.
  @Test(arguments: ["adam rate 0.03", "momentum rate 0.1", "rmsprop rate 0.01", "sgd rate 0.1"])
  func trainingGoesOn(optimizer: String) throws {
    let setting = """
      data moons points 100
      split 80 20
      scale standard
      layer 6 tanh
      layer batchnorm
      layer dropout 0.2
      output 2 softmax
      optimizer \(optimizer)
      schedule exponential 0.9
      batch 16
      """
    for precision in ["float32", "float64"] {
      let whole = Conversation()
      whole.output("precision \(precision)\n\(setting)\ntrain 13 steps\ntrain 20 steps")
      let first = Conversation()
      first.output("precision \(precision)\n\(setting)\ntrain 13 steps\nsave \"m.safetensors\" with optimizer")
      let second = Conversation()
      try second.write(FileAccess.read(FileLocation("\(first.folder)/m.safetensors")), to: "m.safetensors")
      second.output("precision \(precision)\n\(setting)\nload \"m.safetensors\"\nexpect step == 13\ntrain 20 steps")
      #expect(second.parameters == whole.parameters)
      let (own, other) = (
        second.session.state.workspace.weights["main"]?.state, whole.session.state.workspace.weights["main"]?.state
      )
      #expect(own?.optimizer?.slots == other?.optimizer?.slots)
      #expect(own?.buffers == other?.buffers)
      #expect(own?.step == 33)
      // Without it the optimizer begins anew.
      second.output("load weights \"m.safetensors\"\nexpect step == 0")
    }
  }

  /// A file that nnsh wrote before `with optimizer` was a word.
  @Test func anOlderFileLoads() throws {
    let conversation = Conversation()
    try conversation.write(fixture("models/version1.safetensors"), to: "m.safetensors")
    conversation.output("load \"m.safetensors\"\nexpect step == 0\nmode csv")
    #expect(conversation.session.state.workspace.description.classNames == ["cat", "dog"])
    #expect(conversation.output("predict 2 3").contains("cat"))
  }

  @Test func damagedOptimizerStateIsAnError() throws {
    let conversation = Conversation()
    conversation.output(
      "data xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 5 steps\nsave \"m.safetensors\" with optimizer")
    let file = try Safetensors(bytes: FileAccess.read(FileLocation("\(conversation.folder)/m.safetensors")))
    let key = "nnsh.optimizer"
    let text = try #require(file.metadata[key])
    for (found, wrong) in [
      ("version 1", "version 7"), ("updates 5", "updates -5"), ("optimizer adam", "optimizer best"),
    ] {
      var damaged = file
      damaged.metadata[key] = text.replacing(found, with: wrong)
      #expect(damaged.metadata[key] != text)
      try conversation.write(damaged.bytes, to: "d.safetensors")
      #expect(conversation.errors("load \"d.safetensors\"") == ["E0703"], "\(wrong)")
    }
    var short = file
    short.tensors.removeAll { $0.name == key }
    try conversation.write(short.bytes, to: "d.safetensors")
    #expect(conversation.errors("load \"d.safetensors\"") == ["E0703"])
    #expect(conversation.output("print step") == "5\n")
  }

  @Test func classesAndScalerComeWithTheFile() throws {
    let first = Conversation()
    first.output(
      """
      data table
        row 1 2 gives cat
        row 3 1 gives dog
        row 5 9 gives cat
      end
      scale minmax
      layer 4 tanh
      output 1 sigmoid
      train 30 steps
      save "pets.safetensors"
      mode csv
      """)
    let said = first.output("predict 2 3")
    let second = Conversation()
    try second.write(FileAccess.read(FileLocation("\(first.folder)/pets.safetensors")), to: "pets.safetensors")
    second.output("load \"pets.safetensors\"\nmode csv")
    #expect(second.output("predict 2 3") == said)
    #expect(said.contains("cat") || said.contains("dog"))
  }

  @Test func aScaledModelJudgesTheSameDataAlike() {
    let conversation = Conversation()
    conversation.output(Self.moons)
    let loss = conversation.output("print loss")
    conversation.output("seed 0\ndata moons\nmodel again\nload \"m.safetensors\"")
    #expect(conversation.output("print loss") == loss)
  }

  @Test func weightsKeepTheStatementsAndStartAtStepZero() {
    let conversation = Conversation()
    conversation.output(WeightTests.model + "train 7 steps\nsave \"w.safetensors\"")
    let before = conversation.parameters
    conversation.output("reset seed 5\nload weights \"w.safetensors\"\nexpect step == 0\nexpect layers == 2")
    #expect(conversation.parameters == before)
  }

  @Test func anotherShapeIsRefusedAndNothingChanges() {
    let conversation = Conversation()
    conversation.output(
      WeightTests.model + "save \"w.safetensors\"\nmodel wide\nlayer 4 tanh\noutput 1 sigmoid\nprint loss")
    let before = conversation.fingerprint
    #expect(conversation.errors("load weights \"w.safetensors\"") == ["E0703"])
    #expect(conversation.fingerprint == before)
  }

  @Test func aModelThatDoesNotFitTheDataIsRefused() {
    let conversation = Conversation()
    conversation.output(WeightTests.model + "save \"w.safetensors\"\nmodel b\ndata parity 3")
    let before = conversation.fingerprint
    _ = conversation.errors("load \"w.safetensors\"")
    #expect(conversation.reported.contains("test.nn:1:6"))
    #expect(conversation.fingerprint == before)
  }

  @Test func float64SurvivesTheFile() {
    let conversation = Conversation()
    conversation.output("precision float64\n" + WeightTests.model + "train 7 steps\nsave \"w.safetensors\"")
    let before = conversation.parameters
    conversation.output("reset\nload \"w.safetensors\"")
    #expect(conversation.parameters == before)
  }

  /// A file of a length, a header and bytes of data.
  private static func file(_ header: String, data: Int = 16, length: Int? = nil) -> [UInt8] {
    let size = UInt64(length ?? header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: size >> (8 * UInt64($0))) } + Array(header.utf8)
      + Array(repeating: 0, count: data)
  }

  static let damaged: [(String, [UInt8])] = [
    ("empty", []), ("short", [1, 2, 3]), ("huge header", file("{}", length: .max)),
    ("header past the end", file("{}", length: 500)), ("no json", file("{nope")), ("a list", file("[]")),
    ("deep", file(String(repeating: "[", count: 100_000))),
    ("offsets backwards", file(#"{"0.weight":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#)),
    ("offsets past the end", file(#"{"0.weight":{"dtype":"F32","shape":[2],"data_offsets":[0,800]}}"#)),
    ("offsets huge", file(#"{"0.weight":{"dtype":"F32","shape":[2],"data_offsets":[0,9223372036854775807]}}"#)),
    ("shape lies", file(#"{"0.weight":{"dtype":"F32","shape":[3,2],"data_offsets":[0,8]}}"#)),
    ("shape huge", file(#"{"0.weight":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}"#)),
    ("shape negative", file(#"{"0.weight":{"dtype":"F32","shape":[-3,2],"data_offsets":[0,8]}}"#)),
    ("type unknown", file(#"{"0.weight":{"dtype":"Q7","shape":[2],"data_offsets":[0,8]}}"#)),
    (
      "statement that trains",
      file(#"{"__metadata__":{"nnsh":"{\"version\":1,\"statements\":[\"train 5 steps\"]}"}}"#, data: 0)
    ),
    (
      "statement that cannot be read",
      file(#"{"__metadata__":{"nnsh":"{\"version\":1,\"statements\":[\"layer (\"]}"}}"#, data: 0)
    ),
    ("variable", file(#"{"__metadata__":{"nnsh":"{\"version\":1,\"statements\":[\"layer $n\"]}"}}"#, data: 0)),
    ("wrong word", file(#"{"__metadata__":{"nnsh":"{\"version\":1,\"statements\":[\"layer nope\"]}"}}"#, data: 0)),
    ("version", file(#"{"__metadata__":{"nnsh":"{\"version\":1e300,\"statements\":[]}"}}"#, data: 0)),
    ("metadata no json", file(#"{"__metadata__":{"nnsh":"x"}}"#, data: 0)),
    (
      "huge layer",
      file(#"{"__metadata__":{"nnsh":"{\"version\":1,\"statements\":[\"layer 1000000000 times 99\"]}"}}"#, data: 0)
    ),
  ]

  @Test(arguments: damaged.indices)
  func damagedFilesAreErrors(_ index: Int) throws {
    let (name, bytes) = Self.damaged[index]
    let conversation = Conversation()
    conversation.output(WeightTests.model + "print loss")
    try conversation.write(bytes, to: "d.safetensors")
    let before = conversation.fingerprint
    for statement in ["load \"d.safetensors\"", "load weights \"d.safetensors\""] {
      #expect(conversation.run(statement) == .failed, "\(name)")
      #expect(conversation.reported.contains(/test\.nn:1:\d+: error\[E0\d{3}\]/), "\(name): \(conversation.reported)")
      #expect(conversation.fingerprint == before, "\(name)")
    }
  }

  @Test func theHeaderCountsActivationModules() throws {
    let conversation = Conversation()
    conversation.output(
      "data xor\nlayer 3 tanh\nlayer 2\nlayer dropout 0.5\noutput 1 sigmoid\nsave \"w.safetensors\"")
    let file = try Safetensors(bytes: FileAccess.read(FileLocation("\(conversation.folder)/w.safetensors")))
    #expect(file.tensors.map(\.name).sorted() == ["0.bias", "0.weight", "2.bias", "2.weight", "4.bias", "4.weight"])
  }

  @Test func logIsOneObjectARecordedStep() throws {
    let conversation = Conversation()
    conversation.output(
      WeightTests.model + "record every 5 steps\nlog \"l.jsonl\"\ntrain 10 steps\nlog none\ntrain 9 steps")
    let lines = try conversation.contents(of: "l.jsonl").split(separator: "\n")
    #expect(lines.count >= 2)
    #expect(lines[0].hasPrefix("{\"step\": 0, \"loss\": "))
  }

  @Test(arguments: [
    "save \"no/such/m.safetensors\"", "save curve \"no/such/c.csv\"", "log \"no/such/l.jsonl\"",
    "plot loss to \"no/such/p.svg\"", "save session \"no/such/s.nn\"",
  ])
  func foldersThatAreMissingAreMade(_ text: String) throws {
    let conversation = Conversation()
    conversation.output(WeightTests.model + "train 3 steps")
    conversation.output(text)
    #expect(conversation.reported.contains("made the folder 'no/such'"))
    let path = text.split(separator: "\"").last.map(String.init) ?? ""
    conversation.output("train 1 steps\n" + text)
    #expect(!conversation.reported.contains("made the folder"))
    _ = try conversation.contents(of: path)
  }
}
