/// z[r, c, k] is what one window of channel k becomes, x[r·s + i, c·s + j, k] for all i, j below the window's size, over
/// whole windows: x [height, width, channels], z [rows, columns, channels].
public struct Pool2D: Hashable, Sendable {
  /// What becomes of a window's numbers.
  public enum Mode: CaseIterable, Hashable, Sendable {
    /// The largest of them, as `torch.nn.MaxPool2d`. Backward: dz goes to the first largest number of its window, row by
    /// row; NaN counts as larger than any number.
    case max
    /// Their mean, as `torch.nn.AvgPool2d`. Backward: dz / size² goes to every number of its window.
    case average
  }

  /// What becomes of a window's numbers.
  public var mode: Mode
  /// Rows and columns of the window, at least 1.
  public var size: Int
  /// How far the window moves, at least 1.
  public var stride: Int

  /// - Parameters:
  ///   - mode: what becomes of a window's numbers.
  ///   - size: rows and columns of the window, at least 1.
  ///   - stride: the window's size where nil, so that windows touch.
  public init(_ mode: Mode, size: Int, stride: Int? = nil) {
    self.mode = mode
    self.size = size
    self.stride = stride ?? size
  }

  /// The walk over an input.
  package func window(over input: Shape) throws(LayerMisfit) -> ImageWindow {
    try ImageWindow(over: input, size: size, stride: stride, padding: .valid, of: name)
  }
}

extension Pool2D: LayerForm {
  package var name: String { spelling.name }
  package var takesActivation: Bool { false }

  package func output(for input: Shape) throws(LayerMisfit) -> Shape {
    let window = try window(over: input)
    return Shape([window.rows, window.columns, window.channels])
  }

  package func tensors(for input: Shape) -> [TensorForm] { [] }
}

/// How the language and other formats write a pool.
package struct PoolSpelling: Sendable {
  /// The word of the language.
  package var name: String
  /// A call in `torch.nn`.
  package var pyTorch: String
  /// A call in `keras.layers`.
  package var keras: String
  /// The operator.
  package var onnx: String
}

extension Pool2D {
  /// How the language and other formats write it.
  package var spelling: PoolSpelling {
    switch mode {
    case .max:
      PoolSpelling(
        name: "maxpool2d", pyTorch: "MaxPool2d(\(size), stride=\(stride))",
        keras: "MaxPooling2D(\(size), strides=\(stride))", onnx: "MaxPool")
    case .average:
      PoolSpelling(
        name: "avgpool2d", pyTorch: "AvgPool2d(\(size), stride=\(stride))",
        keras: "AveragePooling2D(\(size), strides=\(stride))", onnx: "AveragePool")
    }
  }
}
