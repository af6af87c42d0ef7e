import Testing

@testable import NNScript

@Suite struct ControlFlowTests {
  static let scripts: [(String, [String])] = [
    ("for a in x 1 \"y z\" (1 + 1) true\nprint $a\nend", ["x", "1", "y z", "2", "true"]),
    ("let l = [1 2]\nfor a in $l 3\nprint $a\nend\nprint $a", ["1", "2", "3", "3"]),
    ("for a from 1 to 3\nprint $a\nend", ["1", "2", "3"]),
    ("for a from 3 to 1 by -1\nprint $a\nend", ["3", "2", "1"]),
    ("for a from 3 to 1\nprint $a\nend", []),
    ("for a from 0 to 0.5 by 0.2\nprint $a\nend", ["0", "0.2", "0.4"]),
    ("repeat 2\nprint 1\nend\nrepeat 0\nprint 2\nend", ["1", "1"]),
    ("let i = 0\nwhile $i < 3\nlet i = $i + 1\nend\nprint $i", ["3"]),
    ("if false\nprint 1\nelse if true\nprint 2\nelse\nprint 3\nend", ["2"]),
    ("if false\nprint 1\nelse\nprint 3\nend", ["3"]),
    ("print step loss (1 + 1) \"rate {loss}\" abs(-2) test.accuracy", ["100 0.25 2 rate 0.25 2 0.9"]),
    ("let n = \"tanh\"\nprint runs.$n.loss \"{runs.$n.loss}\"", ["0.5 0.5"]),
    ("(1 + 1)\nprint $_", ["= 2", "2"]),
    ("layer 5 tanh", ["layer units=5 activation=\"tanh\""]),
    ("let a = relu\nlet n = 2\nlayer ($n * 3) $a", ["layer units=6 activation=\"relu\""]),
    ("layer residual\nlayer 1\nend", ["open layer residual=\"residual\"", "layer units=1", "close layer"]),
    ("let r = \"tanh\"\ncompare by runs.$r.loss", ["compare by=\"by\" measure=\"runs.tanh.loss\""]),
    ("stop when nan for 3 epochs\nstop when loss < 1", ["stop nan 3 epochs", "stop loss < 1 1 epochs"]),
    ("train until loss < 1 limit (5 * 2) step as a", ["until loss < 1 10 steps a"]),
    ("every 2 epoch print loss", ["every 2 epochs 1"]),
    ("try layer 5 for 100 steps", ["try layer 100"]),
    ("sweep a in 1 2 and b from 1 to 2\nmeasure loss gradient(2)\nend as s", ["sweep a b s"]),
    ("measure loss test.loss gradient(2)", ["measure loss:loss test.loss:test.loss gradient(2):gradient(2)"]),
    ("let a = 1\nmeasure $a (loss < 1)", ["measure a:$a loss < 1:loss < 1"]),
  ]

  @Test(arguments: scripts) func scriptRuns(text: String, log: [String]) {
    let running = Running(text)
    #expect(running.log == log)
    #expect(running.stop == nil, "\(String(describing: running.stop))")
  }

  @Test func aBlockThatFailsIsAbandoned() {
    let running = Running("layer residual\nnote x\nend\nprint 1", failing: "note")
    #expect(running.log == ["open layer residual=\"residual\"", "abandon layer"])
  }

  @Test func everyLoopCanBeInterrupted() {
    guard case .signal(130)? = Running("while true\nend").stop else {
      Issue.record("an empty loop evaluates nothing")
      return
    }
  }

  @Test func includesRunInPlace() throws {
    let parsing = Parsing("include \"a.nn\"\nprint $x", files: ["dir/a.nn": "let x = 4"])
    let host = RecordingHost()
    try Evaluator(Matcher(Running.table)).run(try #require(parsing.block), host: host)
    #expect(host.log == ["4"])
  }

  @Test func aFailedExpectReportsWhatItSaw() throws {
    let running = Running("let a = 5\nexpect loss < 0.1 and $a > 1 or $a == loss \"loss is {loss}\"")
    let outcome = try #require(running.host.lastExpectation)
    #expect(!outcome.holds && outcome.message == "loss is 0.25")
    #expect(outcome.text == "loss < 0.1 and $a > 1 or $a == loss")
    #expect(outcome.observed.map(\.name) == ["loss", "$a"])
    #expect(outcome.observed.map(\.value) == [.number(0.25), .number(5)])
    #expect(Running("expect gradient(2) < 1").host.lastExpectation?.observed.first?.name == "gradient(2)")
  }

  @Test func variablesAreAValue() {
    let running = Running("let a = 1")
    let kept = running.evaluator.variables
    running.evaluator.variables["a"] = .number(2)
    #expect(kept["a"] == .number(1) && kept.names == ["a"])
  }
}
