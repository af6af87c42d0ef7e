import Testing

@testable import NNCommands
@testable import NNScript
@testable import NeuralNetwork

@Suite struct ExplainTests {
  @Test(arguments: Activation.Kind.allCases)
  func everyActivation(_ kind: Activation.Kind) {
    let shown = Conversation().output("explain \(kind.rawValue)")
    for part in [kind.definition.formula, kind.definition.derivative, kind.definition.range, "f'(x)"] {
      #expect(shown.contains(part), "\(shown)")
    }
    #expect(shown.split(separator: "\n").count > 15)
  }

  @Test(arguments: Loss.Kind.allCases)
  func everyLoss(_ kind: Loss.Kind) {
    let shown = Conversation().output("explain \(kind.rawValue)")
    // A long formula goes on in the next line.
    let flat = shown.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(flat.contains(Loss(kind).definition.formula) && flat.contains(Loss(kind).definition.derivative))
    #expect(shown.split(separator: "\n").count > 12)
  }

  @Test(arguments: Optimizer.Kind.allCases)
  func everyOptimizer(_ kind: Optimizer.Kind) {
    let shown = Conversation().output("explain \(kind.rawValue)")
    for part in kind.definition.formula.split(separator: ";") {
      #expect(shown.contains(part.drop { $0 == " " }), "\(shown)")
    }
    #expect(shown.contains("down a valley"))
  }

  /// The plots come from the code that trains: the valley's way down under sgd is (1 − rate · slope)^step.
  @Test func theValleyIsGoneDownByTheRealUpdate() throws {
    let curve = try #require(Optimizer(.sgd).chart.series.first)
    for (step, point) in curve.points.enumerated() {
      let (a, b) = (power(1 - 0.02, step), power(1 - 0.4, step))
      #expect(abs(point.y - (a * a + 20 * b * b) / 2) < 1e-9)
    }
    for kind in Optimizer.Kind.allCases {
      let ends = Optimizer(kind).chart.series[0].points.map(\.y)
      #expect(try #require(ends.last) < ends[0] / 2, "\(kind)")
    }
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { value, _ in value * base }
  }

  @Test func theLossIsTakenApartRowByRow() {
    let conversation = Conversation()
    conversation.output("data xor\nlayer 2 tanh\noutput 1 sigmoid\nmode csv")
    let rows = conversation.output("explain loss").split(separator: "\n").dropFirst()
    let sum = rows.compactMap { $0.split(separator: ",").last.flatMap { Double($0) } }.reduce(0, +)
    #expect(rows.count == 4)
    conversation.output("expect abs(loss - \(sum) / 4) < 1e-6")
    #expect(conversation.output("mode table\nexplain loss").contains("it is computed from z"))
    #expect(conversation.output("loss mse\nexplain loss").contains("it is computed from h"))
  }

  @Test func whatIsNoWordIsAnError() {
    let conversation = Conversation()
    #expect(conversation.errors("explain sigmiod") == ["E0224"])
    #expect(conversation.reported.contains("did you mean 'sigmoid'?"))
    #expect(conversation.errors("explain E9999") == ["E0224"])
    #expect(conversation.errors("explain nan") == ["E0403"])
  }

  @Test(arguments: Finding.Disease.allCases.map(\.rawValue))
  func everyDiagnosisIsExplained(_ code: String) {
    #expect(Conversation().output("explain \(code)").hasPrefix(code + ": "))
  }

  @Test func nanWithoutOneSaysSo() {
    let conversation = Conversation()
    conversation.output("data xor\nlayer 2 tanh\noutput 1 sigmoid")
    #expect(conversation.output("explain nan").contains("there is no NaN"))
    #expect(conversation.output("loss bce naive\nexplain nan").contains("from z = 16.64 in float32"))
  }

  @Test func nanNamesRowFormulaAndTrial() {
    let conversation = Conversation()
    conversation.output(
      "data xor\nlayer 2 relu\noutput 1 sigmoid\nloss bce naive\non nan continue\nseed 1\noptimizer sgd rate 0.5\n"
        + "init all normal 0 20\ntrain 50 steps")
    let shown = conversation.output("explain nan")
    #expect(shown.contains("N1 log of zero") || shown.contains("N3"), "\(shown)")
    #expect(!shown.contains("vanishing"))
    #expect(shown.contains("-(y log h + (1 - y) log(1 - h))"))
  }
}
