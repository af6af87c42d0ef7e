/// z[r, c, k] = max_{i, j} x[r·s + i, c·s + j, k] over whole windows: x [height, width, channels], z [rows, columns,
/// channels], as `torch.nn.MaxPool2d`.
///
/// Backward: dz goes to the first largest number of its window, row by row; NaN counts as larger than any number.
public struct MaxPool2D: Hashable, Sendable {
  /// Rows and columns of the window, at least 1.
  public var size: Int
  /// How far the window moves, at least 1.
  public var stride: Int

  /// - Parameters:
  ///   - size: rows and columns of the window, at least 1.
  ///   - stride: the window's size where nil, so that windows touch.
  public init(size: Int, stride: Int? = nil) {
    self.size = size
    self.stride = stride ?? size
  }

  /// The walk over an input.
  package func window(over input: Shape) throws(LayerMisfit) -> ImageWindow {
    try ImageWindow(over: input, size: size, stride: stride, padding: .valid, of: name)
  }
}

extension MaxPool2D: LayerForm {
  package var name: String { "maxpool2d" }
  package var takesActivation: Bool { false }

  package func output(for input: Shape) throws(LayerMisfit) -> Shape {
    let window = try window(over: input)
    return Shape([window.rows, window.columns, window.channels])
  }

  package func tensors(for input: Shape) -> [TensorForm] { [] }
}

/// z[r, c, k] = Σ_{i, j} x[r·s + i, c·s + j, k] / size² over whole windows: x [height, width, channels], z [rows,
/// columns, channels], as `torch.nn.AvgPool2d`.
///
/// Backward: dz / size² goes to every number of its window.
public struct AveragePool2D: Hashable, Sendable {
  /// Rows and columns of the window, at least 1.
  public var size: Int
  /// How far the window moves, at least 1.
  public var stride: Int

  /// - Parameters:
  ///   - size: rows and columns of the window, at least 1.
  ///   - stride: the window's size where nil, so that windows touch.
  public init(size: Int, stride: Int? = nil) {
    self.size = size
    self.stride = stride ?? size
  }

  /// The walk over an input.
  package func window(over input: Shape) throws(LayerMisfit) -> ImageWindow {
    try ImageWindow(over: input, size: size, stride: stride, padding: .valid, of: name)
  }
}

extension AveragePool2D: LayerForm {
  package var name: String { "avgpool2d" }
  package var takesActivation: Bool { false }

  package func output(for input: Shape) throws(LayerMisfit) -> Shape {
    let window = try window(over: input)
    return Shape([window.rows, window.columns, window.channels])
  }

  package func tensors(for input: Shape) -> [TensorForm] { [] }
}
