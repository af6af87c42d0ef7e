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

  /// The stage that begins with a layer (from 0); nil where none does.
  init?(in network: Network, at start: Int, shapes: [Shape]) {
    var end = start
    loop: while end < network.layers.count {
      switch network.layers[end].kind {
      case .conv2d, .maxPool2D, .averagePool2D: end += 1
      default: break loop
      }
    }
    let flattens = end < network.layers.count && network.layers[end].kind == .flatten(Flatten())
    if end == start && !(flattens && Flatten.permutes(shapes[start])) { return nil }
    layers = start..<(flattens ? end + 1 : end)
    input = shapes[start]
    self.flattens = flattens
  }

  /// Whether oneDNN computes a layer of images.
  static func computes(_ layer: Layer) -> Bool {
    switch layer.kind {
    case .conv2d: onednn_knows(layer.activation.kind.code)
    case .maxPool2D, .averagePool2D: true
    default: false
    }
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
    let layers = form.layers.compactMap { index in
      Self.layer(plan.configuration.network.layers[index], at: index, input: shapes[index], of: plan)
    }
    let created = layers.withUnsafeBufferPointer { layers in
      var raw = onednn_stage_form()
      raw.layers = layers.baseAddress
      raw.layer_count = layers.count
      raw.rows = form.input.dimensions[0]
      raw.columns = form.input.dimensions[1]
      raw.channels = form.input.dimensions[2]
      raw.in_stride = PaddedLayout.padded(form.input.count)
      raw.out_stride = PaddedLayout.padded(shapes[form.layers.upperBound].count)
      raw.flattens = form.flattens
      raw.wants_input_gradient = wantsInputGradient
      raw.isa = plan.instructions.code
      raw.team = plan.team.map { UnsafePointer($0.raw) }
      return onednn_stage_create(&raw)
    }
    guard let created else { return nil }
    stage = created
    raw = .allocate(capacity: 1)
    raw.initialize(to: onednn_stage_entry(created))
  }

  deinit {
    raw.deallocate()
    onednn_stage_destroy(stage)
  }

  /// Names of what computes batches of so many rows: `jit:avx2`, `simple:any`.
  func implementations(rows: Int) -> [String] {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { text in
      guard let start = text.baseAddress else { return [] }
      onednn_stage_implementations(stage, rows, start, text.count)
      return String(cString: start).split(separator: " ").map(String.init)
    }
  }

  private static func layer(_ layer: Layer, at index: Int, input: Shape, of plan: Plan) -> onednn_layer? {
    var raw = onednn_layer()
    let window: ImageWindow?
    var channels = input.dimensions[2]
    switch layer.kind {
    case .conv2d(let convolution):
      raw.kind = ONEDNN_CONVOLUTION
      window = try? convolution.window(over: input)
      channels = convolution.filters
      raw.activation = layer.activation.kind.code
      raw.alpha = Float(layer.activation.alpha)
      raw.trains = !layer.isFrozen
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
      window = try? pool.window(over: input)
    case .averagePool2D(let pool):
      raw.kind = ONEDNN_AVERAGE_POOL
      window = try? pool.window(over: input)
    default: return nil
    }
    guard let window else { return nil }
    raw.in_rows = window.height
    raw.in_columns = window.width
    raw.in_channels = window.channels
    raw.out_rows = window.rows
    raw.out_columns = window.columns
    raw.out_channels = channels
    raw.size = window.size
    raw.stride = window.stride
    raw.top = window.top
    raw.left = window.left
    return raw
  }
}
