import NeuralNetwork
import Testing

/// The fast engine's forward and backward pass against the reference engine in float64, on every instruction set.
@Suite struct FastGradientTests {
  @Test(arguments: Activation.Kind.allCases, InstructionSet.available)
  func hiddenActivationsAgree(kind: Activation.Kind, instructions: InstructionSet) throws {
    for width in [1, 3, 8, 9, 17] {
      for rows in [1, 4, 5] {
        let layers: [Layer] = [
          .dense(width, Activation(kind)), .dense(4, Activation(kind)), .dense(2, Activation(.linear)),
        ]
        try compare(EngineCase(layers, inputs: 3, loss: Loss(.mse), rows: rows), instructions)
      }
    }
  }

  @Test(arguments: Activation.Kind.allCases, Loss.Kind.allCases)
  func outputsAndLossesAgree(kind: Activation.Kind, loss: Loss.Kind) throws {
    // The logarithm of what is not in 0 … 1 is NaN in places that rounding decides.
    if loss == .bceNaive, ![.sigmoid, .softmax].contains(kind) { return }
    for instructions in InstructionSet.available {
      for units in [1, 3, 9] {
        for rows in [1, 5, 9] {
          let layers: [Layer] = [.dense(6, Activation(.tanh)), .dense(units, Activation(kind))]
          if loss == .bceNaive, kind == .softmax, units == 1 { continue }
          try compare(EngineCase(layers, inputs: 2, loss: Loss(loss), rows: rows), instructions)
        }
      }
    }
  }

  @Test(arguments: InstructionSet.available)
  func unusualLayersAgree(instructions: InstructionSet) throws {
    let stacks: [[Layer]] = [
      [.flatten, .dense(5, Activation(.relu), bias: false), .dense(1)],
      [.dropout(0.5), .dense(9, Activation(.tanh)), .dropout(0.2), .dense(3)],
      [.dense(8, Activation(.leakyReLU, alpha: -0.3)), .dense(8, Activation(.elu, alpha: 2)), .dense(1)],
      [.dense(8, Activation(.softmax)), .dense(2)],
      [.dense(7, Activation(.tanh)), .flatten],
      [.dense(7, Activation(.sigmoid)), .dropout(0.4)],
      [.dense(3, Activation(.prelu, alpha: -0.4)), .dense(3, Activation(.prelu)), .dense(1, Activation(.prelu))],
    ]
    for layers in stacks {
      try compare(EngineCase(layers, inputs: 4, loss: Loss(.huber, parameter: 0.3), rows: 5), instructions)
    }
  }

  /// Wide enough for packed panels and every size of block.
  @Test(arguments: InstructionSet.available)
  func wideLayersAgree(instructions: InstructionSet) throws {
    let layers: [Layer] = [
      .dense(70, Activation(.relu)), .dense(33, Activation(.gelu)), .dense(10, Activation(.softmax)),
    ]
    try compare(EngineCase(layers, inputs: 100, loss: Loss(.crossEntropy), rows: 67), instructions)
  }

  private func compare(
    _ test: EngineCase, _ instructions: InstructionSet, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let fast = try FastEngine(test.configuration, instructions: instructions)
    let reference = try ReferenceEngine<Double>(test.configuration)
    let state = try test.state()
    let samples = try test.samples()
    fast.load(state)
    reference.load(state)
    let found = fast.differentiate(samples, rows: nil)
    let expected = reference.differentiate(samples, rows: nil)
    let name = "\(test.testDescription), \(test.network.outputActivation.kind)"
    #expect(agree([found.loss], [expected.loss]), "loss of \(name)", sourceLocation: sourceLocation)
    #expect(agree(found.gradients, expected.gradients), "gradients of \(name)", sourceLocation: sourceLocation)
    #expect(found.layers.count == expected.layers.count)
    for (a, b) in zip(found.layers, expected.layers) {
      #expect(a.width == b.width)
      #expect(agree(a.sums, b.sums), "sums of \(name)", sourceLocation: sourceLocation)
      #expect(agree(a.outputs, b.outputs), "outputs of \(name)", sourceLocation: sourceLocation)
      #expect(agree(a.outputGradients, b.outputGradients), "dL/d(outputs), \(name)", sourceLocation: sourceLocation)
      #expect(agree(a.sumGradients, b.sumGradients), "dL/d(sums), \(name)", sourceLocation: sourceLocation)
    }
    let evaluation = fast.evaluate(samples, rows: nil)
    let judged = reference.evaluate(samples, rows: nil)
    #expect(agree([evaluation.loss], [judged.loss]) && agree(evaluation.outputs, judged.outputs))
    #expect(agree(evaluation.sums, judged.sums) && evaluation.units == judged.units)
  }
}
