import NeuralNetwork
import Testing

/// Shapes of images through convolution and pooling, and what does not fit.
@Suite struct ImageShapeTests {
  private func output(_ layer: Layer, of input: [Int]) throws -> [Int]? {
    try Network(input: Shape(input), layers: [layer]).shapes().last?.dimensions
  }

  /// What TensorFlow gives: out, and zeros before and after, of `same`.
  static let same: [(length: Int, size: Int, stride: Int, out: Int, before: Int, after: Int)] = [
    (28, 3, 1, 28, 1, 1), (28, 3, 2, 14, 0, 1), (5, 2, 1, 5, 0, 1), (5, 4, 3, 2, 1, 1), (4, 1, 2, 2, 0, 0),
    (1, 5, 1, 1, 2, 2), (7, 2, 3, 3, 0, 1), (7, 1, 7, 1, 0, 0),
  ]

  @Test(arguments: same)
  func samePadsAsKeras(
    test: (length: Int, size: Int, stride: Int, out: Int, before: Int, after: Int)
  ) throws {
    let layer = Conv2D(filters: 1, kernel: test.size, stride: test.stride, padding: .same)
    let window = try layer.window(over: Shape([test.length, 9, 1]))
    #expect(window.rows == test.out && window.top == test.before && window.bottom == test.after)
    let turned = try layer.window(over: Shape([9, test.length, 1]))
    #expect(turned.columns == test.out && turned.left == test.before && turned.right == test.after)
  }

  @Test func validKeepsWholeWindows() throws {
    #expect(try output(.conv2d(32, kernel: 3), of: [28, 28, 1]) == [26, 26, 32])
    #expect(try output(.conv2d(8, kernel: 3, stride: 2), of: [28, 27, 3]) == [13, 13, 8])
    #expect(try output(.maxPool2D(2), of: [13, 14, 8]) == [6, 7, 8])
    #expect(try output(.averagePool2D(3, stride: 1), of: [3, 5, 2]) == [1, 3, 2])
    #expect(try output(.globalMaxPool2D, of: [13, 14, 8]) == [8])
    #expect(try output(.globalAveragePool2D, of: [1, 1, 3]) == [3])
    #expect(try output(.batchNorm, of: [3, 5, 2]) == [3, 5, 2])
    #expect(try output(.layerNorm, of: [7]) == [7])
  }

  @Test func aRowOfFeaturesIsNoImage() {
    #expect(throws: ShapeError.self) { try output(.globalAveragePool2D, of: [4]) }
    let first = Network(input: Shape(784), layers: [.conv2d(8, kernel: 3)])
    let error = #expect(throws: ShapeError.self) { try first.shapes() }
    #expect(
      error?.description
        == "layer 1 (conv2d) takes an image of rows, columns and channels, but the input gives 784")
    #expect(error?.help == "say the image's rows, columns and channels: input 28 28 1")
    let late = Network(input: Shape([4, 4, 1]), layers: [.flatten, .maxPool2D(2)])
    let second = #expect(throws: ShapeError.self) { try late.shapes() }
    #expect(second?.help == "put it before 'layer flatten'")
  }

  @Test func aWindowLargerThanTheImageIsAnError() {
    let network = Network(input: Shape([6, 4, 1]), layers: [.maxPool2D(2), .conv2d(8, kernel: 3)])
    let error = #expect(throws: ShapeError.self) { try network.shapes() }
    #expect(
      error?.description == "layer 2 (conv2d) has a window of 3×3, larger than the image of 3×2×1 it is given")
  }

  static let impossible: [Layer] = [
    .conv2d(0, kernel: 3), .conv2d(1, kernel: 0), .conv2d(1, kernel: 1, stride: 0), .maxPool2D(0),
    .averagePool2D(2, stride: -1), Layer(.batchNorm(BatchNorm(epsilon: 0))),
    Layer(.layerNorm(LayerNorm(epsilon: .nan))),
    Layer(.batchNorm(BatchNorm(momentum: 2))), .conv2d(.max, kernel: .max, padding: .same),
    .conv2d(1, kernel: 2, stride: .max, padding: .same),
  ]

  @Test(arguments: impossible.indices)
  func impossibleSettingsAreErrorsNotTraps(index: Int) {
    let network = Network(input: Shape([6, 4, 2]), layers: [Self.impossible[index]])
    if index < Self.impossible.count - 1 {
      #expect(throws: ShapeError.self) { try ParameterLayout(network) }
    } else {
      #expect(throws: Never.self) { try ParameterLayout(network) }
    }
  }

  @Test func whatIsKnownWithoutAnInput() throws {
    var network = Network(layers: [.batchNorm, .dense(4), .dropout(0.5), .dense(5)])
    #expect(try network.knownShapes() == [nil, nil, Shape(4), Shape(4), Shape(5)])
    network.blocks = [ResidualBlock(2..<4)]
    #expect(throws: ShapeError.block(layers: 3...4, input: Shape(4), output: Shape(5))) {
      try network.knownShapes()
    }
  }
}
