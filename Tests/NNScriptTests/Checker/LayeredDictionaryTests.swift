import NNScript
import Testing

struct LayeredDictionaryTests {
  private var origin = LayeredDictionary(["a": 1, "b": 2, "c": 3])

  @Test func aBranchChangesNothingButItself() {
    var branch = origin.branch
    branch["a"] = 10
    branch["b"] = nil
    branch["d"] = 4
    #expect(origin.names == ["a", "b", "c"] && origin["a"] == 1)
    #expect(branch.names == ["a", "c", "d"] && branch["a"] == 10 && branch["b"] == nil && branch["c"] == 3)
    #expect(branch.changes == ["a": .value(10), "b": .removed, "d": .value(4)])
  }

  @Test func anUpdateChangesWhatIsThere() {
    var branch = origin.branch
    branch.update("a") { $0 += 10 }
    branch.update("missing") { $0 += 10 }
    #expect(branch.changes == ["a": .value(11)] && origin["a"] == 1)
    var joined = origin
    joined.update("b") { $0 = 7 }
    #expect(joined["b"] == 7 && origin["b"] == 2)
  }

  @Test func branchesNest() {
    var outer = origin.branch
    outer["a"] = nil
    var inner = outer.branch
    inner["a"] = 5
    #expect(outer["a"] == nil && inner["a"] == 5 && inner.changes == ["a": .value(5)])
  }

  @Test func changesOfAllBranchesAreApplied() {
    var joined = origin
    let contested = joined.join([
      ["a": .value(7), "b": .value(8), "c": .removed, "d": .value(1)],
      ["a": .value(7), "b": .value(9), "c": .removed],
    ])
    #expect(contested == ["b", "d"])
    #expect(joined["a"] == 7 && joined["b"] == 2 && joined["c"] == nil && joined["d"] == nil)
  }

  @Test func whatABranchDoesNotChangeStays() {
    var joined = origin
    #expect(joined.join([["a": .value(1)], [:], ["b": .value(5)]]) == ["b"])
    #expect(joined.join([[:], ["a": .value(1), "b": .value(3)], ["b": .value(3)]]) == ["b"])
    #expect(joined["a"] == 1)
  }

  @Test func theOnlyBranchIsAppliedWhole() {
    var joined = origin
    #expect(joined.join([["a": .removed, "e": .value(5)]]).isEmpty)
    #expect(joined.names == ["b", "c", "e"])
    #expect(joined.join([]).isEmpty)
  }
}
