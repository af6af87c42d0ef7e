import Testing

@testable import NNCommands
@testable import NNScript
@testable import NeuralNetwork

/// `explain backward`, `check gradients`.
@Suite struct ChainRuleTests {
  private func rows(_ text: String) -> [[String]] {
    text.split(separator: "\n").map { line in
      // The explanations behind the second comma may hold commas of their own.
      line.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    }
  }

  static let small = "data xor\nlayer 2 tanh\noutput 1 sigmoid\nseed 2\ninit all normal 0 1\n"
  static let deep = "data xor\nlayer 5 tanh times 9\noutput 1 sigmoid\nseed 3\ninit all normal 0 1\n"

  /// Every weight of a net at a row: the product of the printed factors, the gradient and the difference are the same.
  private func expectFactors(_ text: String, row: Int) throws {
    let conversation = Conversation()
    conversation.output(text + "mode csv\nprint loss")
    let model = try #require(conversation.session.state.model)
    var checked = 0
    for tensor in model.layout.tensors where tensor.role == .weight {
      for unit in 1...tensor.shape[0] {
        for input in 1...tensor.inputs {
          let shown = rows(
            conversation.output("explain backward row \(row) weight \(tensor.layer + 1) \(unit) \(input)"))
          let values = Dictionary(uniqueKeysWithValues: shown.dropFirst().map { ($0[0], Double($0[1]) ?? .nan) })
          let product = ["dL/da", "da/dz", "dL/dz", "dz/dw"].compactMap { values[$0] }.reduce(1, *)
          let said = try #require(values["product"])
          let difference = try #require(values["difference"])
          #expect(
            abs(product - said) < 1e-9 && abs(said - difference) < 1e-5, "\(text) \(tensor.name) \(unit) \(input)")
          checked += 1
        }
      }
    }
    #expect(checked == model.layout.tensors.filter { $0.role == .weight }.reduce(0) { $0 + $1.count })
  }

  @Test(arguments: 1...4)
  func everyWeightOfASmallNet(row: Int) throws { try expectFactors(Self.small, row: row) }

  @Test func everyWeightOfTheSeedExperimentsNet() throws {
    try expectFactors(Self.deep, row: 2)
    try expectFactors(Self.deep + "activation sigmoid on hidden\n", row: 3)
  }

  @Test(arguments: [
    "loss bce naive", "loss mse", "output 2 softmax", "activation gelu on hidden", "activation softplus on 1",
    "precision float64",
  ])
  func everyWeightUnderOtherSettings(_ text: String) throws { try expectFactors(Self.small + text + "\n", row: 3) }

  @Test func theSumOverTheRowsIsTheGradientOfTraining() throws {
    let conversation = Conversation()
    conversation.output(Self.small + "mode csv\nforward")
    let steps = conversation.output("backward").split(separator: "\n")
    let trained = try #require(
      steps.first { $0.hasPrefix("1,weight,2,1,") }?.split(separator: ",").last.flatMap { Double($0) })
    let shown = conversation.output("explain backward weight 1 2 1").split(separator: "\n")
    let sum = try #require(shown.first { $0.hasPrefix("sum") }?.split(separator: ",").last.flatMap { Double($0) })
    let difference = try #require(shown.last?.split(separator: ",").last.flatMap { Double($0) })
    #expect(abs(sum - trained) < 1e-6 && abs(sum - difference) < 1e-7)
  }

  @Test func people() {
    let conversation = Conversation()
    let shown = conversation.output(Self.small + "explain backward row 2 weight 1 2 1")
    #expect(shown.contains("on the way back from the loss:"))
    #expect(shown.contains("dL/dw = dL/da * da/dz * dz/dw"))
    #expect(conversation.output("explain backward").contains("(h - y) / 4"))
  }

  @Test func badPlacesAreErrors() {
    let conversation = Conversation()
    conversation.output(Self.small)
    #expect(conversation.errors("explain backward row 9 weight 1 1 1") == ["E0505"])
    #expect(conversation.errors("explain backward row 1 weight 3 1 1") == ["E0404"])
    #expect(conversation.errors("explain backward row 1 weight 1 3 1") == ["E0412"])
    #expect(conversation.errors("explain backward row 1 weight 1 1 3") == ["E0412"])
    #expect(Conversation().errors("explain backward weight 1 1 1") == ["E0403"])
  }

  @Test(arguments: [
    small, deep, "data digits\nlayer conv2d 2 kernel 3 tanh\nlayer flatten\noutput softmax\n",
    "data moons\nlayer 4 prelu\nlayer batchnorm\nlayer layernorm\noutput 1 sigmoid\nscale standard\n",
  ])
  func gradientsAgreeWithDifferences(_ text: String) {
    let conversation = Conversation()
    let shown = conversation.output(text + "check gradients")
    #expect(shown.contains("every gradient checked agrees"), "\(shown)")
    #expect(!shown.contains("differs"))
  }

  @Test func gradientsOfANaNCannotBeChecked() {
    let conversation = Conversation()
    conversation.output("data xor\noutput 1 sigmoid\nloss bce naive\nset weight 1 1 1 to 99\n")
    #expect(conversation.errors("check gradients") == ["E0602"])
  }
}
