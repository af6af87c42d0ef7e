import CKernels
import COneDNN

/// The layers of a stage as oneDNN's shim reads them.
extension Stage {
  /// All layers but a flatten, and an addition wherever a residual block ends.
  static func layers(_ form: StageForm, shapes: [Shape], of plan: Plan) -> [onednn_layer] {
    let network = plan.configuration.network
    var list: [onednn_layer] = []
    /// Which of the list gives what goes into each layer; -1: the stage gets it.
    var givers: [Int: Int] = [:]
    for index in form.layers {
      givers[index] = list.count - 1
      let isBare = form.leavesActivation && index == form.layers.upperBound - 1
      guard var raw = layer(network.layers[index], at: index, from: shapes[index], to: shapes[index + 1], plan, isBare)
      else { continue }
      // Whoever looks at one layer sees the gradients of frozen ones too.
      raw.trains = (form.isSplit || !network.layers[index].isFrozen) && plan.layout.hasTensors(ofLayer: index)
      list.append(raw)
      // Of a single layer, the operations behind it add what goes past it.
      if form.isSplit { continue }
      for block in network.blocksEnded(at: index) {
        var sum = onednn_layer()
        sum.kind = ONEDNN_ADD
        sum.setImages(from: shapes[index + 1], to: shapes[index + 1])
        sum.source = givers[network.blocks[block].layers.lowerBound] ?? -1
        list.append(sum)
      }
    }
    return list
  }

  /// - Parameter isBare: whether its activation is computed elsewhere.
  private static func layer(
    _ layer: Layer, at index: Int, from input: Shape, to output: Shape, _ plan: Plan, _ isBare: Bool
  ) -> onednn_layer? {
    var raw = onednn_layer()
    raw.setImages(from: input, to: output)
    let activation = isBare ? .linear : layer.activation
    raw.activation = activation.kind.code
    raw.alpha = Float(activation.alpha)
    if !isBare, let slope = plan.layout.place(.slope, ofLayer: index) {
      raw.slope = plan.parameters.base + slope.offset
      raw.slope_gradient = plan.gradients.base + slope.offset
    }
    switch layer.kind {
    case .conv2d(let convolution):
      raw.kind = ONEDNN_CONVOLUTION
      raw.setWindow(try? convolution.window(over: input))
      if let weight = plan.layout.place(.weight, ofLayer: index) {
        raw.weights = plan.parameters.base + weight.offset
        raw.weight_gradient = plan.gradients.base + weight.offset
      }
      if let bias = plan.layout.place(.bias, ofLayer: index) {
        raw.bias = plan.parameters.base + bias.offset
        raw.bias_gradient = plan.gradients.base + bias.offset
      }
    case .maxPool2D(let pool):
      raw.kind = ONEDNN_MAX_POOL
      raw.setWindow(try? pool.window(over: input))
    case .averagePool2D(let pool):
      raw.kind = ONEDNN_AVERAGE_POOL
      raw.setWindow(try? pool.window(over: input))
    case .batchNorm, .layerNorm:
      raw.kind = ONEDNN_NORM
      // A learned slope takes a pass of its own.
      raw.norm = plan.norm(
        layer.kind, ofLayer: index, activation: activation.kind == .prelu ? .linear : activation)
    case .dropout(let dropout):
      raw.kind = ONEDNN_DROPOUT
      raw.share = Float(dropout.share)
      raw.number = UInt64(index)
    case .dense, .flatten: return nil
    }
    return raw
  }
}

extension onednn_layer {
  fileprivate mutating func setImages(from input: Shape, to output: Shape) {
    (in_rows, in_columns, in_channels) = input.image
    (out_rows, out_columns, out_channels) = output.image
  }

  fileprivate mutating func setWindow(_ window: ImageWindow?) {
    guard let window else { return }
    size = window.size
    stride = window.stride
    top = window.top
    left = window.left
  }
}
