import Testing

@testable import NNCommands

@Suite struct LayerTests {
  @Test func rowsOfShowModelAreTheNumbersOfLayers() {
    let conversation = Conversation()
    conversation.output(
      """
      data xor
      layer 3 tanh times 2
      layer dropout 0.5
      layer 4 relu
      output 1 sigmoid
      activation elu on 2
      activation gelu on 4 to 5
      """)
    let layers = conversation.session.state.workspace.description.model.network.layers
    #expect(layers.map(\.activation.kind) == [.tanh, .elu, .linear, .gelu, .gelu])
    #expect(conversation.output("print layers parameters") == "5 42\n")
  }

  @Test func activationWithoutOnIsForTheLayerAddedLast() {
    let conversation = Conversation()
    conversation.output("layer 3 tanh\nlayer 4\nactivation relu\noutput 1 sigmoid\nactivation elu on hidden")
    let layers = conversation.session.state.workspace.description.model.network.layers
    #expect(layers.map(\.activation.kind) == [.elu, .elu, .sigmoid])
  }

  @Test(arguments: [
    ("layer 3\nactivation tanh on 2", "E0404"), ("activation tanh", "E0403"), ("layer 3\nfreeze 0", "E0208"),
    ("layer 3 times 2\nfreeze 2 to 1", "E0404"), ("remove last", "E0403"),
    ("data xor\noutput 1 sigmoid\nlayer 3", "E0401"), ("layer 0", "E0208"), ("layer -5", "E0208"),
    ("layer 2.5", "E0208"), ("layer 1e400", "E0105"), ("layer 3 times 100000", "E0402"),
    ("input 1 2 3 4", "E0405"), ("data xor\noutput 1 softmax", "E0408"),
    ("data xor\noutput 3 sigmoid", "E0408"), ("data spiral classes 3\noutput 2 softmax", "E0408"),
    ("data sine\noutput 2 linear", "E0408"), ("data xor\noutput 1 sigmoid\nloss cross_entropy", "E0409"),
    ("input 3\ndata xor\nlayer 2", "E0411"), ("data sine\noutput 1 linear\nloss hinge", "E0409"),
    ("use nowhere", "E0221"), ("set weight 1 1 1 to 3", "E0403"), ("layer 3 thanh", "E0203"), ("layr 3", "E0201"),
    ("init all normal 0 -1", "E0208"), ("init all glorot sideways", "E0202"), ("seed -1", "E0208"),
  ])
  func misuse(_ text: String, _ code: String) {
    let conversation = Conversation()
    let found = conversation.errors(text)
    #expect(found == [code], "\(conversation.reported)")
  }

  @Test(arguments: ["layer 1000000000", "data xor\nlayer 1000000000", "layer 1000000 times 10000"])
  func hugeLayersSayTheirMemory(_ text: String) {
    let conversation = Conversation()
    _ = conversation.run(text)
    #expect(
      conversation.reported.contains(
        /parameters would take [0-9.]+ [GTP]iB to train; this machine has [0-9.]+ [MGT]iB/),
      "\(conversation.reported)")
  }

  @Test func aSecondOutputReplacesTheFirst() {
    let conversation = Conversation()
    conversation.output("data xor\nlayer 3 tanh\noutput 1 sigmoid\noutput 2 softmax\nexpect layers == 2")
    #expect(conversation.output("print parameters") == "17\n")
    conversation.output("remove last\nlayer 2 relu\noutput sigmoid\nexpect layers == 3")
  }

  @Test func startingAModelOfTheSameNameForgetsIt() {
    let conversation = Conversation(isInteractive: true)
    conversation.output("data xor\nmodel a\nlayer 3 tanh\noutput sigmoid\ntrain 3 steps")
    conversation.output("model a")
    #expect(conversation.reported.contains("model a is replaced"))
    conversation.output("expect layers == 0\nexpect step == 0")
  }

  @Test func settingsHoldForEveryModel() {
    let conversation = Conversation()
    conversation.output("data xor\noptimizer sgd rate 0.5\nbatch 2\nmodel b\nlayer 3\noutput sigmoid")
    #expect(
      conversation.output("optimizer\nbatch\nseed\nloss\nscale")
        == "optimizer sgd rate 0.5\nbatch 2\nseed 0\nloss bce (default)\nscale none (default)\n")
  }
}
