/// A network: its layers in order. A plain value that only describes; engines compute.
public struct Network: Hashable, Sendable {
  /// Shape of one sample; nil until it is declared or taken from the data.
  public var input: Shape?
  /// In the order in which samples pass them.
  public var layers: [Layer]
  /// Whether the last layer was declared as the output.
  public var hasOutput: Bool
  /// Residual blocks: beside or within each other, an outer one before those it holds.
  public var blocks: [ResidualBlock]

  /// An empty network where nothing is given.
  public init(input: Shape? = nil, layers: [Layer] = [], hasOutput: Bool = false, blocks: [ResidualBlock] = []) {
    self.input = input
    self.layers = layers
    self.hasOutput = hasOutput
    self.blocks = blocks
  }

  /// The activation of the last layer, `linear` without one or where its output is added to something.
  public var outputActivation: Activation { endsInBlock ? .linear : layers.last?.activation ?? .linear }

  /// This network with everything known that the data tell: the input shape where it was not declared, and the units
  /// of an output that follows the targets.
  public func resolved(input dataShape: Shape, targets: Int) -> Network {
    var network = self
    if network.input == nil { network.input = dataShape }
    for index in layers.indices {
      if case .dense(var dense) = layers[index].kind, dense.units == nil {
        dense.units = targets
        network.layers[index].kind = .dense(dense)
      }
    }
    return network
  }

  /// The shapes between the layers: the input's first, then what each layer gives; one more than there are layers.
  public func shapes() throws(ShapeError) -> [Shape] {
    guard input != nil else { throw .unknownInput }
    return try knownShapes().compactMap { $0 }
  }

  /// The same as far as it is known without the input's shape; an error where that cannot help.
  public func knownShapes() throws(ShapeError) -> [Shape?] {
    if let input {
      guard !input.dimensions.isEmpty, input.dimensions.allSatisfy({ $0 > 0 }) else { throw .emptyInput(input) }
      guard input.count < .max else { throw .tooLarge(layer: 1, name: "input") }
    }
    var shapes: [Shape?] = [input]
    for (index, layer) in layers.enumerated() {
      let after: Shape?
      do {
        after =
          try shapes[index].map { (before) throws(LayerMisfit) in try layer.form.output(for: before) }
          ?? layer.form.knownOutput
      } catch {
        throw misfit(error, at: index, input: shapes[index] ?? Shape([]))
      }
      guard layer.takesActivation || layer.activation.kind == .linear else {
        throw .activationMisplaced(layer: index + 1, name: layer.name, activation: layer.activation.kind.rawValue)
      }
      guard after.map({ $0.count < .max }) ?? true else { throw .tooLarge(layer: index + 1, name: layer.name) }
      shapes.append(after)
    }
    try checkBlocks(shapes)
    return shapes
  }

  private func misfit(_ misfit: LayerMisfit, at index: Int, input: Shape) -> ShapeError {
    let giver = index == 0 ? nil : layers[index - 1].name
    switch misfit {
    case .needsVector: return .needsVector(layer: index + 1, name: layers[index].name, from: giver, found: input)
    case .needsImage: return .needsImage(layer: index + 1, name: layers[index].name, from: giver, found: input)
    case .window(let size): return .window(layer: index + 1, name: layers[index].name, size: size, found: input)
    case .unknownUnits: return .unknownUnits(layer: index + 1)
    case .setting(let text): return .setting(layer: index + 1, text: text)
    }
  }
}
