import Testing

@testable import NNCommands
@testable import NeuralNetwork

/// `layer residual … end` in a session.
@Suite struct ResidualTests {
  private func network(_ conversation: Conversation) -> Network {
    conversation.session.state.workspace.description.model.network
  }

  @Test func blocksNest() {
    let conversation = Conversation()
    conversation.run("layer 4\nlayer residual\n layer 4\n layer residual\n  layer 4 tanh\n end\nend\nlayer 2")
    #expect(network(conversation).blocks.map(\.layers) == [1..<3, 2..<3])
    #expect(conversation.session.state.workspace.description.model.openBlocks.isEmpty)
    #expect(conversation.session.runState.statesBeforeBlocks.isEmpty)
  }

  @Test func statementsRebuildTheModel() {
    let text = """
      input 6 6 2
      layer residual
        layer conv2d 2 kernel 3 padding same tanh
        layer residual
          layer batchnorm
          activation relu
        end
      end
      layer residual
        layer conv2d 2 kernel 1
      end
      layer avgpool2d 2
      layer maxpool2d 2 stride 1
      layer dropout 0.25
      layer flatten
      layer 5 tanh times 2
      layer residual
        layer 5 tanh
      end
      layer layernorm
      output 2 softmax
      freeze 3
      """
    let conversation = Conversation()
    conversation.run(text)
    let built = network(conversation)
    #expect(built.statements == text.split(separator: "\n").map(String.init))
    let again = Conversation()
    again.run(built.statements.joined(separator: "\n"))
    #expect(network(again) == built)
  }

  @Test func aBlockThatFailsAtThePromptLeavesNothing() {
    let conversation = Conversation(kind: .prompt, isInteractive: true)
    conversation.run("data xor")
    conversation.run("layer 3 tanh")
    let before = conversation.session.state.revision
    // What `loss` gives is not known before the block runs.
    conversation.run("layer residual\n layer 3\n layer residual\n  layer (round(loss) + 4)\n end\nend")
    #expect(network(conversation).layers.count == 1)
    #expect(network(conversation).blocks.isEmpty)
    #expect(conversation.session.state.revision == before)
    #expect(conversation.session.runState.statesBeforeBlocks.isEmpty)
    conversation.run("layer residual\n layer 3\nend")
    #expect(network(conversation).blocks.map(\.layers) == [1..<2])
  }

  @Test func thePromptSaysWhatBecameABlock() {
    let conversation = Conversation(kind: .prompt, isInteractive: true)
    conversation.run("input 3")
    conversation.run("layer residual\n layer 5\n layer 3\nend")
    #expect(conversation.console.reported.contains("3 → 5 → 3, 38 parameters"))
    #expect(conversation.console.reported.contains("layers 1 to 2 are a residual block"))
  }

  @Test func undoTakesBackAWholeBlock() {
    let conversation = Conversation(kind: .prompt, isInteractive: true)
    conversation.run("layer 3")
    conversation.run("layer residual\n layer 3\n layer 3\nend")
    conversation.run("undo")
    #expect(network(conversation).layers.count == 1 && network(conversation).blocks.isEmpty)
  }

  @Test func anUnknownSizeInABlockIsHeldAgainstNobody() {
    let conversation = Conversation()
    let text =
      "data xor\nlayer 2\nlayer residual\n layer (round(loss) + 1)\n layer 2\nend\noutput sigmoid\nprint layers"
    #expect(conversation.output(text) == "4\n")
  }

  @Test func rangesOfActivationsPassOverNormalizationsWithoutOne() {
    let conversation = Conversation()
    conversation.run("layer 3 relu\nlayer batchnorm\nlayer layernorm\nactivation relu\noutput 1 sigmoid")
    conversation.run("activation tanh on hidden")
    #expect(network(conversation).layers.map(\.activation.kind) == [.tanh, .linear, .tanh, .sigmoid])
    conversation.run("activation elu on 2")
    #expect(network(conversation).layers[1].activation.kind == .elu)
  }
}
