/// Makes one row of features of an image: [28, 28, 1] → [784]. No numbers change.
public struct Flatten: Hashable, Sendable {
  /// It has no settings.
  public init() {}
}

extension Flatten: LayerForm {
  package var name: String { "flatten" }
  package var takesActivation: Bool { false }
  package func output(for input: Shape) throws(LayerMisfit) -> Shape { Shape(input.count) }
  package func tensors(for input: Shape) -> [TensorForm] { [] }
}
