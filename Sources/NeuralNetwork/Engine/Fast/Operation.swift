import CKernels

/// What a layer becomes in a plan: its sizes and where its parameters lie, before there is memory for its rows.
struct Operation: Sendable {
  let kind: nn_operation_kind
  let activation: Activation
  /// The layer in the network, from 0.
  let layer: Int
  let inputs: Int
  let outputs: Int
  /// Dropout's share.
  let share: Double
  /// Whether training changes its parameters.
  let trains: Bool
  /// Whether its products are oneDNN's, see ``Dispatch``.
  let isLarge: Bool
  let weight: PaddedLayout.Place?
  let bias: PaddedLayout.Place?
  let slope: PaddedLayout.Place?
  /// Of layers of images.
  var stage: StageForm?

  var inputStride: Int { PaddedLayout.padded(inputs) }
  var outputStride: Int { PaddedLayout.padded(outputs) }
  /// Numbers of the transposed copy of the weights, which only our own kernels read.
  var transposedCount: Int { kind == NN_DENSE && !isLarge ? outputs.saturatingProduct(inputStride) : 0 }
  var alpha: Float { Float(activation.alpha) }

  /// Whether the sums before the activation need memory of their own.
  func keepsSums(isLast: Bool) -> Bool {
    isLast || kind == NN_DROPOUT || nn_needs_sums(activation.kind.code, alpha)
  }

  /// One operation for each layer; a network without layers passes its input through.
  static func list(
    _ network: Network, layout: PaddedLayout, rows: Int, dispatch: Dispatch
  ) throws(ShapeError) -> [Operation] {
    let shapes = try network.shapes()
    func operation(_ index: Int, _ kind: nn_operation_kind, share: Double = 0) -> Operation {
      let layer = index < network.layers.count ? network.layers[index] : .flatten
      let inputs = shapes[index].count
      let outputs = shapes[min(index + 1, shapes.count - 1)].count
      return Operation(
        kind: kind, activation: layer.activation, layer: index, inputs: inputs, outputs: outputs, share: share,
        trains: kind == NN_DENSE && !layer.isFrozen,
        isLarge: kind == NN_DENSE && dispatch.isLarge(rows: rows, inputs: inputs, outputs: outputs),
        weight: layout.place(.weight, ofLayer: index),
        bias: layout.place(.bias, ofLayer: index), slope: layout.place(.slope, ofLayer: index))
    }
    if network.layers.isEmpty { return [operation(0, NN_IDENTITY)] }
    var operations: [Operation] = []
    var index = 0
    while index < network.layers.count {
      if let form = StageForm(in: network, at: index, shapes: shapes) {
        operations.append(stage(form, shapes: shapes, network))
        index = form.layers.upperBound
        continue
      }
      switch network.layers[index].kind {
      case .dense: operations.append(operation(index, NN_DENSE))
      case .dropout(let dropout): operations.append(operation(index, NN_DROPOUT, share: dropout.share))
      case .flatten: operations.append(operation(index, NN_IDENTITY))
      case .conv2d, .maxPool2D, .averagePool2D, .batchNorm, .layerNorm:
        preconditionFailure("the factory gives such networks to another engine")
      }
      index += 1
    }
    return operations
  }

  private static func stage(_ form: StageForm, shapes: [Shape], _ network: Network) -> Operation {
    let trains = form.layers.contains { index in
      if case .conv2d = network.layers[index].kind { !network.layers[index].isFrozen } else { false }
    }
    return Operation(
      kind: NN_STAGE, activation: .linear, layer: form.layers.lowerBound, inputs: form.input.count,
      outputs: shapes[form.layers.upperBound].count, share: 0, trains: trains, isLarge: false, weight: nil, bias: nil,
      slope: nil, stage: form)
  }
}
