import NNScript
import NeuralNetwork

/// `layer residual … end`: the layers between become a block.
extension Description {
  mutating func openBlock(at range: SourceRange) throws(Diagnostic) {
    guard !model.network.hasOutput else { throw .layerAfterOutput(at: range) }
    model.openBlocks.append(model.network.layers.count)
  }

  /// The block that was opened last gets what was added since; its input and output must have the same shape.
  mutating func closeBlock(at range: SourceRange) throws(Diagnostic) {
    guard let start = model.openBlocks.popLast(), !model.isUnknown else { return }
    guard model.network.layers.count > start else {
      throw Diagnostic(
        .emptyBlock, "the residual block holds no layer", at: range,
        help: "add layers between `layer residual` and `end`, for example: layer 5 tanh")
    }
    try edit(at: range) { $0.network.makeResidual(from: start) }
  }
}

extension DiagnosticCode {
  static let emptyBlock = DiagnosticCode(
    "E0413", "empty residual block",
    """
    A residual block adds what comes out of its layers to what goes into them; without a layer there is nothing to \
    compute, or to give an activation.
    """)
}
