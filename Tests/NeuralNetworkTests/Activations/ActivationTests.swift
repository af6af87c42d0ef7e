import NeuralNetwork
import Testing

@Suite struct ActivationTests {
  @Test(arguments: Activation.Kind.allCases)
  func namesAndDefinitionsAgree(kind: Activation.Kind) {
    #expect(kind.definition.name == kind.rawValue)
    #expect(Activation(named: kind.rawValue)?.kind == kind)
    #expect(!kind.definition.summary.isEmpty && !kind.definition.source.isEmpty)
  }

  @Test(arguments: Activation.Kind.allCases.filter { $0 != .softmax })
  func derivativeIsTheSlope(kind: Activation.Kind) {
    let activation = Activation(kind)
    for x in stride(from: -8.017, through: 8, by: 0.37) {
      let slope = (activation.value(x + 1e-6) - activation.value(x - 1e-6)) / 2e-6
      #expect(abs(slope - activation.derivative(x)) < 1e-7, "\(kind) at \(x)")
    }
  }

  @Test(arguments: Activation.Kind.allCases)
  func nanGoesThrough(kind: Activation.Kind) {
    #expect(Activation(kind).value(Double.nan).isNaN)
  }

  @Test func knownValues() {
    #expect(abs(Activation(.gelu).value(1.0) - 0.8413447460685429) < 1e-15)
    #expect(abs(Activation(.mish).value(1.0) - 0.8650983882673103) < 1e-15)
    #expect(abs(Activation(.selu).value(-1.0) + 1.1113307378125625) < 1e-15)
    #expect(Activation(.hardSigmoid).value(0.0) == 0.5)
    #expect(Activation(.leakyReLU).value(-2.0) == -0.02)
    #expect(Activation(.softplus).value(1000.0) == 1000)
    #expect(Activation(.sigmoid).value(Float(17)) == 1)
  }

  @Test func softmaxOfLargeSumsIsFinite() {
    var row: [Float] = [1000, 1000, -1000]
    Softmax.apply(&row, count: 3)
    #expect(row == [0.5, 0.5, 0])
  }

  @Test func parametersOnlyWhereThereAreSome() {
    #expect(Activation(.relu, alpha: 3).alpha == 0)
    #expect(Activation(.leakyReLU).alpha == 0.01)
    #expect(Activation(.prelu).alpha == 0.25)
    #expect(Activation(.elu, alpha: 2).alpha == 2)
  }
}
