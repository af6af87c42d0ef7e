import Testing

@testable import NeuralNetwork

/// Figures of Tests/Fixtures/sklearn, which scikit-learn computed.
@Suite struct ScikitLearnTests {
  private static func rows(_ table: String) throws -> [[String]] {
    let text = String(decoding: try fixture("sklearn/\(table).csv"), as: UTF8.self)
    return text.split(separator: "\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
  }

  private func figures(of table: String) throws -> [String: Double] {
    let rows = try Self.rows("figures").filter { $0[0] == table }
    return Dictionary(uniqueKeysWithValues: try rows.map { ($0[1], try #require(Double($0[2]))) })
  }

  private func judged(_ table: String, units: Int, targets: (Float) -> [Float]) throws -> (Evaluation, Samples) {
    let numbers = try Self.rows(table).map { try $0.map { try #require(Double($0)) } }
    let outputs = numbers.flatMap { $0[..<units] }
    let y = numbers.flatMap { row in
      row[units...].count == 1 ? targets(Float(row[units])) : row[units...].map { Float($0) }
    }
    return (
      Evaluation(loss: 0, outputs: outputs, sums: outputs, units: units),
      Samples(x: Array(repeating: 0, count: numbers.count), inputs: 1, y: y, outputs: units)
    )
  }

  @Test func twoClasses() throws {
    let figures = try figures(of: "two")
    let (evaluation, samples) = try judged("two", units: 1) { [$0] }
    let decision = Decision.threshold(0.5)
    let matrix = evaluation.confusion(of: samples, decision)
    for (name, found) in [
      ("accuracy", matrix.accuracy), ("precision", matrix.precision), ("recall", matrix.recall), ("f1", matrix.f1),
      ("auc", try #require(evaluation.auc(of: samples, decision))),
    ] {
      #expect(abs(found - (try #require(figures[name]))) < 1e-12, "\(name)")
    }
  }

  @Test func fourClasses() throws {
    let figures = try figures(of: "four")
    let (evaluation, samples) = try judged("four", units: 4) { label in (0..<4).map { Float($0) == label ? 1 : 0 } }
    let matrix = evaluation.confusion(of: samples, .largest)
    var found = [
      ("accuracy", matrix.accuracy), ("precision", matrix.precision), ("recall", matrix.recall), ("f1", matrix.f1),
      ("auc", try #require(evaluation.auc(of: samples, .largest))),
    ]
    for label in 0..<4 {
      found += [
        ("precision \(label)", matrix.precision(of: label)), ("recall \(label)", matrix.recall(of: label)),
        ("f1 \(label)", matrix.f1(of: label)),
      ]
    }
    for (name, value) in found { #expect(abs(value - (try #require(figures[name]))) < 1e-12, "\(name)") }
    #expect(matrix.macroMean.f1 == matrix.f1)
  }

  @Test func numbers() throws {
    let figures = try figures(of: "numbers")
    let (evaluation, samples) = try judged("numbers", units: 2) { [$0] }
    // Targets are kept as float32.
    #expect(abs(try #require(evaluation.r2(of: samples)) - (try #require(figures["r2"]))) < 1e-6)
    #expect(abs(evaluation.meanAbsoluteError(of: samples) - (try #require(figures["mae"]))) < 1e-6)
  }

  @Test func missesOfRows() {
    let samples = Samples(x: [0, 0, 0], inputs: 1, y: [1, 0, 0, 1, 0, 0], outputs: 2)
    let evaluation = Evaluation(loss: 0, outputs: [0.75, 0.25, 1, 0, .nan, 0], sums: [], units: 2)
    #expect(evaluation.misses(of: samples) == [0.25, 1, .infinity])
  }
}
