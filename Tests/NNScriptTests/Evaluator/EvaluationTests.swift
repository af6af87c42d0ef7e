import Testing

@testable import NNScript

@Suite struct EvaluationTests {
  static let values: [(String, String)] = [
    ("1 + 2 * 3", "7"), ("7 % 3", "1"), ("-7 % 3", "2"), ("7 % -3", "-2"), ("2 ^ 3 ^ 2", "512"), ("-2 ^ 2", "-4"),
    ("2 ^ -1", "0.5"), ("1 / 4", "0.25"), ("80%", "0.8"), ("\"a\" + \"b\"", "ab"), ("1 == 1.0", "true"),
    ("\"relu\" == relu", "true"), ("true == false", "false"), ("[1 2] == [1 2]", "true"), ("[1 2] != [1 3]", "true"),
    ("rate == rate", "false"), ("rate != 1", "false"), ("rate < 1", "false"), ("not nan", "true"),
    ("false and runs.missing.loss < 1", "false"), ("false and (1 / 0 > 1)", "false"), ("true or (1 / 0 > 1)", "true"),
    ("abs(-2)", "2"), ("sqrt(9)", "3"), ("round(2.345, 1)", "2.3"), ("round(-2.5)", "-3"), ("round(1234, -2)", "1200"),
    ("floor(-1.5)", "-2"), ("ceil(1.2)", "2"), ("sum([1 2 3])", "6"), ("sum([])", "0"), ("mean([1 2])", "1.5"),
    ("len([])", "0"), ("len(\"은닉층\")", "3"), ("min(3, 1, 2)", "1"), ("max([3 5])", "5"), ("max(1, rate)", "nan"),
    ("exp(1000)", "inf"), ("log10(1000)", "3"), ("gradient(3)", "0.3"),
    ("[1 -2 relu true (1 + 1)]", "[1 -2 relu true 2]"),
    ("\"{1 + 1} {relu}\"", "2 relu"), ("(1e15 + 1) - 1e15", "1"), ("sqrt(rate)", "nan"),
  ]

  @Test(arguments: values) func value(text: String, value: String) {
    let running = Running("(\(text))")
    #expect(running.log == ["= \(value)"])
    #expect(running.stop == nil)
  }

  static let errors: [(String, String)] = [
    ("let a = 1 / 0", "1:9 E0304"), ("let a = 1 % 0", "1:9 E0304"), ("let a = 0 ^ -1", "1:9 E0304"),
    ("let a = 1 + relu", "1:13 E0302"), ("let a = -relu", "1:10 E0302"), ("let a = not 1", "1:13 E0302"),
    ("let a = 1 and true", "1:9 E0302"), ("let a = true and 1", "1:18 E0302"), ("let a = 1 == relu", "1:9 E0303"),
    ("let a = relu < tanh", "1:9 E0303"), ("let a = sqrt(-1)", "1:9 E0305"), ("let a = log(0)", "1:9 E0305"),
    ("let a = (-8) ^ 0.5", "1:9 E0305"), ("let a = mean([])", "1:9 E0305"), ("let a = min(1)", "1:13 E0302"),
    ("let a = round(1, 99)", "1:18 E0305"), ("let a = nothing(1)", "1:9 E0214"), ("let a = abs(1, 2)", "1:9 E0215"),
    ("let a = $b", "1:9 E0301"), ("let a = wombat", "1:9 E0216"), ("if 1\nend", "1:4 E0306"),
    ("if loss = 1\nend", "-"), ("repeat -1\nend", "1:8 E0307"), ("repeat 1.5\nend", "1:8 E0307"),
    ("repeat 1e300\nend", "1:8 E0307"), ("repeat x\nend", "1:8 E0307"), ("every 0 steps print 1", "1:7 E0307"),
    ("for a from 1 to 2 by 0\nend", "1:12 E0308"), ("for a from x to 2\nend", "1:12 E0308"),
    ("for a from 0 to 1e300 by 1e-300\nend", "1:12 E0308"), ("print relu", "1:7 E0310"),
    ("print \"{1 / 0}\"", "1:9 E0304"),
    ("let a = 5\nprint runs.$a.loss", "2:7 E0213"), ("let a = gradient(0)", "1:9 E0307"),
    ("let a = gradient(1e30)", "1:9 E0307"),
    ("let a = 5\nlayer 5 $a", "2:9 E0207"), ("let a = -5\nlayer $a", "2:7 E0208"), ("measure relu", "1:9 E0213"),
    ("let a = \"x y\"\nsweep b in 1\nend as $a", "3:8 E0211"),
  ]

  @Test(arguments: errors) func errorHasItsPlaceAndCode(text: String, error: String) {
    #expect(Running(text).error ?? "-" == error)
  }

  static let overrides: [(String, String, String?)] = [
    ("20", "7", "7"), ("20", "-1e-3", "-0.001"), ("20", "80%", "0.8"), ("20", "x", nil), ("20", "", nil),
    ("20", "1 2", nil),
    ("true", "false", "false"), ("true", "1", nil), ("\"a\"", "5", "5"), ("[1 2]", "3 4 5", "[3 4 5]"),
    ("[1 2]", "3 x", nil), ("20", "1e999", nil),
  ]

  @Test(arguments: overrides) func aParamIsOverriddenByTheSameKind(value: String, text: String, result: String?) {
    let running = Running("param p = \(value)\nprint $p", overrides: ["p": text])
    #expect(running.log.first == result)
    #expect((running.error == "1:7 E0309") == (result == nil))
  }

  @Test func letIsNotOverridden() {
    #expect(Running("let p = 1\nprint $p", overrides: ["p": "2"]).log == ["1"])
  }
}
