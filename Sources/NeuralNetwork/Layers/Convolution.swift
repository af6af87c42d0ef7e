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

/// How a window walks over an image [height, width, channels]: what convolution and pooling share.
///
/// Along each axis, `valid`: out = ⌊(in − kernel) / stride⌋ + 1, windows lie wholly inside. `same`: out = ⌈in / stride⌉
/// with zeros around, total = max((out − 1)·stride + kernel − in, 0), half of it before and the larger half after, as
/// Keras (TensorFlow's SAME) places them.
package struct ImageWindow: Hashable, Sendable {
  package let height: Int
  package let width: Int
  package let channels: Int
  /// Rows and columns of the window.
  package let kernelRows: Int
  package let kernelColumns: Int
  package let stride: Int
  /// Rows and columns that go out.
  package let rows: Int
  package let columns: Int
  /// Rows of zeros above and below.
  package let top: Int
  package let bottom: Int
  /// Columns of zeros before and after.
  package let left: Int
  package let right: Int

  /// A square window.
  ///
  /// - Parameter shape: of the image that comes in.
  package init(
    over shape: Shape, size: Int, stride: Int, padding: Padding, of name: String
  ) throws(LayerMisfit) {
    guard shape.isImage else { throw .needsImage }
    guard size > 0 else {
      throw .setting(Wording(en: "\(name) with a window of \(size)", ko: "창의 크기가 \(size)인 \(name)"))
    }
    guard stride > 0 else {
      throw .setting(Wording(en: "\(name) with a stride of \(stride)", ko: "보폭(stride)이 \(stride)인 \(name)"))
    }
    height = shape.dimensions[0]
    width = shape.dimensions[1]
    channels = shape.dimensions[2]
    (kernelRows, kernelColumns, self.stride) = (size, size, stride)
    guard padding == .same || size <= min(height, width) else { throw .window(size) }
    (rows, top, bottom) = Self.axis(height, kernelRows, stride, padding)
    (columns, left, right) = Self.axis(width, kernelColumns, stride, padding)
  }

  /// One window, which covers the whole image.
  package init(covering shape: Shape) throws(LayerMisfit) {
    guard shape.isImage else { throw .needsImage }
    (height, width, channels) = (shape.dimensions[0], shape.dimensions[1], shape.dimensions[2])
    (kernelRows, kernelColumns, stride) = (height, width, 1)
    (rows, columns) = (1, 1)
    (top, bottom, left, right) = (0, 0, 0, 0)
  }

  private static func axis(
    _ length: Int, _ kernel: Int, _ stride: Int, _ padding: Padding
  ) -> (count: Int, before: Int, after: Int) {
    guard padding == .same else { return ((length - kernel) / stride + 1, 0, 0) }
    let count = (length - 1) / stride + 1
    // (count − 1)·stride is at most length − 1.
    let total = max(((count - 1) * stride).saturatingSum(kernel) - length, 0)
    return (count, total / 2, total - total / 2)
  }

  /// The part of the window's rows, from 0, that lies on the image, for row `row` of the output.
  package func rowsInside(_ row: Int) -> Range<Int> { inside(row * stride - top, height, kernelRows) }

  /// The part of the window's columns that lies on the image, for column `column` of the output.
  package func columnsInside(_ column: Int) -> Range<Int> { inside(column * stride - left, width, kernelColumns) }

  private func inside(_ start: Int, _ length: Int, _ kernel: Int) -> Range<Int> {
    let lower = min(max(0, -start), kernel)
    return lower..<max(lower, min(kernel, length - start))
  }
}

/// What a window may cover at the edges of an image.
public enum Padding: String, CaseIterable, Hashable, Sendable {
  /// Zeros around, so that with stride 1 as many rows and columns go out as come in.
  case same
  /// Only whole windows.
  case valid
}
