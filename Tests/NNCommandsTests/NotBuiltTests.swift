import Testing

@testable import NNCommands

/// What later versions bring is known, and refused before anything runs.
@Suite struct NotBuiltTests {
  @Test(arguments: LaterCommand.all.map(\.signature.name))
  func laterStatement(_ name: String) {
    // It has a grammar of its own.
    let texts = ["try": "try batch 3 for 5 steps"]
    let conversation = Conversation()
    let errors = conversation.errors("print \"ran\"\n" + (texts[name] ?? name))
    #expect(errors.contains("E0900"), "\(name): \(conversation.reported)")
    #expect(conversation.console.written.isEmpty)
  }

  @Test(arguments: [
    "data csv \"f.csv\" target y",
    "data npz \"f.npz\" x a y b", "plot boundary", "plot network", "plot weights 1", "plot activation tanh",
    "plot confusion", "plot images", "show mistakes 3", "predict csv \"a.csv\" to \"b.csv\"",
    "explain nan", "explain loss", "explain backward", "check gradients", "histogram weights 1", "lesson vanishing",
    "export onnx \"a.onnx\"", "import onnx \"a.onnx\"", "confusion test",
  ])
  func laterForm(_ text: String) {
    let conversation = Conversation()
    #expect(conversation.errors("data xor\nlayer 3 tanh\noutput 1 sigmoid\n" + text) == ["E0900"], "\(text)")
    #expect(conversation.session.state.dataset == nil)
  }
}
