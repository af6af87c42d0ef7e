import Testing

@testable import NeuralNetwork

struct LayerTallyTests {
  private static let image = Network(
    input: Shape([8, 8, 1]),
    layers: [
      .conv2d(4, kernel: 3, padding: .same, Activation(.prelu)), .batchNorm, .maxPool2D(2), .flatten, .dense(7),
      .dropout(0.5), .dense(3, Activation(.prelu), bias: false),
    ])

  @Test func layersCountedOneByOneComeToTheWhole() throws {
    var network = Network(input: Self.image.input)
    var tally = try LayerTally(network)
    for layer in Self.image.layers {
      network.layers.append(layer)
      try tally.append(layer)
      #expect(
        tally.footprint(batch: 4, slots: 2, precision: .float64)
          == (try Footprint(of: network, batch: 4, slots: 2, precision: .float64)))
    }
  }

  @Test func whatTheLayersComeToIsCountedByHand() throws {
    let network = Network(input: Shape(2), layers: [.dense(3), .dense(1)])
    let footprint = try LayerTally(network).footprint(batch: 4, slots: 1, precision: .float32)
    #expect(footprint.parameters == 3 * 2 + 3 + 3 + 1)
    #expect(footprint.bytes == (13 * 3 + (2 + 3 + 1) * 4 * 3) * 4)
  }

  @Test func aLayerThatDoesNotFitIsToldAsTheWholeTellsIt() throws {
    var network = Self.image
    network.layers.removeLast(3)
    var tally = try LayerTally(network)
    network.layers.append(.maxPool2D(2))
    let whole = #expect(throws: ShapeError.self) { try network.shapes() }
    #expect(throws: try #require(whole)) { try tally.append(.maxPool2D(2)) }
    #expect(throws: ShapeError.unknownUnits(layer: 5)) { try tally.append(.dense(nil)) }
  }
}
