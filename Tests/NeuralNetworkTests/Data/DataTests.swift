import NeuralNetwork
import Testing

@Suite struct DataTests {
  @Test(
    arguments: zip(
      TruthTable.Gate.allCases,
      [[0, 1, 1, 0], [0, 0, 0, 1], [0, 1, 1, 1], [1, 1, 1, 0], [1, 0, 0, 0], [1, 0, 0, 1]]))
  func gatesInCountingOrder(gate: TruthTable.Gate, expected: [Int]) throws {
    let data = try TruthTable.gate(gate).dataset()
    #expect(data.x == [0, 0, 0, 1, 1, 0, 1, 1])
    #expect(data.targets == .classes(names: ["0", "1"], indices: expected))
    #expect(data.isTable)
  }

  @Test func parityOfThreeBits() throws {
    let data = try TruthTable.parity(bits: 3).dataset()
    #expect(data.rows == 8)
    #expect(data.targets == .classes(names: ["0", "1"], indices: [0, 1, 1, 0, 1, 0, 0, 1]))
    #expect(throws: DataError.self) { try TruthTable.parity(bits: 17).dataset() }
    #expect(throws: DataError.self) { try TruthTable.parity(bits: 0).dataset() }
  }

  @Test(arguments: Cloud.allCases)
  func cloudsAreEvenAndSeeded(cloud: Cloud) throws {
    let data = try cloud.dataset(points: 101, seed: 3)
    #expect(data.rows == 101)
    #expect(data.x == (try cloud.dataset(points: 101, seed: 3)).x)
    #expect(data.x != (try cloud.dataset(points: 101, seed: 4)).x)
    #expect(data.x.allSatisfy { abs($0) < 3 })
    guard case .classes(_, let indices) = data.targets else { return #expect(Bool(false)) }
    #expect(indices.count { $0 == 0 } == 51)
  }

  @Test func cloudsRefuseTheImpossible() {
    #expect(throws: DataError.self) { try Cloud.moons.dataset(classes: 3, seed: 0) }
    #expect(throws: DataError.self) { try Cloud.spiral.dataset(points: 1, seed: 0) }
    #expect(throws: DataError.self) { try Cloud.spiral.dataset(points: .max, seed: 0) }
    #expect(throws: DataError.self) { try Cloud.gauss.dataset(noise: .nan, seed: 0) }
    #expect(throws: DataError.self) { try Surface.sine.dataset(points: 0, seed: 0) }
  }

  @Test func surfacesFollowTheirFormula() throws {
    let data = try Surface.plane.dataset(points: 10, noise: 0, seed: 1)
    guard case .numbers(_, let values) = data.targets else { return #expect(Bool(false)) }
    for row in 0..<10 {
      let x = Array(data.input(row))
      #expect(abs(values[row] - (x[0] + x[1]) / 2) < 1e-6)
    }
  }

  @Test func splitsAreDisjointAndComplete() throws {
    let split = try Split(rows: 150, shares: [70, 15, 15], seed: 1)
    #expect([split.train.count, split.validation.count, split.test.count] == [105, 23, 22])
    #expect(Set(split.train + split.validation + split.test).count == 150)
    #expect(split == (try Split(rows: 150, shares: [0.7, 0.15, 0.15], seed: 1)))
  }

  @Test func stratifiedSplitsKeepTheMixture() throws {
    let classes = (0..<100).map { $0 < 80 ? 0 : 1 }
    let split = try Split(rows: 100, shares: [80, 20], classes: classes, seed: 2)
    #expect(split.test.count { classes[$0] == 1 } == 4)
  }

  @Test func impossibleSplitsAreErrors() {
    #expect(throws: DataError.shareSum(90)) { try Split(rows: 10, shares: [80, 10], seed: 0) }
    #expect(throws: DataError.shareCount(1)) { try Split(rows: 10, shares: [100], seed: 0) }
    #expect(throws: DataError.share(0)) { try Split(rows: 10, shares: [100, 0], seed: 0) }
    #expect(throws: DataError.emptyPart(index: 1, rows: 2)) { try Split(rows: 2, shares: [99, 1], seed: 0) }
    #expect(throws: DataError.self) { try Split(rows: 10, shares: [.nan, 20], seed: 0) }
  }

  @Test func scalersAreFittedToTheirRowsAlone() {
    let data = Dataset(
      name: "t", shape: Shape(2), x: [1, 5, 3, 5, 100, 5], targets: .numbers(names: ["y"], values: [0, 0, 0]))
    var numbers = data.x
    Scaler(.standard, fitting: data, rows: [0, 1]).apply(&numbers)
    #expect(numbers == [-1, 0, 1, 0, 98, 0])
    numbers = data.x
    Scaler(.minmax, fitting: data, rows: [0, 1]).apply(&numbers)
    #expect(numbers == [0, 0, 1, 0, 49.5, 0])
    numbers = data.x
    Scaler(.by(0.5), fitting: data, rows: []).apply(&numbers)
    #expect(numbers == [0.5, 2.5, 1.5, 2.5, 50, 2.5])
  }

  @Test func targetsAreEncodedForTheOutput() throws {
    let two = Dataset.Targets.classes(names: ["a", "b"], indices: [0, 1])
    let three = Dataset.Targets.classes(names: ["a", "b", "c"], indices: [2, 0])
    func encoded(_ targets: Dataset.Targets, _ units: Int, _ loss: Loss.Kind) throws -> [Float] {
      let encoding = try TargetEncoding(targets, units: units, loss: Loss(loss))
      let data = Dataset(name: "t", shape: Shape(1), x: [0, 0], targets: targets)
      return data.samples(encoding: encoding).y
    }
    #expect(try encoded(two, 1, .bce) == [0, 1])
    #expect(try encoded(two, 1, .hinge) == [-1, 1])
    #expect(try encoded(two, 2, .crossEntropy) == [1, 0, 0, 1])
    #expect(try encoded(three, 3, .mse) == [0, 0, 1, 1, 0, 0])
    #expect(throws: TargetError.units(found: 1, expected: [3], targets: .classes(3))) { try encoded(three, 1, .bce) }
    #expect(throws: TargetError.oneUnit(loss: "cross_entropy")) { try encoded(two, 1, .crossEntropy) }
    let numbers = Dataset.Targets.numbers(names: ["y"], values: [0.5, 2])
    #expect(try encoded(numbers, 1, .mse) == [0.5, 2])
    #expect(throws: TargetError.outOfRange(loss: "bce", row: 2, value: 2)) { try encoded(numbers, 1, .bce) }
    #expect(throws: TargetError.needsClasses(loss: "hinge")) { try encoded(numbers, 1, .hinge) }
  }
}
