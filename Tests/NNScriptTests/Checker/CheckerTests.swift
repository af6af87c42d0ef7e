import Glibc
import NNScript
import Testing

struct CheckerTests {
  @Test func theSeedExperimentIsClean() throws {
    let text = """
      param steps = 20001
      param alpha = 0.2 "of leaky_relu"
      data spiral
      for act in sigmoid relu leaky_relu tanh
        model $act
        seed 1
        init all normal 0 1
        layer 5 $act times 9
        output 1 sigmoid
        if $act == leaky_relu
          activation leaky_relu alpha $alpha on hidden
        end
        optimizer sgd rate 0.01
        every 2000 steps print step loss accuracy
        train $steps steps as $act
      end
      compare
      expect runs.tanh.loss < 0.5 or runs.$act.nan
      """
    #expect(try Checked.diagnostics(text) == [])
  }

  @Test(arguments: [
    ("print $x", ["E0212 $x"]),
    ("print \"{$x}\"", ["E0212 $x"]),
    ("let x = $x + 1", ["E0212 $x"]),
    ("layer $n tanh times ($k + 1)", ["E0212 $n", "E0212 $k"]),
    ("print runs.$x.loss", ["E0212 runs.$x.loss"]),
    ("if true\nlet x = 1\nelse\nlet y = 1\nend\nprint $x $y", []),
    ("for i in 1 2\nend\nprint $i", []),
    ("sweep i in 1 2\nlet z = $i\nend\nprint $i $z", ["E0212 $i", "E0212 $z"]),
    ("while $i < 3\nlet i = 1\nend", ["E0212 $i"]),
    ("print $x\nprint $x\nprint $x", ["E0212 $x"]),
  ])
  func variablesAreSetBefore(_ text: String, _ expected: [String]) throws {
    #expect(try Checked.pieces(text) == expected)
  }

  @Test func aVariableSetLaterIsShown() throws {
    let diagnostic = try #require(try Checked.diagnostics("print $x\nlet x = 1").first)
    #expect(diagnostic.message.english == "'$x' is not set before this line")
    #expect(diagnostic.labels.map(\.range.lower) == [13])
  }

  @Test func aMistypedVariableIsSuggested() throws {
    #expect(try Checked.diagnostics("let alpha = 1\nprint $alhpa").first?.help?.english == "did you mean '$alpha'?")
  }

  @Test func theSessionsVariablesCount() throws {
    #expect(try Checked.pieces("print $x", CheckContext(variables: ["x"])) == [])
  }

  @Test(arguments: [
    ("print los", ["E0216 los"]),
    ("print test.loss best.loss best.test.accuracy batch.loss", []),
    ("print tset.loss", ["E0213 tset.loss"]),
    ("print test.loss.loss", ["E0213 test.loss.loss"]),
    ("expect test.acc > 1", ["E0213 test.acc"]),
    ("print runs.loss", ["E0213 runs.loss"]),
    ("train 5 steps as a\nprint runs.a.loss runs.run1.loss", []),
    ("train 5 steps as a\nprint runs.b.loss", ["E0221 runs.b.loss"]),
    ("let n = \"a\"\ntrain 5 steps as $n\nprint runs.b.loss", []),
    ("compare a", ["E0221 a"]),
    ("model deep\nuse deep\nuse main\nuse flat", ["E0221 flat"]),
    ("compare by test.los", ["E0213 test.los"]),
  ])
  func measuresAndNamesExist(_ text: String, _ expected: [String]) throws {
    #expect(try Checked.pieces(text) == expected)
  }

  @Test(arguments: [
    ("print abs(1) min(1, 2, 3) round(1.5) round(1.5, 1) gradient(2)", []),
    ("print abs(1, 2)", ["E0215 abs(1, 2)"]),
    ("print sqr(2)", ["E0214 sqr(2)"]),
    ("let x = relu", []),
    ("let x = rellu", ["E0216 rellu"]),
    ("let a = 1\nlet x = a", ["E0216 a"]),
    ("if 5\nend", ["E0306 5"]),
    ("if not 5\nend", ["E0302 5"]),
    ("let x = true + 1", ["E0302 true"]),
    ("let x = 1 < \"a\"", ["E0303 1 < \"a\""]),
    ("let x = loss < 0.5 and nan", []),
    ("let x = relu < tanh", ["E0303 relu < tanh"]),
    ("let x = [relu 3 true loss]", []),
    ("let x = [rellu]", ["E0216 rellu"]),
    // Without the $, it would be the word.
    ("let times = 5\nlet x = (times + 1)", ["E0216 times"]), ("let relu = 5\nprint \"{relu}\"", ["E0216 relu"]),
    ("(1 + 2)\nprint $_", []),
    ("let x = -relu", ["E0302 relu"]),
  ])
  func expressionsMakeSense(_ text: String, _ expected: [String]) throws {
    #expect(try Checked.pieces(text) == expected)
  }

