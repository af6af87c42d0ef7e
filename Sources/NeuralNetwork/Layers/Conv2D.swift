import NNText

/// z[r, c, f] = b[f] + Σ_{i, j, k} W[f, k, i, j] · x[r·s + i − top, c·s + j − left, k]: x [height, width, channels],
/// W [filters, channels, size, size] and b [filters] as `torch.nn.Conv2d`; z [rows, columns, filters].
///
/// Backward: dW and db sum dz·x and dz over rows, positions and batch; dx is dz spread back through W.
/// LeCun, Bottou, Bengio, Haffner 1998, Gradient-based learning applied to document recognition.
public struct Conv2D: Hashable, Sendable {
  /// How many filters, at least 1: the channels that go out.
  public var filters: Int
  /// Rows and columns of a filter, at least 1.
  public var kernel: Int
  /// How far a filter moves, at least 1.
  public var stride: Int
  /// What happens at the edges; see ``Padding``.
  public var padding: Padding
  /// Whether it adds a bias.
  public var hasBias: Bool

  /// - Parameters:
  ///   - filters: at least 1.
  ///   - kernel: at least 1.
  ///   - stride: rows and columns from one window to the next, at least 1.
  ///   - padding: what stands beyond the edges.
  ///   - hasBias: whether each filter has a number of its own added.
  public init(filters: Int, kernel: Int, stride: Int = 1, padding: Padding = .valid, hasBias: Bool = true) {
    self.filters = filters
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.hasBias = hasBias
  }

  /// The walk over an input.
  package func window(over input: Shape) throws(LayerMisfit) -> ImageWindow {
    try ImageWindow(over: input, size: kernel, stride: stride, padding: padding, of: name)
  }
}

extension Conv2D: LayerForm {
  package var name: String { "conv2d" }
  package var takesActivation: Bool { true }

  package func output(for input: Shape) throws(LayerMisfit) -> Shape {
    guard filters > 0 else {
      throw .setting(Wording(en: "conv2d with \(filters) filters", ko: "필터가 \(filters)개인 conv2d"))
    }
    let window = try window(over: input)
    return Shape([window.rows, window.columns, filters])
  }

  package func tensors(for input: Shape) -> [TensorForm] {
    let channels = input.dimensions.last ?? 0
    let area = kernel.saturatingProduct(kernel)
    let (fanIn, fanOut) = (channels.saturatingProduct(area), filters.saturatingProduct(area))
    let weight = TensorForm(
      role: .weight, shape: [filters, channels, kernel, kernel], fanIn: fanIn, fanOut: fanOut)
    let bias = TensorForm(role: .bias, shape: [filters], fanIn: fanIn, fanOut: fanOut)
    return hasBias ? [weight, bias] : [weight]
  }

  package func work(for input: Shape) -> Int {
    guard let output = try? output(for: input) else { return 0 }
    return output.count.saturatingProduct(kernel.saturatingProduct(kernel))
      .saturatingProduct(input.dimensions.last ?? 0)
  }
}
