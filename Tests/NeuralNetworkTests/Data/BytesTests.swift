import Testing

@testable import NeuralNetwork

/// Bytes must look to a model just as the same numbers stored as float32.
@Suite struct BytesTests {
  static let bytes: [UInt8] = (0..<60).map { UInt8(($0 * 37 + $0 * $0 * 11) % 256) }
  static let targets = Dataset.Targets.classes(names: ["a", "b"], indices: (0..<20).map { $0 % 2 })
  let stored = Dataset(name: "b", shape: Shape(3), numbers: .bytes(bytes), targets: targets)
  let plain = Dataset(name: "f", shape: Shape(3), x: bytes.map { Float($0) }, targets: targets)

  @Test(arguments: [Scaler.Kind.none, .by(1.0 / 255), .standard, .minmax])
  func scaledAlike(kind: Scaler.Kind) throws {
    let rows = [3, 0, 19, 7, 7]
    let scaler = Scaler(kind, fitting: stored, rows: rows)
    let expected = Scaler(kind, fitting: plain, rows: rows)
    for (own, other) in zip(scaler.offsets + scaler.factors, expected.offsets + expected.factors) {
      #expect(abs(own - other) <= 1e-12 * max(1, abs(other)))
    }
    let encoding = TargetEncoding.binary(off: 0)
    for chosen in [rows, nil] {
      let own = stored.samples(rows: chosen, scaler: expected, encoding: encoding)
      let other = plain.samples(rows: chosen, scaler: expected, encoding: encoding)
      #expect(own.rows == other.rows)
      #expect(own.x.floats == other.x.floats)
      #expect(own.y == other.y)
    }
  }

  @Test func constantColumnsHaveNoVariance() {
    let data = Dataset(
      name: "c", shape: Shape(2), numbers: .bytes([200, 1, 200, 2, 200, 4]),
      targets: .numbers(names: ["y"], values: [0, 0, 0]))
    var numbers: [Float] = [200, 1]
    Scaler(.standard, fitting: data, rows: [0, 1, 2]).apply(&numbers)
    #expect(numbers[0] == 0)
    #expect(Scaler(.minmax, fitting: data, rows: []).factors == [1, 1])
    #expect(Scaler(.standard, fitting: data, rows: []).factors == [1, 1])
  }

  @Test(arguments: [Precision.float32, .float64])
  func trainedAlike(precision: Precision) throws {
    let network = Network(input: Shape(3), layers: [.dense(5, Activation(.tanh)), .dense(1, Activation(.sigmoid))])
    let model = try ModelState(drawing: network, seed: 1, precision: precision)
    let settings = TrainingSettings(loss: Loss(.bce), batch: .rows(7, isOrdered: false), seed: 2)
    func result(_ data: Dataset) throws -> (ModelState, Evaluation) {
      let rows = Array(2..<19)
      let samples = data.samples(
        rows: rows, scaler: Scaler(.standard, fitting: plain, rows: rows), encoding: .binary(off: 0))
      let trainer = try Trainer(model, train: samples, decision: .threshold(0.5), settings: settings)
      _ = trainer.train(TrainingRequest(Period(20, .steps))) { (_, _) throws(Never) in .goOn }
      return (trainer.model, trainer.evaluate(samples))
    }
    let (own, other) = (try result(stored), try result(plain))
    #expect(own.0.parameters == other.0.parameters)
    #expect(own.1.outputs == other.1.outputs)
    #expect(own.1.loss == other.1.loss)
  }
}
