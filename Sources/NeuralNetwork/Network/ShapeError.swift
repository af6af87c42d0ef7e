import NNText

/// Why the layers of a network do not fit together. Layers count from 1.
public enum ShapeError: LibraryError, Hashable {
  case unknownInput
  case emptyInput(Shape)
  case unknownUnits(layer: Int)
  case needsVector(layer: Int, name: String, from: String?, found: Shape)
  case needsImage(layer: Int, name: String, from: String?, found: Shape)
  case window(layer: Int, name: String, size: Int, found: Shape)
  case block(layers: ClosedRange<Int>, input: Shape, output: Shape)
  case blockMisplaced(layers: Range<Int>)
  case activationMisplaced(layer: Int, name: String, activation: String)
  case setting(layer: Int, text: String)
  case tooLarge(layer: Int, name: String)

  public var wording: Wording {
    switch self {
    case .unknownInput: "the input's shape is not known"
    case .emptyInput(let shape): "an input of shape \(shape.dimensions) holds nothing"
    case .unknownUnits(let layer): "layer \(layer) does not know its number of units"
    case .needsVector(let layer, let name, let from, let found):
      "layer \(layer) (\(name)) takes one row of features, but "
        + (from.map { "layer \(layer - 1) (\($0))" } ?? "the input") + " gives \(found)"
    case .needsImage(let layer, let name, let from, let found):
      "layer \(layer) (\(name)) takes an image of rows, columns and channels, but "
        + (from.map { "layer \(layer - 1) (\($0))" } ?? "the input") + " gives \(found)"
    case .window(let layer, let name, let size, let found):
      "layer \(layer) (\(name)) has a window of \(size)×\(size), larger than the image of \(found) it is given"
    case .block(let layers, let input, let output):
      "the residual block of \(Self.names(layers)) takes \(input), but gives \(output): they cannot be added"
    case .blockMisplaced(let layers):
      "a residual block of the layers \(layers.lowerBound + 1) up to \(layers.upperBound) does not fit the others"
    case .activationMisplaced(let layer, let name, let activation):
      "layer \(layer) (\(name)) takes no activation, found '\(activation)'"
    case .setting(let layer, let text): "layer \(layer): \(text) is impossible"
    case .tooLarge(let layer, let name): "layer \(layer) (\(name)) has more numbers than there is memory for"
    }
  }

  public var advice: Wording? {
    switch self {
    case .unknownInput: "give data first, or declare it: input 2"
    case .emptyInput: "every dimension of an input is at least 1"
    case .unknownUnits: "give data first, or the units: output 1 sigmoid"
    case .needsVector: "put 'layer flatten' before it"
    case .needsImage(_, _, let from, let found):
      from == nil
        ? "say the image's rows, columns and channels: input \(Self.image(found.count))"
        : "put it before 'layer flatten'"
    case .window: "take a smaller window, or fewer layers that make the image smaller"
    case .block(_, let input, _): "end the block with a layer that gives \(input) again"
    case .blockMisplaced: "blocks hold at least one layer and lie beside or within each other"
    case .activationMisplaced: "put the activation on the layer before"
    case .setting:
      "units, filters, windows and strides are at least 1; dropout is at least 0 and below 1"
    case .tooLarge: "use fewer units, or a smaller batch"
    }
  }

  /// The square image with one channel of as many numbers, an example where there is none.
  private static func image(_ count: Int) -> String {
    let side = count < 1 << 32 ? Int(Double(count).squareRoot().rounded()) : 0
    return side > 1 && side * side == count ? "\(side) \(side) 1" : "28 28 1"
  }

  private static func names(_ layers: ClosedRange<Int>) -> String {
    layers.count == 1 ? "layer \(layers.lowerBound)" : "layers \(layers.lowerBound) to \(layers.upperBound)"
  }
}
