/// Why the layers of a network do not fit together. Layers count from 1.
public enum ShapeError: LibraryError, Hashable {
  case unknownInput
  case emptyInput(Shape)
  case unknownUnits(layer: Int)
  case needsVector(layer: Int, name: String, from: String?, found: Shape)
  case activationMisplaced(layer: Int, name: String, activation: String)
  case setting(layer: Int, text: String)
  case tooLarge(layer: Int, name: String)

  public var description: String {
    switch self {
    case .unknownInput: "the input's shape is not known"
    case .emptyInput(let shape): "an input of shape \(shape.dimensions) holds nothing"
    case .unknownUnits(let layer): "layer \(layer) does not know its number of units"
    case .needsVector(let layer, let name, let from, let found):
      "layer \(layer) (\(name)) takes one row of features, but "
        + (from.map { "layer \(layer - 1) (\($0))" } ?? "the input") + " gives \(found)"
    case .activationMisplaced(let layer, let name, let activation):
      "layer \(layer) (\(name)) takes no activation, found '\(activation)'"
    case .setting(let layer, let text): "layer \(layer): \(text) is impossible"
    case .tooLarge(let layer, let name): "layer \(layer) (\(name)) has more numbers than any machine can hold"
    }
  }

  public var help: String? {
    switch self {
    case .unknownInput: "give data first, or declare it: input 2"
    case .emptyInput: "every dimension of an input is at least 1"
    case .unknownUnits: "give data first, or the units: output 1 sigmoid"
    case .needsVector: "put 'layer flatten' before it"
    case .activationMisplaced: "put the activation on the layer before"
    case .setting: "units are at least 1; dropout is at least 0 and below 1"
    case .tooLarge: "use fewer units"
    }
  }
}
