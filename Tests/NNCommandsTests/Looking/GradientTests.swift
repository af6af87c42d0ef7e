import Testing

@testable import NNCommands

@Suite struct GradientTests {
  private func sentences(_ text: String) -> String {
    let conversation = Conversation()
    conversation.output(text + "\nprint loss")
    return conversation.output("gradients")
  }

  static let deep = "data xor\nlayer 5 sigmoid times 9\noutput 1 sigmoid\nseed 1\ninit all normal 0 1"

  @Test func theSeedExperimentsSigmoidNetVanishes() throws {
    let shown = sentences(Self.deep)
    let found = try #require(shown.firstMatch(of: /the gradient vanishes: it shrinks by ÷ ([0-9.]+) a layer/))
    let factor = try #require(Double(found.1))
    #expect((2.5...4.5).contains(factor), "\(shown)")
  }

  @Test func theFactorIsThatOfTheTable() {
    let conversation = Conversation()
    conversation.output(Self.deep)
    conversation.output("let a = gradient(1)\nlet b = gradient(2)\nmode csv")
    let row = conversation.output("gradients").split(separator: "\n")[1].split(
      separator: ",", omittingEmptySubsequences: false)
    conversation.output("expect abs($a / $b - \(row[4])) < 1e-6\nexpect abs($a - \(row[2])) < 1e-9")
  }

  @Test func weightsOfZeroGiveNoNonsense() {
    let shown = sentences("data xor\nlayer 3 tanh times 2\noutput 1 sigmoid\ninit all zeros")
    #expect(!shown.contains("nan") && !shown.contains("inf"))
    #expect(shown.contains("no layer's weights get any gradient") || shown.contains("no gradient reaches"))
  }

  @Test func unitsAgreeWithTheirNumber() {
    let one = sentences("data xor\nlayer 2 relu\noutput 1 sigmoid\nset bias 1 1 to -99\nset bias 1 2 to 5")
    #expect(one.contains("1 unit of 2 dead"))
    let two = sentences(
      "data xor\nlayer 3 relu\noutput 1 sigmoid\nset bias 1 1 to -99\nset bias 1 2 to -99\nset bias 1 3 to 5")
    #expect(two.contains("2 units of 3 dead"))
  }

  @Test func nanSaysNothingButWhereToLook() {
    let conversation = Conversation()
    conversation.output(TrainingTests.diverging + "on nan continue\ntrain 100 steps")
    let shown = conversation.output("gradients")
    #expect(shown.contains("these gradients say nothing; `diagnose`"))
    #expect(!shown.contains("a layer on the way back"))
  }

  @Test func aLayerOfOneHasNoFlow() {
    let shown = sentences("data xor\noutput 1 sigmoid")
    #expect(!shown.contains("the gradient"))
  }

  /// On the plateau the rows cancel out in the last layer: what the table shows must not hide what `diagnose` finds.
  @Test func aPlateauHidesNoVanishingGradient() {
    let shown = sentences(Self.deep + "\noptimizer sgd rate 0.01\ntrain 2000 steps")
    #expect(shown.contains("row by row the gradient vanishes: dL/dz shrinks by ÷"))
    #expect(!shown.contains("neither vanishes nor explodes"))
  }

  @Test func diagnoseFindsTheVanishingGradient() {
    let conversation = Conversation()
    #expect(conversation.output(Self.deep + "\ndiagnose").contains("G1 vanishing gradient"))
  }

  @Test(arguments: ["loss", "accuracy", "runs", "runs accuracy", "gradients", "loss log"])
  func plotsDrawInTheTerminalAndIntoFiles(_ what: String) throws {
    let conversation = Conversation()
    conversation.output("data xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 50 steps as a\ntrain 50 steps as b")
    #expect(conversation.output("plot \(what)").split(separator: "\n").count >= 5)
    conversation.output("plot \(what) to \"p.svg\"\nplot \(what) to \"p.csv\"")
    #expect(try conversation.contents(of: "p.svg").contains("</svg>"))
    #expect(try conversation.contents(of: "p.csv").contains(","))
    #expect(conversation.errors("plot \(what) to \"p.jpg\"") == ["E0210"])
  }

  @Test(arguments: ["model", "data", "settings", "weights 1", "layer 2", "row 1", "runs", "variables"])
  func everythingCanBeShown(_ what: String) {
    let conversation = Conversation()
    conversation.output("let x = 3\ndata xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 5 steps")
    #expect(conversation.output("show \(what)").split(separator: "\n").count > 2)
    #expect(conversation.errors("show weights 7") == ["E0404"])
  }
}
