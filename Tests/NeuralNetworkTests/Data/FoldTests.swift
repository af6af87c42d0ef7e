import NeuralNetwork
import Testing

/// Folds for cross-validation.
@Suite struct FoldTests {
  @Test(arguments: [(10, 5), (11, 4), (7, 7), (150, 2)]) func holdEveryRowOnce(rows: Int, count: Int) throws {
    let splits = try (1...count).map { try Split(rows: rows, fold: $0, of: count, seed: 3) }
    #expect(splits.flatMap(\.test).sorted() == Array(0..<rows))
    for split in splits {
      #expect((split.train + split.test).sorted() == Array(0..<rows) && split.validation.isEmpty)
      #expect(split.test.count == rows / count || split.test.count == rows / count + 1)
    }
    let others = try (1...count).map { try Split(rows: rows, fold: $0, of: count, seed: 4) }
    #expect(rows < 11 || others != splits)
  }

  @Test func keepTheMixtureOfClasses() throws {
    let classes = (0..<120).map { $0 % 10 == 0 ? 2 : $0 % 2 }
    for fold in 1...4 {
      let split = try Split(rows: 120, fold: fold, of: 4, classes: classes, seed: 1)
      #expect(split.test.count { classes[$0] == 2 } == 3)
    }
  }

  @Test func wrongNumbersAreErrors() {
    #expect(throws: DataError.foldCount(1, rows: 9)) { try Split(rows: 9, fold: 1, of: 1, seed: 0) }
    #expect(throws: DataError.foldCount(10, rows: 9)) { try Split(rows: 9, fold: 1, of: 10, seed: 0) }
    #expect(throws: DataError.noFold(4, of: 3)) { try Split(rows: 9, fold: 4, of: 3, seed: 0) }
    #expect(throws: DataError.noFold(0, of: 3)) { try Split(rows: 9, fold: 0, of: 3, seed: 0) }
  }
}
