import Testing

@testable import NNScript

@Suite struct SweepCasesTests {
  /// The cases of `sweep AXES`, each as its values joined by spaces.
  private func cases(_ axes: String, variables: [String: Value] = [:]) throws(Stop) -> [String] {
    let running = Running("let before = 1")
    for (name, value) in variables { running.evaluator.variables[name] = value }
    guard case .sweep(let axes, _, _)? = Parsing("sweep \(axes)\nend").block?.statements.first?.kind else {
      Issue.record("no sweep")
      return []
    }
    let before = running.evaluator.variables.dictionary
    let cases = try SweepCases(axes, evaluator: running.evaluator, host: running.host)
    #expect(running.evaluator.variables.dictionary == before)
    return (0..<cases.count).map { cases[$0].map(\.display).joined(separator: " ") }
  }

  @Test func theLastAxisIsTheFastest() throws {
    #expect(try cases("a in x y and b from 1 to 3") == ["x 1", "x 2", "x 3", "y 1", "y 2", "y 3"])
    #expect(try cases("a in 1") == ["1"])
    #expect(try cases("a in 1 2 and b in 3 and c in 4 5") == ["1 3 4", "1 3 5", "2 3 4", "2 3 5"])
  }

  @Test func aLaterAxisMayDependOnAnEarlierOne() throws {
    #expect(try cases("n from 1 to 3 and k from 1 to $n") == ["1 1", "2 1", "2 2", "3 1", "3 2", "3 3"])
  }

  @Test func anAxisWithoutValuesHasNoCases() throws {
    #expect(try cases("a in $empty", variables: ["empty": .list([])]) == [])
    #expect(try cases("a in 1 2 and b from 3 to 1") == [])
  }

  @Test(arguments: [
    "a from 1 to 1000000000", "a from 1 to 1001 and b from 1 to 1000", "a from 1 to 9e15",
    "a from 1 to 9e15 and b in 1 2", "a in 1 2 and b from 1 to 9e15", "a from 1 to 9e15 and b from 2 to 1",
  ])
  func tooManyAreRefusedBeforeTheyAreListed(axes: String) {
    do {
      _ = try cases(axes)
      Issue.record("'\(axes)' has too many cases")
    } catch {
      guard case .failed(let problems) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(problems.map(\.code) == [.tooManyCases])
    }
  }

  @Test func aMillionIsNotTooMany() throws {
    #expect(try cases("a from 1 to 1000 and b from 1 to 1000").count == 1_000_000)
  }
}
