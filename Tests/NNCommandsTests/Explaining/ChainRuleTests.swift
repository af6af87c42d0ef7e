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
    let model = try #require(conversation.session.state.workspace.model)
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

  @Test(arguments: ["sigmoid", "tanh", "relu", "leaky_relu alpha 0.2"], [1, 3, 8])
  func everyWeightOfTheSeedExperimentsNet(_ activation: String, _ seed: Int) throws {
    let hidden = "activation \(activation) on hidden\nseed \(seed)\n"
    try expectFactors(Self.deep + hidden, row: 1 + seed % 4)
    try expectFactors(Self.small + hidden, row: 1 + seed % 4)
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

  static let convolved =
    "data digits\nseed 3\nlayer conv2d 2 kernel 3 stride 2 padding same tanh\nlayer conv2d 3 kernel 2 relu\nlayer flatten\noutput softmax\n"

  /// Every weight of two convolutions: the uses add up to the gradient, the difference beside it.
  @Test(arguments: ["row 2", ""])
  func everyWeightOfAFilter(_ row: String) throws {
    let conversation = Conversation()
    conversation.output(Self.convolved + "mode csv\nprint loss")
    let model = try #require(conversation.session.state.workspace.model)
    let probed = model.layout.tensors.filter { $0.role == .weight && $0.shape.count == 4 }
    #expect(probed.count == 2)
    for tensor in probed {
      for unit in 1...tensor.shape[0] {
        for input in stride(from: 1, through: tensor.inputs, by: row.isEmpty ? 5 : 1) {
          let shown = rows(
            conversation.output("explain backward \(row) weight \(tensor.layer + 1) \(unit) \(input)"))
          let last = shown.map { $0[2].split(separator: ",").last.flatMap { Double($0) } ?? .nan }
          let uses = shown.dropFirst().dropLast(2).map { $0[2].split(separator: ",").compactMap { Double($0) } }
          #expect(uses.allSatisfy { abs($0[0] * $0[1] - $0[2]) < 1e-12 })
          let sum = uses.reduce(0) { $0 + $1[2] }
          #expect(abs(sum - last[shown.count - 2]) < 1e-9 && abs(sum - last[shown.count - 1]) < 1e-5)
        }
      }
    }
    let people = conversation.output("mode table\nexplain backward \(row) weight 1 2 4")
    #expect(people.contains("of filter 2, channel 1, row 2, column 1") && people.contains(" more"))
  }

  @Test(arguments: ["batchnorm", "layernorm"])
  func theScaleOfANormalization(_ kind: String) throws {
    let conversation = Conversation()
    conversation.output("data moons points 12\nseed 2\nlayer 3 tanh\nlayer \(kind)\noutput 1 sigmoid\nmode csv\n")
    let shown = rows(conversation.output("explain backward weight 2 3 1"))
    let last = shown.map { $0[2].split(separator: ",").last.flatMap { Double($0) } ?? .nan }
    let sum = last.dropFirst().dropLast(2).reduce(0, +)
    #expect(abs(sum - last[shown.count - 2]) < 1e-9 && abs(sum - last[shown.count - 1]) < 1e-5)
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
