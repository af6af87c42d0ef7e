import Testing

@testable import NNScript

@Suite struct ParseErrorTests {
  static let errors: [(String, [String])] = [
    ("x $a-1", ["1:3 E0107"]), ("x 5x", ["1:3 E0105"]), ("x 1.", ["1:3 E0105"]), ("x .5", ["1:3 E0112"]),
    ("x 1e999", ["1:3 E0105"]), ("x rate=1", ["1:3 E0107"]), ("x rate = 1", ["1:8 E0112"]), ("x 1,2", ["1:4 E0112"]),
    ("x 1 + 2", ["1:5 E0112"]), ("x -$a", ["1:3 E0112"]), ("x cross-entropy", ["1:3 E0107"]), ("x f.", ["1:5 E0112"]),
    ("x \"a\"b", ["1:3 E0107"]), ("a = 5", ["1:3 E0112"]), ("let = 5", ["1:5 E0112"]), ("let $a = 5", ["1:5 E0112"]),
    ("let a 5", ["1:7 E0112"]), ("let a = ", ["1:9 E0112"]), ("let a = 1 2", ["1:11 E0112"]),
    ("let a = 1 \"why\"", ["1:11 E0112"]), ("if $a = 5\nend", ["1:7 E0115"]), ("if 1 < 2 < 3\nend", ["1:10 E0114"]),
    ("let a = abs (1)", ["1:13 E0112"]), ("let a = abs()", ["1:13 E0112"]), ("let a = $n %2", ["1:12 E0107"]),
    ("let a = 5 %3", ["1:11 E0107"]), ("let a = 10%3", ["1:9 E0105"]), ("let a = and", ["1:9 E0116"]),
    ("let a = [1, 2]", ["1:11 E0112"]), ("let a = [[1] 2]", ["1:10 E0112"]), ("let a = 1 && 2", ["1:11 E0102"]),
    ("x 'a'", ["1:3 E0102"]), ("x \"a\\q\"", ["1:5 E0108"]), ("x \"{1\"", ["1:4 E0109"]), ("x \"1}\"", ["1:5 E0109"]),
    ("x \"{}\"", ["1:5 E0112"]), ("x \"{1 2}\"", ["1:7 E0112"]), ("x \"{(1}\"", ["1:7 E0112"]),
    ("every 10 print loss", ["1:10 E0205"]), ("stop when nan for 3", ["1:20 E0205"]),
    ("try x for 3 epochs", ["1:13 E0205"]),
    ("try let a = 1 for 3 steps", ["1:5 E0112"]), ("try x 5", ["1:8 E0112"]), ("train until nan", ["1:16 E0112"]),
    ("print", ["1:6 E0112"]), ("for a in\nend", ["1:9 E0112"]), ("for a 1 2\nend", ["1:7 E0112"]),
    ("for $a in 1\nend", ["1:5 E0112"]), ("for a from 1\nend", ["1:13 E0112"]), ("repeat\nend", ["1:7 E0112"]),
    ("end", ["1:1 E0111"]), ("else", ["1:1 E0111"]), ("if true\nelse\nelse\nend", ["3:1 E0111"]),
    ("if true\nelse maybe\nend", ["2:6 E0112"]), ("$a", ["1:1 E0112"]), ("5", ["1:1 E0112"]), ("x $", ["1:3 E0102"]),
    ("x $5", ["1:3 E0102"]), ("layer residual tanh\nend", ["1:16 E0112"]), ("x é", ["1:3 E0102"]),
    ("x 은닉", ["1:3 E0102"]), ("x Größe y", ["1:3 E0102"]),
    ("x “a”", ["1:3 E0102"]), ("x )", ["1:3 E0112"]), ("x (1]", ["1:5 E0112"]), ("x [1]", ["1:3 E0112"]),
    ("include f", ["1:9 E0112"]), ("include \"{1}\"", ["1:9 E0112"]), ("x \u{0}", ["1:3 E0102"]),
    ("x \\ y", ["1:3 E0102"]), ("a(1)", ["1:1 E0107"]), ("print abs(1)x", ["1:12 E0107"]),
  ]

  @Test(arguments: errors) func errorHasItsPlaceAndCode(text: String, errors: [String]) {
    #expect(Parsing(text).errors == errors)
  }

  @Test func allErrorsAreFoundAtOnce() {
    let text = """
      let = 1
      for in 1 2
        x $a-1
        if 1 = 2
          let b 3
        end
      end
      end
      print \"{\"
      x 5x
      """
    #expect(
      Parsing(text).errors
        == ["1:5 E0112", "2:5 E0112", "3:5 E0107", "4:8 E0115", "5:11 E0112", "8:1 E0111", "9:8 E0109", "10:3 E0105"])
  }

  @Test func unclosedBlocksAreErrorsAtTheirOpeningLines() {
    #expect(Parsing("step\nfor a in 1\n if true\n  step\n end").errors == ["2:1 E0110"])
    #expect(Parsing("every 5 steps\nlayer residual").errors == ["1:1 E0110", "2:1 E0110"])
  }

  @Test func readingContinuesAfterAnUnclosedBracketOrString() {
    #expect(Parsing("x (1 + 2\nlet = 3\n").errors == ["1:3 E0104", "2:5 E0112"])
    #expect(Parsing("x [(1\nstep\nlet = 3").errors == ["1:3 E0104", "3:5 E0112"])
    #expect(Parsing("for a in (1\nlet = 3\nend").errors == ["1:10 E0104", "2:5 E0112"])
    #expect(Parsing("x \"abc\nlet = 3").errors == ["1:3 E0103", "2:5 E0112"])
    #expect(Parsing("x (1; let = 3").errors == ["1:5 E0112", "1:11 E0112"])
  }

  @Test func manyUnclosedBracketsTakeLinearTime() {
    let parsing = Parsing(String(repeating: "x (\n", count: 20_000))
    #expect(parsing.diagnostics.count < 50 && !parsing.diagnostics.isEmpty)
  }

  @Test func invalidEncodingIsAnError() {
    #expect(
      Parsing(Array("x \"".utf8) + [0xC7, 0xD1] + Array("\"\nlet = 1".utf8)).errors == ["1:4 E0101", "2:5 E0112"])
    #expect(Parsing(Array("# ".utf8) + [0xED, 0xA0, 0x80]).errors == ["1:3 E0101"])
    #expect(Parsing([0xF0, 0x9F]).errors.contains("1:1 E0101"))
  }

  @Test func blocksNestToALimit() {
    let count = 3000
    let text = String(repeating: "repeat 2\n", count: count) + String(repeating: "end\n", count: count)
    #expect(Parsing(text).diagnostics.map(\.code) == [.tooDeep])
    #expect(Parsing(String(repeating: "every 1 step ", count: count) + "step").diagnostics.map(\.code) == [.tooDeep])
  }
}
