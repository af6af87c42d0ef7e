import NNText
import Testing

@testable import NNScript

@Suite struct DiagnosticTextTests {
  private func text(_ script: String, style: Style = .plain) -> String {
    let parsing = Parsing(script)
    return parsing.diagnostics.map { $0.text(in: parsing.sources, style: style) }.joined(separator: "\n")
  }

  @Test func placeMessageLineCaretAndHelp() {
    #expect(
      text("step\nlet x = $a = 1")
        == """
        f.nn:2:12: error[E0115]: expected an operator or end of line, found '='
          2 | let x = $a = 1
            |            ^
          help: to test for equality, write '=='
        """)
  }

  @Test("70: at the prompt the line is on the screen: no file, no line number") func atThePrompt() {
    func text(_ entry: String) -> String {
      var sources = SourceMap()
      let id = sources.add(Source(name: Source.promptName, text: entry))
      guard case .failed(let diagnostics) = Parser.parse(id, in: &sources, .test, isWhole: false) else { return "" }
      return diagnostics.map { $0.text(in: sources) }.joined(separator: "\n")
    }
    #expect(
      text("let x = $a = 1")
        == """
        error[E0115]: expected an operator or end of line, found '='
          let x = $a = 1
                     ^
          help: to test for equality, write '=='
        """)
    #expect(
      text("print 1\nlet x = $a = 1")
        == """
        line 2: error[E0115]: expected an operator or end of line, found '='
          2 | let x = $a = 1
            |            ^
          help: to test for equality, write '=='
        """)
  }

  /// The example of docs/language.md.
  @Test func gluedArgumentsAreExplained() {
    #expect(
      text("data xor\n\nlayer 5 times $a-1")
        == """
        f.nn:3:15: error[E0107]: no space between '$a' and '-'
          3 | layer 5 times $a-1
            |               ^^^
          help: wrap computed values in parentheses: ($a - 1)
        """)
  }

  @Test("73: the caret is right under tabs and wide characters") func caretUnderWideCharacters() {
    #expect(
      text("\tnote\t\"은닉층\" 5x")
        == """
        f.nn:1:13: error[E0105]: '5x' is not a number
          1 |     note    "은닉층" 5x
            |                      ^^
          help: write numbers as 5, 0.01, 1e-3 or 80%, with a space after them
        """)
  }

  @Test func columnsCountCharacters() {
    #expect(Parsing("note \"e\u{301}👩‍🚀\" 5x").errors == ["1:11 E0105"])
    #expect(Parsing("\u{FEFF}5x").errors == ["1:1 E0105"])
    #expect(Parsing("step\r\n  5x\r\n").errors == ["2:3 E0105"])
  }

  @Test func controlCharactersAreNeverShownRaw() {
    #expect(!text("note \u{1B}[31m").contains("\u{1B}"))
  }

  @Test func longLinesAreCutAroundTheError() {
    let long =
      "note \"" + String(repeating: "x", count: 100_000) + "\" 5x \"" + String(repeating: "y", count: 100_000) + "\""
    let lines = text(long).split(separator: "\n")
    #expect(lines[1].contains("…") && lines[1].contains("5x") && lines[1].count < 200)
    let caret = lines[2].firstIndex(of: "^").map { lines[2].distance(from: lines[2].startIndex, to: $0) }
    let mark = lines[1].firstRange(of: "5x").map { lines[1].distance(from: lines[1].startIndex, to: $0.lowerBound) }
    #expect(caret == mark)
  }

  @Test func anErrorAtTheEndOfTheTextHasACaret() {
    #expect(
      text("let a =").contains("  1 | let a =\n    |        ^\n")
        || text("let a =").hasSuffix("  1 | let a =\n    |        ^"))
  }

  @Test func colorIsOptional() {
    #expect(!text("5x").contains("\u{1B}"))
    #expect(text("5x", style: .ansi).contains("\u{1B}[1;31merror[E0105]"))
  }

  @Test func labelsAndWarningsAreShown() {
    var sources = SourceMap()
    let id = sources.add(Source(name: "f.nn", text: "one\ntwo"))
    let diagnostic = Diagnostic(
      .unexpected, "found it again", at: SourceRange(source: id, lower: 4, upper: 7), severity: .warning,
      labels: [.init(SourceRange(source: id, lower: 0, upper: 3), "first here")])
    #expect(
      diagnostic.text(in: sources)
        == """
        f.nn:2:1: warning[E0112]: found it again
          2 | two
            | ^^^
          1 | one
            | --- first here
        """)
  }

  @Test func withoutAPlaceThereIsOnlyTheMessage() {
    #expect(
      Diagnostic(.unexpected, "odd", at: nil, help: "do so").text(in: SourceMap()) == "error[E0112]: odd\n  help: do so"
    )
  }

  @Test func jsonIsOneObjectALine() {
    let parsing = Parsing("include \"a.nn\"", files: ["dir/a.nn": "note \"은\" \\q"])
    #expect(
      parsing.diagnostics.map { $0.json(in: parsing.sources) } == [
        #"{"code": "E0102", "severity": "error", "message": "'\\' in the middle of a line", "file": "dir/a.nn", "#
          + #""line": 1, "column": 10, "endLine": 1, "endColumn": 11, "#
          + #""help": "use '\\' only as the last character of a line, to continue it on the next", "#
          + #""included": [{"file": "f.nn", "line": 1, "column": 1, "endLine": 1, "endColumn": 8}]}"#
      ])
  }
}
