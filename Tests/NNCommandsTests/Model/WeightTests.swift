import Testing

@testable import NNCommands

/// When weights are drawn, kept and drawn anew.
@Suite struct WeightTests {
  static let model = "data xor\nlayer 3 tanh\noutput 1 sigmoid\n"

  /// A conversation about a drawn model, and its numbers.
  private func drawn(_ more: String = "") -> (Conversation, [Double]) {
    let conversation = Conversation()
    conversation.output(Self.model + more + "\nprint loss")
    return (conversation, conversation.parameters)
  }

  @Test(arguments: ["seed 3", "init weights normal 0 1", "init bias constant 1", "init all uniform -1 1"])
  func aDrawFollowsSeedAndInit(_ change: String) {
    let (conversation, before) = drawn()
    conversation.output(change + "\nprint loss")
    #expect(conversation.parameters != before)
    conversation.output("seed 0\ninit weights glorot uniform\ninit bias zeros\nprint loss")
    #expect(conversation.parameters == before)
  }

  @Test(arguments: ["train 1 steps", "set weight 1 1 1 to 9", "set bias 2 1 to 9"])
  func aTouchedModelWaitsForReset(_ touch: String) {
    let (conversation, _) = drawn(touch)
    let before = conversation.parameters
    conversation.output("seed 3\nprint loss")
    #expect(conversation.reported.contains("`reset` draws them anew"))
    #expect(conversation.parameters == before)
    conversation.output("reset\nprint loss step")
    #expect(conversation.parameters != before)
    #expect(conversation.console.written.hasSuffix(" 0\n"))
  }

  @Test func resetWithASeedIsSeedAndReset() {
    let (first, _) = drawn("train 5 steps\nreset seed 9")
    let (second, _) = drawn("seed 9")
    #expect(first.parameters == second.parameters)
    #expect(first.output("seed") == "seed 9\n")
  }

  @Test func orderOfStatementsIsNoMatter() {
    let first = Conversation()
    first.output("seed 4\ninit all normal 0 1\nlayer 3 tanh\noutput 1 sigmoid\ndata xor\nprint loss")
    let second = Conversation()
    second.output("data xor\nlayer 3 tanh\noutput 1 sigmoid\nprint loss\ninit all normal 0 1\nseed 4\nprint loss")
    #expect(first.parameters == second.parameters)
  }

  @Test func changingLayersKeepsWeightsWhoseShapeStays() {
    let (conversation, _) = drawn("optimizer adam rate 0.1\ntrain 5 steps")
    let before = conversation.parameters
    #expect(conversation.session.state.workspace.model?.optimizer != nil)
    conversation.output("output 2 softmax\nprint loss step")
    #expect(conversation.console.written.hasSuffix(" 5\n"))
    #expect(Array(conversation.parameters.prefix(9)) == Array(before.prefix(9)))
    #expect(conversation.session.state.workspace.model?.optimizer == nil)
  }

  @Test func activationsKeepWeightsAndForgetTheOptimizersState() {
    let (conversation, _) = drawn("train 5 steps")
    let before = conversation.parameters
    conversation.output("activation relu on hidden\nprint loss")
    #expect(conversation.parameters == before)
    #expect(conversation.session.state.workspace.model?.optimizer == nil)
  }

  @Test func freezingIsNoChangeOfLayers() {
    let (conversation, _) = drawn("train 5 steps")
    let first = Array(conversation.parameters.prefix(9))
    conversation.output("freeze 1\nprint loss")
    #expect(conversation.session.state.workspace.model?.optimizer != nil)
    conversation.output("train 5 steps")
    #expect(Array(conversation.parameters.prefix(9)) == first)
    conversation.output("unfreeze 1\ntrain 5 steps")
    #expect(Array(conversation.parameters.prefix(9)) != first)
  }

  @Test func precisionConvertsATrainedModel() {
    let (conversation, _) = drawn("train 5 steps")
    let before = conversation.parameters
    conversation.output("precision float64\nprint loss")
    #expect(conversation.parameters == before)
    #expect(conversation.session.state.workspace.model?.precision == .float64)
  }

  @Test func setCountsUnitsAndInputsFromOne() {
    let (conversation, _) = drawn("set weight 1 2 1 to 0.5\nset bias 2 1 to -1")
    let shown = conversation.output("mode csv\nshow weights 1\nshow weights 2")
    let lines = shown.split(separator: "\n")
    #expect(lines[0] == "unit,bias,w1,w2")
    #expect(lines[2].hasPrefix("2,0,0.5,"))
    #expect(lines[5].hasPrefix("1,-1,"))
    #expect(conversation.errors("set weight 1 4 1 to 0") == ["E0412"])
    #expect(conversation.errors("set weight 1 1 3 to 0") == ["E0412"])
  }

  @Test func dataAreDrawnFromTheSeedInForceThen() {
    let first = Conversation()
    first.output("seed 5\ndata moons\nseed 7")
    let second = Conversation()
    second.output("seed 7\ndata moons")
    #expect(first.session.state.workspace.dataset?.x != second.session.state.workspace.dataset?.x)
  }

  @Test func aTrainedModelMustFitNewData() {
    let (conversation, _) = drawn("train 3 steps")
    #expect(conversation.errors("data parity 3") == ["E0411"])
    #expect(conversation.session.state.workspace.dataset?.rows == 4)
    conversation.output("reset\ndata parity 3\nprint parameters")
    #expect(conversation.console.written == "16\n")
  }
}
