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
