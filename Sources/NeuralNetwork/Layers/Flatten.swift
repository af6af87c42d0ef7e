/// Makes one row of features of an image, channel after channel: [h, w, c] → [c·h·w] with x[i, j, k] at (k·h + i)·w + j.
///
/// That is the order in which `torch.nn.Flatten` sees the same image, so the dense layer behind it has PyTorch's weights.
public struct Flatten: Hashable, Sendable {
  /// It has no settings.
  public init() {}
}

extension Flatten: LayerForm {
  package var name: String { "flatten" }
  package var takesActivation: Bool { false }
  package func output(for input: Shape) throws(LayerMisfit) -> Shape { Shape(input.count) }
  package func tensors(for input: Shape) -> [TensorForm] { [] }

  /// Whether numbers change their places: not of a vector, nor of an image with one channel or one pixel.
  package static func permutes(_ input: Shape) -> Bool {
    input.isImage && input.dimensions[2] > 1 && input.dimensions[0].saturatingProduct(input.dimensions[1]) > 1
  }
}
