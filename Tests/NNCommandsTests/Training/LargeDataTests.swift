import Testing

@testable import NNCommands

@Suite struct LargeDataTests {
  /// What a training's end computed is what a following `eval` shows.
  @Test func evalReusesTheEvaluationOfTheEnd() throws {
    let conversation = Conversation()
    conversation.output("data moons\nseed 1\nsplit 80 20\nlayer 4 tanh\noutput 1 sigmoid\ntrain 5 steps")
    let session = conversation.session
    let step = try #require(session.state.workspace.model?.step)
    for part in ["train", "test"] {
      let kept = session.state.workspace.measures[evaluationOf: part, session.state.revision, step]
      #expect(kept != nil, "\(part)")
    }
    #expect(session.state.workspace.measures[evaluationOf: "validation", session.state.revision, step] == nil)
    let before = conversation.output("print test.accuracy")
    session.state.workspace.measures.forget()
    #expect(conversation.output("print test.accuracy") == before)
  }

  @Test func gradientsOfManyRowsSayHowMany() {
    let net = "seed 1\nlayer 4 tanh\noutput 1 sigmoid\ngradients"
    #expect(!Conversation().output("data moons points 300\n\(net)").contains("evenly spaced"))
    #expect(Conversation().output("data moons points 10001\n\(net)").contains("over 10000 of the 10001 training rows"))
  }
}
