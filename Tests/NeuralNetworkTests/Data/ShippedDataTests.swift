import NeuralNetwork
import Testing

/// Figures that the sets' own pages give.
@Suite struct ShippedDataTests {
  @Test(arguments: ShippedData.allCases)
  func rowsAndClasses(set: ShippedData) {
    let data = set.dataset()
    #expect(data.rows == set.rows)
    #expect(data.shape == set.shape)
    #expect(data.targets.rows == set.rows)
    #expect(data.targets.classNames == set.classNames)
  }

  @Test func iris() {
    let data = ShippedData.iris.dataset()
    #expect(Array(data.input(0)) == [5.1, 3.5, 1.4, 0.2])
    #expect(Array(data.input(149)) == [5.9, 3, 5.1, 1.8])
    let means = (0..<4).map { column in (0..<150).reduce(0) { $0 + data.x[$1 * 4 + column] } / 150 }
    #expect(zip(means, [5.84, 3.05, 3.76, 1.20]).allSatisfy { abs($0 - $1) < 0.01 })
    guard case .classes(_, let indices) = data.targets else { return #expect(Bool(false)) }
    #expect((0..<3).map { kind in indices.count { $0 == kind } } == [50, 50, 50])
  }

  @Test func digits() {
    let data = ShippedData.digits.dataset()
    #expect(Array(data.input(0)[..<8]) == [0, 0, 5, 13, 9, 1, 0, 0])
    #expect(data.x.max() == 16)
    #expect(data.x.min() == 0)
    guard case .classes(_, let indices) = data.targets else { return #expect(Bool(false)) }
    #expect(Array(indices[..<12]) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1])
    #expect(
      (0..<10).map { digit in indices.count { $0 == digit } } == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
  }

  @Test func testPartsStayTheirOwn() throws {
    let split = try Split(rows: 100, shares: [80, 20], seed: 1, test: 90..<100)
    #expect(split.test == Array(90..<100))
    #expect(split.train.count == 72)
    #expect(split.validation.count == 18)
    #expect(Set(split.train + split.validation) == Set(0..<90))
    #expect(throws: DataError.shareCount(3)) { try Split(rows: 100, shares: [70, 15, 15], seed: 1, test: 90..<100) }
    #expect(Split(all: 10, test: 8..<10).train == Array(0..<8))
    #expect(Split(all: 10, test: 8..<10).test == [8, 9])
  }
}
