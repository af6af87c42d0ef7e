import Testing

@testable import NNScript

@Suite struct ProgressionTests {
  private func values(_ start: Double, _ end: Double, _ distance: Double) -> [Double]? {
    Progression(from: start, to: end, by: distance).map { progression in
      (0..<progression.count).map { progression[$0] }
    }
  }

  @Test func bothEndsAreIncluded() {
    #expect(values(0, 1, 0.1)?.count == 11)
    #expect(values(0, 1, 0.1)?.last == 1)
    #expect(values(1, 0, -0.1)?.count == 11)
    #expect(values(0.1, 0.3, 0.1) == [0.1, 0.2, 0.3])
    #expect(values(2, 2, 1) == [2])
  }

  @Test func everyDecimalStepReachesItsEnd() {
    for parts in 1...1000 {
      #expect(values(0, Double(parts) / 1000, 0.001)?.count == parts + 1)
      #expect(values(-1, -1 + Double(parts) / 100, 0.01)?.count == parts + 1)
    }
  }

  @Test func anEndBetweenTwoValuesIsNotPassed() {
    #expect(values(0, 1, 0.4) == [0, 0.4, 0.8])
    #expect(values(0, 0.999, 0.1)?.count == 10)
  }

  @Test func anUnreachableEndGivesNothing() {
    #expect(values(1, 0, 1) == [])
    #expect(values(0, 1, -1) == [])
  }

  @Test func invalidProgressionsAreRefused() {
    #expect(values(0, 1, 0) == nil && values(.nan, 1, 1) == nil && values(0, .infinity, 1) == nil)
    #expect(values(0, 1e300, 1e-300) == nil && values(-1e308, 1e308, 1) == nil)
  }
}
