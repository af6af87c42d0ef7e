import NNScript
import Testing

/// Tracks the width of the last layer and reports a `split` without 2 fractions, an `output` after `output`, and a
/// `seed` that differs from the width if both are known.
private final class WidthHost: PlanningHost {
  var width: Int?
  var log: [String] = []
  var hasOutput = false

  func plan(_ invocation: Invocation, isCertain: Bool) -> [Diagnostic] {
    let values = invocation.arguments.items.map { item in
      switch item.value {
      case .number(let number)?: "\(Int(number))"
      case .text(let text)?: text
      case nil: "?"
      default: "other"
      }
    }
    log.append(([invocation.signature.name] + values).joined(separator: " "))
    switch invocation.signature.name {
    case "layer":
      width = invocation.arguments.integer("units")
    case "seed":
      guard let width, let seed = invocation.arguments.integer("seed"), seed != width else { return [] }
      return [Diagnostic(.notBuilt, "width \(width), seed \(seed)", at: invocation.range)]
    default: break
    }
    return []
  }

  func open(_ invocation: Invocation) -> [Diagnostic] {
    log.append("open \(invocation.form)")
    return []
  }

  func close(_ invocation: Invocation) -> [Diagnostic] {
    log.append("close \(invocation.form)")
    return []
  }

  func plan(stopWhen condition: Expression, at range: SourceRange) {}
  func planTraining(limit: Int?, unit: TimeUnit, at range: SourceRange) -> [Diagnostic] {
    log.append("until \(limit ?? -1) \(unit)")
    return []
  }

  func attempt(_ invocation: Invocation) -> [Diagnostic] { plan(invocation, isCertain: false) }
  func ask(_ reference: MeasureReference, at range: SourceRange) -> [Diagnostic] { [] }
  func ask(_ layerMeasure: String, layer: Int, at range: SourceRange) -> [Diagnostic] { [] }
  func later() -> any PlanningHost { WidthHost() }

  func fork() -> any PlanningHost {
    let copy = WidthHost()
    copy.width = width
    return copy
  }

  func join(_ ways: [any PlanningHost]) {
    let widths = ways.map { ($0 as? WidthHost)?.width }
    log.append("join")
    width = widths.allSatisfy { $0 == widths[0] } ? widths[0] : nil
  }
}

struct DryRunTests {
  private func run(
    _ text: String, variables: [String: Value] = [:], overrides: [String: Value] = [:], budget: Int = 10_000
  ) throws -> (log: [String], told: [String]) {
    let host = WidthHost()
    let told = DryRun.diagnostics(
      of: try Checked.block(text), matcher: Sample.matcher, host: host, variables: variables, overrides: overrides,
      budget: budget)
    return (host.log, told.map { "\($0.code.id) \($0.message.english)" })
  }

  @Test func loopsOverKnownItemsAreUnrolled() throws {
    #expect(try run("for n in 2 3\nlayer $n\nend").log == ["layer 2", "layer 3"])
    #expect(try run("let l = [4 5]\nfor n in $l\nlayer ($n * 2)\nend").log == ["layer 8", "layer 10"])
    #expect(try run("for n from 1 to 2 by 0.5\nlayer (2 * $n)\nend").log == ["layer 2", "layer 3", "layer 4"])
    #expect(try run("for n from 3 to 1\nlayer $n\nend").log == [])
    #expect(try run("repeat 2\nlayer 3\nend").log == ["layer 3", "layer 3"])
    #expect(try run("let i = 0\nwhile $i < 2\nlet i = $i + 1\nlayer $i\nend").log == ["layer 1", "layer 2"])
  }

  @Test func knownConditionsTakeTheirBranch() throws {
    let text = "param a = tanh\nif $a == tanh\nlayer 1\nelse if true\nlayer 2\nelse\nlayer 3\nend"
    #expect(try run(text).log == ["layer 1"])
    #expect(try run(text, overrides: ["a": .text("relu")]).log == ["layer 2"])
  }

  @Test func unknownConditionsTakeBothBranchesAndKeepWhatTheyShare() throws {
    // Both branches have width 3: the seed is compared. Then they differ: it is not.
    #expect(try run("if nan\nlayer 3\nelse\nlayer 3\nend\nseed 4").told == ["E0900 width 3, seed 4"])
    #expect(try run("if nan\nlayer 3\nelse\nlayer 2\nend\nseed 4").told == [])
    #expect(try run("if nan\nlayer 3\nend\nseed 4").told == [])
    #expect(try run("if nan\nlet n = 3\nelse\nlet n = 4\nend\nlayer $n").log.last == "layer ?")
    #expect(try run("if nan\nlet n = 3\nelse\nlet n = 3\nend\nlayer $n").log.last == "layer 3")
  }

