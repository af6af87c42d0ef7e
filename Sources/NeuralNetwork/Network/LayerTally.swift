/// What the layers of a network come to, counted one after the other: one more layer costs no more than itself.
package struct LayerTally: Sendable {
  /// The shape that the first layer was counted with.
  package let input: Shape
  private var output: Shape
  private var layers = 0
  private var lastName: String?
  private var parameters = 0
  private var kept = 0
  private var widths: Int

  init(input: Shape) {
    self.input = input
    output = input
    widths = input.count
  }

  /// Counts a whole network whose input is known.
  package init(_ network: Network) throws(ShapeError) {
    let shapes = try network.shapes()
    self.init(input: shapes[0])
    for (layer, shape) in zip(network.layers, shapes.dropFirst()) { count(layer, giving: shape) }
    // A block keeps its input until its sum is made.
    widths = network.blocks.reduce(widths) { $0.saturatingSum(shapes[$1.layers.upperBound].count) }
  }

  /// Counts one more layer; an error where it does not fit behind the others.
  package mutating func append(_ layer: Layer) throws(ShapeError) {
    guard let shape = try layer.shape(after: output, number: layers + 1, giver: lastName) else {
      throw .unknownUnits(layer: layers + 1)
    }
    count(layer, giving: shape)
  }

  private mutating func count(_ layer: Layer, giving shape: Shape) {
    for form in layer.form.tensors(for: output) {
      parameters = parameters.saturatingSum(form.shape.reduce(1) { $0.saturatingProduct($1) })
    }
    for form in layer.form.buffers(for: output) {
      kept = kept.saturatingSum(form.shape.reduce(1) { $0.saturatingProduct($1) })
    }
    if layer.activation.kind == .prelu { parameters = parameters.saturatingSum(1) }
    widths = widths.saturatingSum(shape.count)
    output = shape
    layers += 1
    lastName = layer.name
  }

  /// What training the layers counted so far would take; see ``Footprint``.
  package func footprint(batch: Int, slots: Int, precision: Precision) -> Footprint {
    // Sum, activation and gradient of each number that passes.
    let activations = widths.saturatingProduct(max(1, batch)).saturatingProduct(3)
    let numbers = parameters.saturatingProduct(2 + slots).saturatingSum(kept).saturatingSum(activations)
    return Footprint(parameters: parameters, bytes: numbers.saturatingProduct(precision.size))
  }
}

/// What training a network would take, counted without building it. Figures that do not fit are `Int.max`.
public struct Footprint: Hashable, Sendable {
  /// Numbers that are learned or frozen.
  public var parameters: Int
  /// Bytes of weights, gradients, optimizer state and one batch of activations with their gradients.
  public var bytes: Int

  init(parameters: Int, bytes: Int) {
    self.parameters = parameters
    self.bytes = bytes
  }

  /// - Parameters:
  ///   - network: resolved, see ``Network/resolved(input:targets:)``.
  ///   - batch: rows of a batch, at least 1.
  ///   - slots: numbers the optimizer keeps for each parameter, ``Optimizer/slots``.
  ///   - precision: the format of the weights.
  public init(of network: Network, batch: Int, slots: Int, precision: Precision) throws(ShapeError) {
    self = try LayerTally(network).footprint(batch: batch, slots: slots, precision: precision)
  }
}
