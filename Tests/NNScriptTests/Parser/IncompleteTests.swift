import Testing

@testable import NNScript

/// Whether the prompt asks for another line (behaviors 31 and 32).
@Suite struct IncompleteTests {
  static let open: [(String, String)] = [
    ("for a in 1 2", "for"), ("for a in 1 2\nif $a == 1\nprint 1", "if"), ("repeat 2\nstep", "repeat"),
    ("while true", "while"), ("if true\nelse", "if"), ("sweep a in 1 2", "sweep"), ("every 5 steps", "every"),
    ("layer residual", "layer"), ("data table\nrow 0 gives 1", "data"), ("print \"abc", "\""), ("print (1 +", "("),
    ("let a = [1 2", "["), ("let a = abs(1,", "("), ("print 1 \\", "\\"), ("for a in 1\nprint \"x", "\""),
    ("if true\nprint \"end\"", "if"), ("if true # end", "if"), ("if true\nprint \"\n end", "\""),
  ]

  @Test(arguments: open) func asksForMore(text: String, opener: String) {
    #expect(Parsing(text, isWhole: false).opener == opener)
  }

  static let closed = [
    "", "step", "for a in 1\nend", "if true; step; end", "print \"for\"", "# for a in 1", "every none",
  ]

  @Test(arguments: closed) func isComplete(text: String) {
    #expect(Parsing(text, isWhole: false).block != nil)
  }

  @Test func anErrorIsReportedAtOnceEvenInAnOpenBlock() {
    #expect(Parsing("for a in 1\nlet = 2", isWhole: false).errors == ["2:5 E0112"])
    #expect(Parsing("for a in", isWhole: false).errors == ["1:9 E0112"])
  }

  @Test func aBackslashAtTheEndOfAWholeScriptEndsIt() {
    #expect(Parsing("step \\").outline == ["step"])
  }
}
