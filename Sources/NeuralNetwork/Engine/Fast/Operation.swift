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
  var share: Double
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

  /// The operation whose output an addition adds, from 0; nil: what the network gets.
  var source: Int?
  /// Of a normalization of features.
  var norm: Layer.Kind?

  /// Whether the sums before the activation need memory of their own.
  func keepsSums(isLast: Bool) -> Bool {
    isLast || nn_needs_sums(activation.kind.code, alpha) && !fusesActivation
  }

  /// Whether a normalization's kernel can apply the activation at once.
  var fusesActivation: Bool { kind == NN_NORM && ![.softmax, .prelu].contains(activation.kind) }

  /// Numbers that a pass over some rows keeps for the way back.
  func keptCount(rows: Int) -> Int {
    switch kind {
    case NN_NORM: max(rows.saturatingProduct(2), outputStride.saturatingProduct(3))
    case NN_DROPOUT: rows.saturatingProduct(outputStride)
    default: 0
    }
  }
}

/// The layers of a network as operations.
struct OperationList {
  private let network: Network
  private let layout: PaddedLayout
  private let rows: Int
  private let dispatch: Dispatch
  private let isSplit: Bool
  let shapes: [Shape]
  private(set) var operations: [Operation] = []

  /// - Parameter isSplit: no operation computes more than one layer and its activation, for who wants to look inside.
  init(
    _ network: Network, layout: PaddedLayout, rows: Int, dispatch: Dispatch, isSplit: Bool
  ) throws(ShapeError) {
    (self.network, self.layout, self.rows, self.dispatch, self.isSplit) = (network, layout, rows, dispatch, isSplit)
    shapes = try network.shapes()
    // A network without layers passes its input through.
    if network.layers.isEmpty { operations = [operation(0, NN_IDENTITY, .flatten)] }
    /// The operation that gives what goes into each layer.
    var givers: [Int?] = Array(repeating: nil, count: network.layers.count)
    var index = 0
    while index < network.layers.count {
      givers[index] = operations.isEmpty ? nil : operations.count - 1
      if let form = StageForm(in: network, at: index, shapes: shapes, isSplit: isSplit) {
        append(form)
        index = form.layers.upperBound
        if !isSplit { continue }
      } else {
        append(layer: index)
        index += 1
      }
      for block in network.blocksEnded(at: index - 1) {
        var sum = operation(index - 1, NN_ADD, .flatten, giving: index)
        sum.source = givers[network.blocks[block].layers.lowerBound]
        operations.append(sum)
      }
    }
    // The loss reads a last layer's sums, which a stage does not keep.
    if let last = operations.last, last.kind == NN_STAGE {
      operations.append(operation(network.layers.count - 1, NN_IDENTITY, .flatten, giving: network.layers.count))
    }
  }

  /// - Parameter giving: the layer (from 0) that gets what the operation passes on; nil: it computes a layer.
  private func operation(_ index: Int, _ kind: nn_operation_kind, _ layer: Layer, giving: Int? = nil) -> Operation {
    let inputs = shapes[min(giving ?? index, shapes.count - 1)].count
    let outputs = shapes[min(giving ?? index + 1, shapes.count - 1)].count
    let slope = layer.activation.kind == .prelu ? layout.place(.slope, ofLayer: index) : nil
    let isTrained = kind == NN_DENSE || kind == NN_NORM || slope != nil
    return Operation(
      kind: kind, activation: layer.activation, layer: index, inputs: inputs, outputs: outputs, share: 0,
      trains: isTrained && !network.layers[min(index, network.layers.count - 1)].isFrozen,
      isLarge: kind == NN_DENSE && dispatch.isLarge(rows: rows, inputs: inputs, outputs: outputs),
      weight: layout.place(.weight, ofLayer: index), bias: layout.place(.bias, ofLayer: index), slope: slope)
  }

  private mutating func append(layer index: Int) {
    let layer = network.layers[index]
    switch layer.kind {
    case .dense: operations.append(operation(index, NN_DENSE, layer))
    case .dropout(let dropout):
      var made = operation(index, NN_DROPOUT, layer)
      made.share = dropout.share
      operations.append(made)
    case .flatten: operations.append(operation(index, NN_IDENTITY, layer))
    case .batchNorm, .layerNorm:
      var made = operation(index, NN_NORM, layer)
      made.norm = layer.kind
      operations.append(made)
    case .conv2d, .pool2d: preconditionFailure("a layer of images is part of a stage")
    }
  }

  private mutating func append(_ form: StageForm) {
    let trains = form.layers.contains { index in
      !network.layers[index].isFrozen && layout.hasTensors(ofLayer: index)
    }
    operations.append(
      Operation(
        kind: NN_STAGE, activation: .linear, layer: form.layers.lowerBound, inputs: form.input.count,
        outputs: shapes[form.layers.upperBound].count, share: 0, trains: trains, isLarge: false, weight: nil, bias: nil,
        slope: nil, stage: form))
    guard form.leavesActivation else { return }
    let last = form.layers.upperBound - 1
    let activation = Layer(.flatten(Flatten()), activation: network.layers[last].activation)
    operations.append(operation(last, NN_IDENTITY, activation, giving: form.layers.upperBound))
  }
}
