import Testing

import NeuralNetwork

@Suite struct ParameterLayoutTests {
  @Test func namesFollowPyTorchSequential() throws {
    let network = Network(
      input: Shape(2), layers: [.dense(5, Activation(.tanh)), .dense(3), .dense(1, Activation(.sigmoid))])
    let layout = try ParameterLayout(network)
    #expect(layout.tensors.map(\.name) == ["0.weight", "0.bias", "2.weight", "2.bias", "3.weight", "3.bias"])
    let shapes: [[Int]] = [[5, 2], [5], [3, 5], [3], [1, 3], [1]]
    #expect(layout.tensors.map(\.shape) == shapes)
    #expect(layout.tensors.map(\.offset) == [0, 10, 15, 30, 33, 36])
    #expect(layout.count == 37)
  }

  @Test func preluHasOneLearnedSlope() throws {
    let network = Network(input: Shape(2), layers: [.dense(4, Activation(.prelu)), .dense(1, bias: false)])
    let layout = try ParameterLayout(network)
    #expect(layout.tensors.map(\.name) == ["0.weight", "0.bias", "1.weight", "2.weight"])
    #expect(layout.tensor(.slope, ofLayer: 0)?.shape == [1])
    #expect(layout.count(ofLayer: 0) == 13)
  }

  @Test func flattenAndDropoutCountAsModules() throws {
    let network = Network(input: Shape([4, 4, 1]), layers: [.flatten, .dropout(0.5), .dense(2)])
    #expect(try ParameterLayout(network).tensors.map(\.name) == ["2.weight", "2.bias"])
  }
}
