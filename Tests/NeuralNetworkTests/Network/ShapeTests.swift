import Testing

import NeuralNetwork

@Suite struct ShapeTests {
  @Test func denseAfterAnImageNamesBothSides() {
    let network = Network(input: Shape([28, 28, 1]), layers: [.dropout(0.1), .dense(10)])
    let error = #expect(throws: ShapeError.self) { try network.shapes() }
    #expect(error?.description == "layer 2 (dense) takes one row of features, but layer 1 (dropout) gives 28×28×1")
    #expect(error?.help == "put 'layer flatten' before it")
  }

  static let impossible: [Layer] = [.dense(0), .dense(-3), .dropout(1), .dropout(-0.1), .dropout(.nan)]

  @Test(arguments: impossible)
  func impossibleSettingsAreErrors(layer: Layer) {
    #expect(throws: ShapeError.self) { try Network(input: Shape(2), layers: [layer]).shapes() }
  }

  @Test func flattenTakesNoActivation() {
    let network = Network(input: Shape(2), layers: [Layer(.flatten(Flatten()), activation: Activation(.relu))])
    #expect(throws: ShapeError.activationMisplaced(layer: 1, name: "flatten", activation: "relu")) {
      try network.shapes()
    }
  }

  @Test func absurdSizesAreErrorsNotTraps() throws {
    let network = Network(input: Shape(2), layers: [.dense(.max), .dense(.max)])
    #expect(throws: ShapeError.self) { try ParameterLayout(network) }
    #expect(throws: ShapeError.self) { try Network(input: Shape([.max, 2]), layers: []).shapes() }
  }

  @Test func footprintOfABillionUnits() throws {
    let network = Network(input: Shape(2), layers: [.dense(1_000_000_000), .dense(1)])
    let footprint = try Footprint(of: network, batch: 4, slots: 2, precision: .float32)
    #expect(footprint.parameters == 4_000_000_001)
    #expect(footprint.bytes > 64_000_000_000)
  }

  @Test func outputFollowsTargets() throws {
    let network = Network(layers: [.dense(3), .dense(nil)])
    #expect(throws: ShapeError.unknownInput) { try network.shapes() }
    let resolved = network.resolved(input: Shape(4), targets: 2)
    #expect(try resolved.shapes().map(\.count) == [4, 3, 2])
  }
}
