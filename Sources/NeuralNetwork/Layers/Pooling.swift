/// z[r, c, k] is what one window of channel k becomes, x[r·s + i, c·s + j, k] for all i, j below the window's size, over
/// whole windows: x [height, width, channels], z [rows, columns, channels]. Over the whole image: z [channels], a row of
/// features.
public struct Pool2D: Hashable, Sendable {
  /// What becomes of a window's numbers.
  public enum Mode: CaseIterable, Hashable, Sendable {
    /// The largest of them, as `torch.nn.MaxPool2d`. Backward: dz goes to the first largest number of its window, row by
    /// row; NaN counts as larger than any number.
    case max
    /// Their mean, as `torch.nn.AvgPool2d`. Backward: dz / n goes to each of the n numbers of its window.
    case average
  }

  /// What a window covers.
  public enum Extent: Hashable, Sendable {
    /// As many rows as columns, `size`, that move by `stride`: both at least 1.
    case window(size: Int, stride: Int)
    /// The whole image, whatever its size, as Keras's `GlobalMaxPooling2D` and `GlobalAveragePooling2D`.
    /// Lin, Chen, Yan 2014, Network in network.
    case image
  }

  /// What becomes of a window's numbers.
  public var mode: Mode
  /// What a window covers.
  public var extent: Extent

  /// - Parameters:
  ///   - mode: what becomes of a window's numbers.
  ///   - extent: what a window covers.
  public init(_ mode: Mode, over extent: Extent) {
    self.mode = mode
    self.extent = extent
  }

  /// - Parameters:
  ///   - mode: what becomes of a window's numbers.
  ///   - size: rows and columns of the window, at least 1.
  ///   - stride: how far it moves, at least 1; the window's size where nil, so that windows touch.
  public init(_ mode: Mode, size: Int, stride: Int? = nil) {
    self.init(mode, over: .window(size: size, stride: stride ?? size))
  }

  /// The walk over an input.
  package func window(over input: Shape) throws(LayerMisfit) -> ImageWindow {
    switch extent {
    case .window(let size, let stride):
      try ImageWindow(over: input, size: size, stride: stride, padding: .valid, of: name)
    case .image: try ImageWindow(covering: input)
    }
  }
}

extension Pool2D: LayerForm {
  package var name: String { spelling.name }
  package var takesActivation: Bool { false }

  package func output(for input: Shape) throws(LayerMisfit) -> Shape {
    let window = try window(over: input)
    return switch extent {
    case .window: Shape([window.rows, window.columns, window.channels])
    case .image: Shape(window.channels)
    }
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
    switch (mode, extent) {
    case (.max, .window(let size, let stride)):
      PoolSpelling(
        name: "maxpool2d", pyTorch: "MaxPool2d(\(size), stride=\(stride))",
        keras: "MaxPooling2D(\(size), strides=\(stride))", onnx: "MaxPool")
    case (.average, .window(let size, let stride)):
      PoolSpelling(
        name: "avgpool2d", pyTorch: "AvgPool2d(\(size), stride=\(stride))",
        keras: "AveragePooling2D(\(size), strides=\(stride))", onnx: "AveragePool")
    case (.max, .image):
      PoolSpelling(
        name: "globalmaxpool2d", pyTorch: "Sequential(nn.AdaptiveMaxPool2d(1), nn.Flatten())",
        keras: "GlobalMaxPooling2D()", onnx: "GlobalMaxPool")
    case (.average, .image):
      PoolSpelling(
        name: "globalavgpool2d", pyTorch: "Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())",
        keras: "GlobalAveragePooling2D()", onnx: "GlobalAveragePool")
    }
  }
}
