import Testing

@testable import NNCommands
@testable import NeuralNetwork

/// Layers of images and normalizations where statements meet them.
@Suite struct ImageLayerTests {
  @Test func aFilterIsARowOfWeights() {
    let conversation = Conversation()
    conversation.run("input 4 4 2\nlayer conv2d 3 kernel 2\nlayer batchnorm\nlayer flatten\noutput 1 sigmoid")
    conversation.run("init all constant 0.5\nset weight 1 3 8 to 7\nset bias 1 3 to 2\nset weight 2 1 1 to 4")
    let table = conversation.output("mode csv\nshow weights 1")
    #expect(table.hasPrefix("unit,bias,w1,w2,w3,w4,w5,w6,w7,w8\n1,0.5,0.5"))
    #expect(table.hasSuffix("3,2,0.5,0.5,0.5,0.5,0.5,0.5,0.5,7\n"))
    #expect(conversation.output("show weights 2") == "unit,bias,w1\n1,0,4\n2,0,1\n3,0,1\n")
    #expect(conversation.errors("set weight 1 1 9 to 1") == ["E0412"])
    #expect(conversation.errors("set weight 3 1 1 to 1") == ["E0410"])
  }

  @Test func runningStatisticsAreShown() {
    let conversation = Conversation()
    conversation.run("input 2\nlayer batchnorm\noutput 1 sigmoid")
    let table = conversation.output("mode csv\nshow layer 1")
    #expect(table.contains("0.running_mean,running mean,[2],0,0,0,0"))
    #expect(table.contains("0.running_var,running variance,[2],1,0,1,1"))
  }

  @Test func absurdSizesAreErrors() {
    for statement in [
      "layer conv2d 1000000000000 kernel 3", "layer conv2d 1 kernel 1000000000000 padding same",
      "layer maxpool2d 1000000000000", "layer conv2d 1 kernel 3 stride 1000000000000\nlayer maxpool2d 2",
    ] {
      let conversation = Conversation()
      let errors = conversation.errors("input 8 8 1\n" + statement)
      #expect(errors == ["E0402"] || errors == ["E0407"], "\(statement): \(errors)")
    }
  }

  @Test func rowsOfFeaturesAreReadAsImages() {
    let conversation = Conversation()
    let text = "data parity 4\ninput 2 2 1\nlayer conv2d 4 kernel 2 tanh\nlayer flatten\noutput sigmoid\ntrain 3 steps"
    conversation.output(text)
    #expect(conversation.output("print parameters") == "25\n")
  }
}