  @Test func aBranchThatExitsLeavesTheOther() throws {
    #expect(try run("layer 3\nif nan\nlayer 5\nexit\nend\nseed 4").told == ["E0900 width 3, seed 4"])
    #expect(try run("exit\nlayer 3").log == ["exit"])
  }

  @Test func valuesKnownOnlyLaterAreUnknown() throws {
    #expect(try run("let n = loss\nlayer $n").log == ["layer ?"])
    #expect(try run("let n = 3\nfor i in 1 2\nlet n = $n + 1\nend\nlayer $n").log == ["layer 5"])
    #expect(try run("let k = step\nlet n = 3\nfor i from 1 to $k\nlet n = $n + 1\nend\nlayer $n").log.last == "layer ?")
    #expect(try run("let n = 3\nevery 5 steps let n = 4\nlayer $n").log == ["layer ?"])
  }

  @Test func errorsOfTheStatementsComeOnce() throws {
    #expect(try run("for n in 0 0 0\nlayer $n\nend").told.count == 1)
    #expect(try run("for a in tanh tahn\nlayer 5 $a\nend").told == ["E0203 unknown activation 'tahn'"])
    #expect(try run("for i in 1 2 3\nlayer 3\nseed 4\nend").told == ["E0900 width 3, seed 4"])
  }

  @Test func sweepsAndTriesChangeNothing() throws {
    #expect(try run("layer 3\nsweep n in 4 5\nlayer $n\nend\nseed 4").told == ["E0900 width 3, seed 4"])
    #expect(try run("layer 3\nsweep n in 0 1\nlayer $n\nend").told.count == 1)
    #expect(try run("seed 1\ntry seed 2 for 5 steps").log == ["seed 1"])
    #expect(try run("layer 1\ntry seed 2 for 5 steps").told == ["E0900 width 1, seed 2"])
  }

  @Test func aLongSweepLeavesBudgetForWhatFollows() throws {
    let log = try run("sweep n from 1 to 900000\nlayer $n\nend\nfor k from 1 to 4000\nseed $k\nend").log
    #expect(log.last == "seed 4000")
    #expect(log.count < 10_000)
    #expect(try run("sweep a from 1 to 9e15\nlayer 3\nend").told == ["E0312 the sweep has more than 1000000 cases"])
    #expect(try run("sweep a from 1 to 9e15 and b from 1 to 9e15\nlayer 3\nend").told.count == 1)
  }

  @Test func blocksOpenAndClose() throws {
    #expect(
      try run("layer residual\nlayer 3\nend").log == ["open residual", "layer 3", "close residual"])
    #expect(try run("train until nan limit 5 epochs").log == ["until 5 epochs"])
  }

  @Test func bodiesPastTheBudgetAreWalkedOnce() throws {
    let log = try run("for n from 1 to 1000000000\nlayer 3\nend\nlayer 4", budget: 50).log
    #expect(log.count < 60)
    #expect(log.last == "layer 4")
    #expect(try run("while true\nlayer 3\nend", budget: 50).log.count < 60)
    #expect(try run("repeat 9000000000\nlayer 3\nend", budget: 50).log.count < 60)
  }

  @Test func invalidExpressionsAreReportedWhereTheyAreCertainToRun() throws {
    #expect(try run("let x = 1 / 0").told == ["E0304 division of 1 by zero"])
    #expect(try run("for n in 1 0\nlayer (2 / $n)\nend").told == ["E0304 division of 2 by zero"])
    #expect(try run("for n in 1 0\nif loss > $n\nlayer (2 / $n)\nend\nend").told == [])
    #expect(try run("if false and 1 / 0 > 1\nend").told == [])
  }

  @Test func namesAreComputedBeforehand() throws {
    #expect(
      try run("for n in 1 2\ntrain 5 steps as \"r{$n}\"\nend").log == ["train 5 steps as r1", "train 5 steps as r2"])
    #expect(try run("for b in true false\nif $b\nlayer 1\nend\nend").log == ["layer 1"])
  }

  @Test func manyErrorsEndTheWalk() throws {
    #expect(try run("for n from 1 to 5000\nlayer (-$n)\nend").told.count <= 100)
  }
}
