import Testing

@testable import NNScript

@Suite struct StatementTests {
  /// Text and its outline.
  static let statements: [(String, String)] = [
    ("layer 5 tanh times 9", "layer 5 tanh times 9"),
    ("rate -1 0.5 80% 1e-3", "rate -1 0.5 0.8 0.001"),
    ("x ($a / 10) $b \"t\" runs.$act.loss", "x ($a / 10) $b \"t\" runs.$act.loss"),
    ("let a = 1 + 2 * 3", "let a = 1 + 2 * 3"),
    ("param steps = 20 \"how many\"", "param steps = 20 \"how many\""),
    (
      "if $a; print 1; else if $b; print 2; else; print 3; end",
      "if $a { print 1 } else if $b { print 2 } else { print 3 }"
    ),
    ("for a in 1 x \"y\" $z\n  note \"{$a}\"\nend", "for a in 1 x \"y\" $z { note \"{$a}\" }"),
    ("for i from 0 to 1 by 0.1\nend", "for i from 0 to 1 by 0.1 {  }"),
    ("repeat 3\nstep\nend", "repeat 3 { step }"),
    ("while loss > 0.1\nstep\nend", "while loss > 0.1 { step }"),
    (
      "sweep a in 1 2 and b from 1 to 3\ntrain 5 steps\nend as s",
      "sweep a in 1 2 and b from 1 to 3 { train 5 steps } as s"
    ),
    ("layer residual\nlayer 5\nend", "layer residual { layer 5 }"),
    ("data table\nrow 0 1 gives 1\nend", "data table { row 0 1 gives 1 }"),
    ("data tables", "data tables"),
    ("expect loss < 0.1 \"too high\"", "expect loss < 0.1 \"too high\""),
    ("stop when loss < 1 for 3 epochs", "stop when loss < 1 for 3 epochs"),
    ("stop never", "stop never"),
    ("train until loss < 1 limit 5 steps as a", "train until loss < 1 limit 5 steps as a"),
    ("train 5 steps", "train 5 steps"),
    ("print step test.loss abs(-1) (1 + 1) \"a{1}\"", "print step test.loss abs(-1) (1 + 1) \"a{1}\""),
    ("measure loss gradient(2)", "measure loss gradient(2)"),
    ("every 10 steps print loss", "every 10 steps { print loss }"),
    ("every 1 epoch\nprint loss\nnote \"x\"\nend", "every 1 epoch { print loss; note \"x\" }"),
    ("every 5 steps if nan\nprint 1\nend", "every 5 steps { if nan { print 1 } }"),
    ("every none", "every none"),
    ("try optimizer adam rate 0.1 for 100 steps", "try optimizer adam rate 0.1 for 100 steps"),
    ("(1 + 1)", "(1 + 1)"),
    ("exit 3", "exit 3"),
  ]

  @Test(arguments: statements) func statementIsRead(text: String, outline: String) {
    #expect(Parsing(text).outline == [outline])
  }

  @Test func statementsAreSeparatedByLinesAndSemicolons() {
    #expect(Parsing("a 1;b 2;;\n\n;c 3").outline == ["a 1", "b 2", "c 3"])
  }

  @Test func rangesCoverTheWholeStatement() throws {
    let parsing = Parsing("note \"x\"\nfor a in 1 2\n  print $a\nend; step")
    let statements = try #require(parsing.block?.statements)
    #expect(
      statements.map { parsing.sources.text(of: $0.range) }
        == ["note \"x\"", "for a in 1 2\n  print $a\nend", "step"])
  }

  @Test func namesMayEqualWordsOfTheGrammar() {
    #expect(Parsing("let end = 1\nfor in in in\nend").outline == ["let end = 1", "for in in in {  }"])
  }

  @Test func theSeedExperimentIsRead() {
    let text = """
      # Ten layers on XOR: which activation learns?
      param steps = 20001
      param alpha = 0.2 "of leaky_relu, as the experiment's library had it"
      data xor
      for act in sigmoid relu leaky_relu tanh
        model $act
        layer 5 $act times 9
        if $act == leaky_relu
          activation leaky_relu alpha $alpha on hidden
        end
        every 2000 steps print step loss accuracy
        train $steps steps as $act
      end
      plot runs loss to "loss.svg"
      """
    #expect(Parsing(text).outline.count == 5)
  }
}
