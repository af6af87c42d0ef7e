import CKernels
import COneDNN

/// Neighbouring image layers that oneDNN computes as one operation, so that between them numbers stay in the order it
/// likes best.
struct StageForm: Sendable {
  /// The layers in the network, from 0; the last one may be a flatten.
  let layers: Range<Int>
  /// Of what comes in: an image.
  let input: Shape
  let flattens: Bool
  /// Whether the last layer's activation is left to an operation behind the stage.
  let leavesActivation: Bool
  /// Whether it is one layer, without the activation and the additions behind it.
  let isSplit: Bool

  /// The stage that begins with a layer (from 0); nil where none does. It holds every residual block that begins in it.
  init?(in network: Network, at start: Int, shapes: [Shape], isSplit: Bool) {
    // What is an image stays one up to a flatten or a pool over all of it.
    guard !shapes[start].isVector else { return nil }
    let layers = network.layers
    var end = start
    while end < layers.count, layers[end].isOfImages, !shapes[end].isVector, !isSplit || end == start { end += 1 }
    // Dropout alone needs nobody's order of numbers.
    if layers[start..<end].allSatisfy(\.isDropout) { end = start }
    flattens = end < layers.count && layers[end].kind == .flatten(Flatten()) && (!isSplit || end == start)
    if end == start && !(flattens && Flatten.permutes(shapes[start])) { return nil }
    // The loss reads the sums of a last layer.
    leavesActivation =
      end > start && layers[end - 1].activation.kind != .linear
      && (isSplit || end == layers.count && !network.endsInBlock)
    self.layers = start..<(flattens ? end + 1 : end)
    input = shapes[start]
    self.isSplit = isSplit
  }
}

extension Layer {
  fileprivate var isOfImages: Bool {
    switch kind {
    case .conv2d, .pool2d, .batchNorm, .layerNorm, .dropout: true
    case .dense, .flatten: false
    }
  }

  fileprivate var isDropout: Bool { if case .dropout = kind { true } else { false } }
}

extension Shape {
  /// As rows, columns and channels, whatever its dimensions.
  var image: (rows: Int, columns: Int, channels: Int) {
    isImage ? (dimensions[0], dimensions[1], dimensions[2]) : (count / max(1, channels), 1, channels)
  }
}

/// A ``StageForm`` with oneDNN's primitives and the memory between them.
final class Stage {
  /// As the kernels call it.
  let raw: UnsafeMutablePointer<nn_stage>
  private let stage: OpaquePointer

  /// nil where memory does not suffice.
  init?(_ form: StageForm, of plan: Plan, wantsInputGradient: Bool) {
    guard let shapes = try? plan.configuration.network.shapes() else { return nil }
    let layers = Self.layers(form, shapes: shapes, of: plan)
    let image = form.input.image
    let created = layers.withUnsafeBufferPointer { layers in
      var raw = nn_onednn_stage_spec()
      raw.layers = layers.baseAddress
      raw.layer_count = layers.count
      raw.rows = image.rows
      raw.columns = image.columns
      raw.channels = image.channels
      raw.in_stride = PaddedLayout.padded(form.input.count)
      raw.out_stride = PaddedLayout.padded(shapes[form.layers.upperBound].count)
      raw.flattens = form.flattens && Flatten.permutes(shapes[form.layers.upperBound - 1])
      raw.wants_input_gradient = wantsInputGradient
      raw.isa = plan.instructions.code
      raw.workers = plan.workers.map { UnsafePointer($0.raw) }
      return nn_onednn_stage_create(&raw)
    }
    guard let created else { return nil }
    stage = created
    raw = .allocate(capacity: 1)
    raw.initialize(to: nn_onednn_stage_entry(created))
  }

  deinit {
    raw.deallocate()
    nn_onednn_stage_destroy(stage)
  }

  /// Names of what computes batches of so many rows: `jit:avx2`, `simple:any`.
  func implementations(rows: Int) -> [String] {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { text in
      guard let start = text.baseAddress else { return [] }
      nn_onednn_stage_implementations(stage, rows, start, text.count)
      return String(cString: start).split(separator: " ").map(String.init)
    }
  }
}

/// The layers of a stage as oneDNN's shim reads them.
extension Stage {
  /// All layers but a flatten, and an addition wherever a residual block ends.
  static func layers(_ form: StageForm, shapes: [Shape], of plan: Plan) -> [nn_onednn_layer] {
    let network = plan.configuration.network
    var list: [nn_onednn_layer] = []
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
        var sum = nn_onednn_layer()
        sum.kind = NN_ONEDNN_ADD
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
  ) -> nn_onednn_layer? {
    var raw = nn_onednn_layer()
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
      raw.kind = NN_ONEDNN_CONVOLUTION
      raw.setWindow(try? convolution.window(over: input))
      if let weight = plan.layout.place(.weight, ofLayer: index) {
        raw.weights = plan.parameters.base + weight.offset
        raw.weight_gradient = plan.gradients.base + weight.offset
      }
      if let bias = plan.layout.place(.bias, ofLayer: index) {
        raw.bias = plan.parameters.base + bias.offset
        raw.bias_gradient = plan.gradients.base + bias.offset
      }
    case .pool2d(let pool):
      raw.kind =
        switch pool.mode {
        case .max: NN_ONEDNN_MAX_POOL
        case .average: NN_ONEDNN_AVERAGE_POOL
        }
      raw.setWindow(try? pool.window(over: input))
    case .batchNorm, .layerNorm:
      raw.kind = NN_ONEDNN_NORM
      // A learned slope takes a pass of its own.
      raw.norm = plan.norm(
        layer.kind, ofLayer: index, activation: activation.kind == .prelu ? .linear : activation)
    case .dropout(let dropout):
      raw.kind = NN_ONEDNN_DROPOUT
      raw.share = Float(dropout.share)
      raw.number = UInt64(index)
    case .dense, .flatten: return nil
    }
    return raw
  }
}

extension nn_onednn_layer {
  fileprivate mutating func setImages(from input: Shape, to output: Shape) {
    (in_rows, in_columns, in_channels) = input.image
    (out_rows, out_columns, out_channels) = output.image
  }

  fileprivate mutating func setWindow(_ window: ImageWindow?) {
    guard let window else { return }
    (kernel_rows, kernel_columns) = (window.kernelRows, window.kernelColumns)
    stride = window.stride
    top = window.top
    left = window.left
  }
}
