extension ModelState {
  /// A model at step 0 whose weights are drawn: layer by layer, each from a stream of its own made from the seed and
  /// the layer's place, weight before bias. A prelu's slope begins at the activation's `alpha`, a normalization at scale 1
  /// and bias 0 whatever the initialization.
  ///
  /// - Parameters:
  ///   - network: resolved; see ``Footprint`` for what it will take.
  ///   - initialization: how weights and biases are drawn.
  ///   - seed: the same seed gives the same weights.
  ///   - precision: the format of the weights.
  public init(
    drawing network: Network, initialization: Initialization = Initialization(), seed: UInt64,
    precision: Precision = .float32
  ) throws(ShapeError) {
    let layout = try ParameterLayout(network)
    let buffer = NumberBuffer(zeros: layout.count, precision)
    try self.init(network: network, parameters: buffer)
    parameters = Self.drawn(network, layout, initialization, seed, precision)
  }

  /// The model with other layers: tensors whose place, role and shape stay keep their numbers, the rest is drawn.
  /// Optimizer state is forgotten; the step count stays.
  public func reshaped(
    to network: Network, initialization: Initialization = Initialization(), seed: UInt64
  ) throws(ShapeError) -> ModelState {
    let layout = try ParameterLayout(network)
    var result = try ModelState(network: network, parameters: NumberBuffer(zeros: layout.count, precision))
    var numbers = Self.drawn(network, layout, initialization, seed, precision).doubles
    let old = parameters.doubles
    for (tensor, before) in self.layout.kept(layout.tensors) {
      for i in 0..<tensor.count { numbers[tensor.offset + i] = old[before.offset + i] }
    }
    result.parameters = NumberBuffer.float64(numbers).converted(to: precision)
    for (tensor, before) in self.layout.kept(layout.buffers) {
      for i in 0..<tensor.count { result.buffers[tensor.offset + i] = buffers[before.offset + i] }
    }
    result.step = step
    result.progress = progress
    return result
  }

  private static func drawn(
    _ network: Network, _ layout: ParameterLayout, _ initialization: Initialization, _ seed: UInt64,
    _ precision: Precision
  ) -> NumberBuffer {
    var numbers: [Double] = []
    numbers.reserveCapacity(layout.count)
    for (index, layer) in network.layers.enumerated() {
      var stream = RandomStream(seed: seed, .weights, index: UInt64(index))
      for tensor in layout.tensors where tensor.layer == index {
        if let constant = tensor.constant {
          numbers += Array(repeating: constant, count: tensor.count)
        } else if tensor.role == .weight {
          let initializer = initialization.weights ?? .standard(for: layer.activation)
          numbers += initializer.draw(
            tensor.count, rows: tensor.shape[0], fanIn: tensor.fanIn, fanOut: tensor.fanOut, from: &stream)
        } else {
          let initializer = initialization.bias ?? .zeros
          numbers += initializer.draw(
            tensor.count, rows: nil, fanIn: tensor.fanIn, fanOut: tensor.fanOut, from: &stream)
        }
      }
    }
    return NumberBuffer.float64(numbers).converted(to: precision)
  }
}

extension ParameterLayout {
  /// Those of a new layout's tensors whose place, role and shape were there before, with what they were.
  fileprivate func kept(_ tensors: [Tensor]) -> [(new: Tensor, old: Tensor)] {
    tensors.compactMap { new in
      tensor(new.role, ofLayer: new.layer).flatMap { $0.shape == new.shape ? (new, $0) : nil }
    }
  }
}
