import NeuralNetwork
import NNScript
import NNText

/// `layer residual … end`: the layers between become a block.
extension Description {
  mutating func openBlock(at range: SourceRange) throws(Diagnostic) {
    guard model.isUnknown || !model.network.hasOutput else { throw .layerAfterOutput(at: range) }
    model.openBlocks.append(model.network.layers.count)
  }

  /// The block that was opened last gets what was added since; its input and output must have the same shape.
  mutating func closeBlock(at range: SourceRange) throws(Diagnostic) {
    guard let start = model.openBlocks.popLast(), !model.isUnknown else { return }
    guard model.network.layers.count > start else {
      throw Diagnostic(
        .emptyBlock, Wording(en: "the residual block holds no layer", ko: "잔차 블록 안에 층이 없습니다"), at: range,
        help: Wording(
          en: "add layers between `layer residual` and `end`, for example: layer 5 tanh",
          ko: "`layer residual`과 `end` 사이에 층을 추가하세요. 예: layer 5 tanh"))
    }
    try edit(at: range) { $0.network.makeResidual(from: start) }
  }
}

extension DiagnosticCode {
  static let emptyBlock = DiagnosticCode(
    "E0413", Wording(en: "empty residual block", ko: "빈 잔차 블록"),
    Wording(
      en: """
        A residual block adds what comes out of its layers to what goes into them; without a layer there is nothing to \
        compute, or to give an activation.
        """, ko: "잔차 블록은 층들의 출력에 그 입력을 더합니다. 층이 없으면 계산할 것도, 활성화 함수를 줄 것도 없습니다."))
}
