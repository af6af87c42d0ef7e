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
  ///
  /// - Parameters:
  ///   - dataShape: of a row's input.
  ///   - targets: units of an output that was given none.
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

  /// This network with the input of some data, and an output that has as many units as their targets need.
  public func resolved(for data: Dataset) -> Network {
    resolved(input: data.shape, targets: data.targets.units(for: outputActivation))
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
      let giver = index == 0 ? nil : layers[index - 1].name
      shapes.append(try layer.shape(after: shapes[index], number: index + 1, giver: giver))
    }
    try checkBlocks(shapes)
    return shapes
  }
}

extension Layer {
  /// The shape it gives as a network's layer `number` (from 1) behind one named `giver`; nil where that is not known.
  func shape(after input: Shape?, number: Int, giver: String?) throws(ShapeError) -> Shape? {
    let output: Shape?
    do {
      output = try input.map { (input) throws(LayerMisfit) in try form.output(for: input) } ?? form.knownOutput
    } catch {
      throw misfit(error, number: number, giver: giver, input: input ?? Shape([]))
    }
    guard takesActivation || activation.kind == .linear else {
      throw .activationMisplaced(layer: number, name: name, activation: activation.kind.rawValue)
    }
    guard output.map({ $0.count < .max }) ?? true else { throw .tooLarge(layer: number, name: name) }
    return output
  }

  private func misfit(_ misfit: LayerMisfit, number: Int, giver: String?, input: Shape) -> ShapeError {
    switch misfit {
    case .needsVector: .needsVector(layer: number, name: name, from: giver, found: input)
    case .needsImage: .needsImage(layer: number, name: name, from: giver, found: input)
    case .window(let size): .window(layer: number, name: name, size: size, found: input)
    case .unknownUnits: .unknownUnits(layer: number)
    case .setting(let text): .setting(layer: number, text: text)
    }
  }
}
