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
  package func shape(after input: Shape?, number: Int, giver: String?) throws(ShapeError) -> Shape? {
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

/// Layers whose output is added to their input: y = x + F(x), same shape in and out; the sum goes on to the next layer.
///
/// Backward: dx = dy + dF. He, Zhang, Ren, Sun 2016, Deep residual learning for image recognition.
public struct ResidualBlock: Hashable, Sendable {
  /// The layers of F, from 0; at least one. Layers of blocks within this one count too.
  public var layers: Range<Int>

  /// - Parameter layers: from 0, at least one.
  public init(_ layers: Range<Int>) { self.layers = layers }
}

extension Network {
  /// Adds a block of layers at the end.
  public mutating func appendResidual(_ body: [Layer]) {
    let start = layers.count
    layers += body
    makeResidual(from: start)
  }

  /// Makes a block of the last layers, those from `start` (from 0) on; blocks among them come to lie within it.
  public mutating func makeResidual(from start: Int) {
    let block = ResidualBlock(start..<max(start, layers.count))
    let place = blocks.firstIndex { $0.layers.lowerBound >= start } ?? blocks.count
    blocks.insert(block, at: place)
  }

  /// Takes away the last layer, or the whole block that ends there.
  public mutating func removeLast() {
    guard !layers.isEmpty else { return }
    let start = blocks.first { $0.layers.upperBound == layers.count }?.layers.lowerBound ?? layers.count - 1
    layers.removeLast(layers.count - start)
    blocks.removeAll { $0.layers.upperBound > start }
    hasOutput = false
  }

  /// The blocks that begin before a layer (from 0), outer ones first.
  package func blocksBegun(at layer: Int) -> [Int] { blocks.indices.filter { blocks[$0].layers.lowerBound == layer } }

  /// The blocks that end behind a layer (from 0), inner ones first.
  package func blocksEnded(at layer: Int) -> [Int] {
    blocks.indices.reversed().filter { blocks[$0].layers.upperBound == layer + 1 }
  }

  /// Whether what goes out is a sum.
  package var endsInBlock: Bool { blocks.contains { $0.layers.upperBound == layers.count } }

  func checkBlocks(_ shapes: [Shape?]) throws(ShapeError) {
    var open: [Range<Int>] = []
    var start = 0
    for block in blocks {
      let range = block.layers
      while let outer = open.last, outer.upperBound <= range.lowerBound { open.removeLast() }
      guard !range.isEmpty, range.lowerBound >= start, range.upperBound <= layers.count,
        open.last.map({ range.upperBound <= $0.upperBound }) ?? true
      else { throw .blockMisplaced(layers: range) }
      start = range.lowerBound
      open.append(range)
      guard let input = shapes[range.lowerBound], let output = shapes[range.upperBound], input != output else {
        continue
      }
      throw .block(layers: (range.lowerBound + 1)...range.upperBound, input: input, output: output)
    }
  }
}
