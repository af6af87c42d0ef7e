/// What training a network would take, counted without building it. Figures that do not fit are `Int.max`.
public struct Footprint: Hashable, Sendable {
  /// Numbers that are learned or frozen.
  public var parameters: Int
  /// Bytes of weights, gradients, optimizer state and one batch of activations with their gradients.
  public var bytes: Int

  /// - Parameters:
  ///   - batch: rows of a batch, at least 1.
  ///   - slots: numbers the optimizer keeps for each parameter, ``Optimizer/slots``.
  public init(of network: Network, batch: Int, slots: Int, precision: Precision) throws(ShapeError) {
    let shapes = try network.shapes()
    var parameters = 0
    var kept = 0
    for (index, layer) in network.layers.enumerated() {
      for form in layer.form.tensors(for: shapes[index]) {
        parameters = parameters.saturatingSum(form.shape.reduce(1) { $0.saturatingProduct($1) })
      }
      for form in layer.form.buffers(for: shapes[index]) {
        kept = kept.saturatingSum(form.shape.reduce(1) { $0.saturatingProduct($1) })
      }
      if layer.activation.kind == .prelu { parameters = parameters.saturatingSum(1) }
    }
    // A block keeps its input until its sum is made.
    let sums = network.blocks.reduce(0) { $0.saturatingSum(shapes[$1.layers.upperBound].count) }
    let widths = shapes.reduce(sums) { $0.saturatingSum($1.count) }
    // Sum, activation and gradient of each number that passes.
    let activations = widths.saturatingProduct(max(1, batch)).saturatingProduct(3)
    self.parameters = parameters
    bytes = parameters.saturatingProduct(2 + slots).saturatingSum(kept).saturatingSum(activations).saturatingProduct(
      precision.size)
  }
}