  @Test(arguments: [
    ("undo", ["E0217 undo"]),
    ("row 0 gives 1", ["E0218 row"]),
    ("data table\nfor i in 0 1\nrow $i gives $i\nend\nend", []),
    ("data table\nlayer 5\nend", ["E0218 layer"]),
    ("layer residual\nlayer 5\nrepeat 2\nlayer 5 tanh\nend\nlayer residual\nlayer 3\nend\nend", []),
    ("layer residual\noutput 1 sigmoid\nend", ["E0218 output"]),
    ("every 5 steps\nprint loss\nlet a = loss\nif nan\nnote \"oh\"\nend\nend", []),
    ("every 5 steps layer 3", ["E0218 layer"]),
    ("every 5 steps\nfor i in 1 2\nend\nend", ["E0218 for"]),
    ("measure loss", ["E0218 measure loss"]),
    ("sweep a in 1 2\nmeasure loss test.loss $a (loss < 1)\nend", []),
    ("sweep a in 1 2\nsweep b in 1 2\nend\nend", ["E0220 sweep b in 1 2\nend"]),
    ("sweep a in 1 2\nexit\nend", ["E0220 exit"]),
    ("sweep a in 1 2 and a in 3\nend", ["E0220 a"]),
    ("if true\nparam x = 1\nend", ["E0219 x"]),
    ("param x = 1\nparam x = 2", ["E0219 x"]),
    ("try activation tanh for 5 steps", []),
    ("try layer 5 for 5 steps", ["E0218 layer"]),
  ])
  func statementsAreAllowedInTheirPlaces(_ text: String, _ expected: [String]) throws {
    #expect(try Checked.pieces(text) == expected)
  }

  @Test func thePromptMayUndo() throws {
    #expect(try Checked.pieces("undo", CheckContext(isPrompt: true)) == [])
  }

  @Test(arguments: [
    ("repeat -1\nend", ["E0208 -1"]),
    ("repeat 2.5\nend", ["E0208 2.5"]),
    ("repeat abc\nend", ["E0207 abc"]),
    ("every 0 steps print loss", ["E0208 0"]),
    ("for i from a to 3\nend", ["E0207 a"]),
    ("train until nan limit 0 steps", ["E0208 0"]),
    ("layer 0 tanh times 2.5", ["E0208 0", "E0208 2.5"]),
  ])
  func numbersOfTheGrammarAreChecked(_ text: String, _ expected: [String]) throws {
    #expect(try Checked.pieces(text) == expected)
  }

  @Test func allErrorsComeAtOnceInOrder() throws {
    let text = "lyaer 5\nlayer 5 tahn\nif $x > 1\n  train 5\nend\nprint los\nseed -1"
    #expect(
      try Checked.pieces(text)
        == ["E0201 lyaer", "E0203 tahn", "E0212 $x", "E0205 5", "E0216 los", "E0208 -1"])
  }

  @Test func aWordWhoseVariableExistsOffersTheDollar() throws {
    #expect(try Checked.diagnostics("let n = 3\nrepeat n\nend").first?.help?.english == "write the variable as `$n`")
    #expect(try Checked.diagnostics("let n = 3\nprint n").first?.help?.english == "write the variable as `$n`")
  }

  @Test func manyLinesAreCheckedInLinearTime() throws {
    let lines = String(repeating: "layer 5 tanh times 2\nlet x = 1 + 2\ntrain 5 steps\n", count: 2000)
    let block = try Checked.block(lines)
    let clock = ContinuousClock()
    let time = clock.measure { #expect(Checker.check(block, with: Sample.matcher).isEmpty) }
    if getenv("NNSH_SANITIZER") == nil { #expect(time < .seconds(3)) }
  }
}
