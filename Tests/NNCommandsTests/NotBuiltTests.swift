import Testing

@testable import NNCommands

/// What later versions bring is known, and refused before anything runs.
@Suite struct NotBuiltTests {
  @Test(arguments: LaterCommand.all.map(\.signature.name))
  func laterStatement(_ name: String) {
    let conversation = Conversation()
    let errors = conversation.errors("print \"ran\"\n" + name)
    #expect(errors.contains("E0900"), "\(name): \(conversation.reported)")
    #expect(conversation.console.written.isEmpty)
  }

  @Test(arguments: [
    "import onnx \"a.onnx\""
  ])
  func laterForm(_ text: String) {
    let conversation = Conversation()
    #expect(conversation.errors("data xor\nlayer 3 tanh\noutput 1 sigmoid\n" + text) == ["E0900"], "\(text)")
    #expect(conversation.session.state.dataset == nil)
  }
}
