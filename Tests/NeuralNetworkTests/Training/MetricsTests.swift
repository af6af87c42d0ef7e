import NeuralNetwork
import Testing

@Suite struct MetricsTests {
  private let matrix = ConfusionMatrix(
    actual: [1, 1, 1, 0, 0, 0, 0, 1], predicted: [1, 0, 1, 0, 1, 0, 0, 1], classes: 2)

  @Test func figuresOfTwoClasses() {
    #expect(matrix.counts == [[3, 1], [1, 3]])
    #expect(matrix.accuracy == 0.75)
    #expect(matrix.precision == 0.75)
    #expect(matrix.recall == 0.75)
    #expect(matrix.f1 == 0.75)
  }

  @Test func macroMeansOfThreeClasses() {
    let matrix = ConfusionMatrix(actual: [0, 0, 1, 2], predicted: [0, 1, 1, 1], classes: 3)
    #expect(abs(matrix.precision - (1 + 1.0 / 3 + 0) / 3) < 1e-15)
    #expect(abs(matrix.recall - (0.5 + 1 + 0) / 3) < 1e-15)
  }

  @Test func nanIsNotAboveTheLimit() {
    let samples = Samples(x: [0, 0], inputs: 1, y: [0, 1], outputs: 1)
    let evaluation = Evaluation(loss: .nan, outputs: [.nan, .nan], sums: [.nan, .nan], units: 1)
    #expect(evaluation.accuracy(of: samples, .threshold(0.5)) == 0.5)
    #expect(evaluation.auc(of: samples, .threshold(0.5)) == nil)
  }

  @Test func areaUnderTheCurve() {
    let samples = Samples(x: [0, 0, 0, 0], inputs: 1, y: [0, 0, 1, 1], outputs: 1)
    func auc(_ scores: [Double]) -> Double? {
      Evaluation(loss: 0, outputs: scores, sums: scores, units: 1).auc(of: samples, .threshold(0.5))
    }
    #expect(auc([0.1, 0.4, 0.35, 0.8]) == 0.75)
    #expect(auc([0.5, 0.5, 0.5, 0.5]) == 0.5)
    #expect(auc([0, 0, 1, 1]) == 1)
  }

  /// Against the definition, pair by pair, with many ties.
  @Test(arguments: [1, 3])
  func areaIsTheShareOfPairsInOrder(units: Int) {
    var noise = Noise(state: 3)
    let rows = 200
    let scores = (0..<(rows * units)).map { _ in Double((noise.next() * 5).rounded()) }
    let labels = (0..<rows).map { _ in Int((noise.next() + 1) * 1.49) % max(2, units) }
    let y: [Float] = labels.flatMap { (label: Int) -> [Float] in
      units == 1 ? [Float(label)] : (0..<units).map { $0 == label ? 1 : 0 }
    }
    let samples = Samples(x: Array(repeating: 0, count: rows), inputs: 1, y: y, outputs: units)
    let areas = (0..<units).map { unit in
      let label = units == 1 ? 1 : unit
      var (won, pairs) = (0.0, 0.0)
      for a in 0..<rows where labels[a] == label {
        for b in 0..<rows where labels[b] != label {
          let (high, low) = (scores[a * units + unit], scores[b * units + unit])
          won += high > low ? 1 : high == low ? 0.5 : 0
          pairs += 1
        }
      }
      return won / pairs
    }
    let found = Evaluation(loss: 0, outputs: scores, sums: scores, units: units)
      .auc(of: samples, units == 1 ? .threshold(0.5) : .largest)
    #expect(abs((found ?? .nan) - areas.reduce(0, +) / Double(units)) < 1e-12)
  }

  @Test func numbers() {
    let samples = Samples(x: [0, 0, 0], inputs: 1, y: [1, 2, 3], outputs: 1)
    let evaluation = Evaluation(loss: 0, outputs: [1, 2, 4], sums: [1, 2, 4], units: 1)
    #expect(evaluation.r2(of: samples) == 0.5)
    #expect(abs(evaluation.meanAbsoluteError(of: samples) - 1.0 / 3) < 1e-15)
    let flat = Samples(x: [0, 0, 0], inputs: 1, y: [2, 2, 2], outputs: 1)
    #expect(evaluation.r2(of: flat) == nil)
  }
}
