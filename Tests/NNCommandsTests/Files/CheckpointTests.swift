import Testing

@testable import NNCommands
@testable import NeuralNetwork

@Suite struct CheckpointTests {
  private static let model = """
    data moons points 120
    split 60 20 20
    layer 8 tanh
    layer dropout 0.2
    output 1 sigmoid
    optimizer adam rate 0.02
    checkpoint "ck" every 2 epochs

    """

  /// What one training through has at its end, and the same with an interrupt and a `resume` in a new session.
  private func trained(_ goal: String, interruptedAfter questions: Int) throws -> (Conversation, Conversation) {
    let whole = Conversation()
    whole.output(Self.model + goal)
    let first = Conversation()
    first.output(Self.model)
    first.console.questionsToSignal = questions
    #expect(first.run(goal) == .signal(2))
    let second = Conversation { $0.folder = first.folder }
    second.output(Self.model + "resume \"ck\"\ntrain more")
    return (whole, second)
  }

  @Test(arguments: [4, 11, 15]) func resumingEqualsTrainingThrough(questions: Int) throws {
    let (whole, resumed) = try trained("train 10 epochs as a", interruptedAfter: questions)
    #expect(resumed.parameters == whole.parameters)
    let (own, other) = (try #require(whole.session.state.runs.last), try #require(resumed.session.state.runs.last))
    #expect(other.name == "a")
    #expect(other.curve == own.curve)
    #expect(other.figures == own.figures)
  }

  @Test func conditionsAndTheirBestValuesComeWithIt() throws {
    let goal = """
      let patience = 3
      stop when validation.loss >= best.validation.loss for 50 epochs
      train until validation.accuracy > 2 limit 10 epochs as long
      """
    let (whole, resumed) = try trained(goal, interruptedAfter: 14)
    #expect(resumed.parameters == whole.parameters)
    #expect(resumed.session.state.runs.last?.name == "long")
    #expect(resumed.reported.contains("the limit of 10 epochs is reached before validation.accuracy > 2"))
  }

  @Test func theNewestAreKeptAndNothingElseIsTouched() throws {
    let conversation = Conversation()
    conversation.output("checkpoint \"ck\" every 1 epochs keep 2")
    try conversation.write([1], to: "ck/mine.safetensors")
    conversation.output("data xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 7 epochs")
    #expect(
      try conversation.contents(of: "ck/checkpoints.json")
        == "{\"checkpoints\": [\"step-000000007.safetensors\", \"step-000000006.safetensors\"], "
        + "\"replaced\": [\"step-000000005.safetensors\"]}\n")
    #expect(FileLocation("\(conversation.folder)/ck/mine.safetensors").exists)
    #expect(FileLocation("\(conversation.folder)/ck/step-000000006.safetensors").exists)
    #expect(!FileLocation("\(conversation.folder)/ck/step-000000005.safetensors").exists)
  }

  @Test func whatAKillKeptFromGoingGoesTheNextTime() throws {
    let conversation = Conversation()
    conversation.output(
      "checkpoint \"ck\" every 1 epochs keep 2\ndata xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 4 epochs")
    // As if the process had ended between the list and the removal.
    try conversation.write([1], to: "ck/step-000000002.safetensors")
    try conversation.write([1], to: "ck/step-000000001.safetensors")
    conversation.output("train 1 epochs")
    #expect(!FileLocation("\(conversation.folder)/ck/step-000000002.safetensors").exists)
    // No list names this one: it may be the user's.
    #expect(FileLocation("\(conversation.folder)/ck/step-000000001.safetensors").exists)
  }

  @Test func aFinishedTrainingHasNothingLeft() {
    let conversation = Conversation()
    conversation.output(Self.model + "train 4 epochs")
    let before = conversation.parameters
    conversation.output("reset seed 9\nseed 0\nresume \"ck\"\nexpect epoch == 4")
    let other = Conversation { $0.folder = conversation.folder }
    other.output(Self.model + "resume \"ck\"\nexpect runs.run1.test.loss < 1\nsave curve \"a.csv\"")
    #expect(other.session.state.runs[0].curve == conversation.session.state.runs[0].curve)
    #expect(other.session.state.runs[0].figures == conversation.session.state.runs[0].figures)
    #expect(conversation.parameters == before)
    #expect(conversation.reported.contains("its training was finished"))
    #expect(conversation.errors("train more") == ["E0601"])
  }

  @Test func otherSettingsAreSaid() {
    let conversation = Conversation()
    conversation.output(Self.model + "train 4 epochs")
    conversation.output("optimizer sgd rate 0.5\nresume \"ck\"")
    #expect(
      conversation.reported.contains("was trained with `optimizer adam rate 0.02`, now it is `optimizer sgd rate 0.5`"))
  }

  @Test func whereThereIsNone() {
    let conversation = Conversation()
    #expect(conversation.errors("data xor\noutput 1 sigmoid\nresume \"ck\"") == ["E0704"])
    conversation.output("resume \"ck\" optional")
    #expect(conversation.errors("resume \"ck\"") == ["E0704"])
  }

  @Test func anotherModelOrADamagedFileChangesNothing() throws {
    let conversation = Conversation()
    conversation.output(Self.model + "train 4 epochs")
    conversation.output("model other\nlayer 9 relu\noutput 1 sigmoid\ntrain 1 steps")
    let list = try conversation.contents(of: "ck/checkpoints.json")
    conversation.output("checkpoint none")
    let before = conversation.parameters
    conversation.output("use main")
    #expect(list.contains("step-000000001"))
    #expect(conversation.errors("resume \"ck\"") == ["E0704"])
    conversation.output("use other")
    for text in ["", "{", "{\"checkpoints\": [\"../../etc/passwd\"]}", "{\"checkpoints\": [\"step-1.safetensors\"]}"] {
      try conversation.write(Array(text.utf8), to: "ck/checkpoints.json")
      let codes = conversation.errors("resume \"ck\"")
      #expect(codes == ["E0704"] || codes == ["E0701"])
    }
    try conversation.write(Array(list.utf8), to: "ck/checkpoints.json")
    let bytes = try FileAccess.read(FileLocation("\(conversation.folder)/ck/step-000000001.safetensors"))
    for length in stride(from: 0, to: bytes.count, by: 97) {
      try conversation.write(Array(bytes[..<length]), to: "ck/step-000000001.safetensors")
      #expect(conversation.errors("resume \"ck\"") == ["E0704"])
    }
    #expect(conversation.parameters == before)
    #expect(conversation.session.state.workspace.model?.step == 1)
  }

  @Test func aFolderThatCannotBeIsAnErrorAtOnce() throws {
    let conversation = Conversation()
    try conversation.write([1], to: "file")
    #expect(conversation.errors("checkpoint \"file/ck\" every 5 epochs") == ["E0702"])
    #expect(conversation.errors("checkpoint \"file\" every 5 epochs") == ["E0702"])
  }

  @Test func aDivergedTrainingLeavesItsEarlierOnes() throws {
    let conversation = Conversation()
    let outcome = conversation.run(
      """
      data sine
      batch full
      output linear
      loss mse
      optimizer sgd rate 1e6
      checkpoint "ck" every 1 epochs
      train 400 epochs
      """)
    #expect(outcome == .diverged)
    conversation.output("resume \"ck\"\nexpect step > 0")
  }
}
