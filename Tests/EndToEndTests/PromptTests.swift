import Glibc
import Testing

/// The prompt on a terminal: blocks, paste, and what the shell remembers of a line.
@Suite struct PromptTests {
  @Test("4: -i stays in the shell with the state kept") func stays() {
    let terminal = Terminal("-i", "-c", "let a = 41")
    terminal.wait()
    #expect(terminal.enter("print ($a + 1)").contains("42\r\n"))
    terminal.type("exit 5\r")
    #expect(terminal.finish() == 5)
  }

  @Test("9: a banner, unless -q") func banner() {
    let loud = Terminal()
    #expect(loud.wait().contains("nnsh 0."))
    let quiet = Terminal("-q")
    #expect(quiet.wait().plain == "nnsh> ")
  }

  @Test("12: TERM=dumb works without escapes") func dumb() {
    let terminal = Terminal(environment: ["TERM": "dumb"])
    terminal.wait()
    #expect(terminal.enter("print 7").contains("7\r\n"))
    terminal.type("\u{04}")
    #expect(terminal.finish() == 0)
    #expect(!terminal.received.contains("\u{1B}"))
  }

  @Test("31: the continuation prompt names what is open, at the main prompt's width") func continuation() {
    let terminal = Terminal()
    terminal.wait()
    #expect(terminal.enter("for i in 1 2", until: "for…> ").plain.hasSuffix("\nfor…> "))
    #expect(terminal.enter("if $i == 1", until: " if…> ").plain.hasSuffix("\n if…> "))
    #expect(terminal.enter("print (", until: "  (…> ").plain.hasSuffix("\n  (…> "))
    terminal.enter("10)", until: " if…> ")
    terminal.enter("end", until: "for…> ")
    #expect(terminal.enter("end").plain.contains("\n10\n"))
  }

  @Test("32: `end` in a string or a comment closes nothing") func falseEnds() {
    let terminal = Terminal()
    terminal.wait()
    terminal.enter("repeat 1", until: "rep…> ")
    terminal.enter("# end", until: "rep…> ")
    terminal.enter("print \"end\"", until: "rep…> ")
    #expect(terminal.enter("end").plain.contains("\nend\n"))
  }

  @Test("33: up-arrow recalls a block as one entry that runs again") func recall() {
    let terminal = Terminal()
    terminal.wait()
    terminal.enter("for i in 1 2", until: "for…> ")
    terminal.enter("print ($i + 50)", until: "for…> ")
    terminal.enter("end")
    terminal.type("\u{1B}[A")
    terminal.wait(for: "end")
    #expect(terminal.enter("").plain.contains("51\n52\n"))
  }

  @Test("34: a paste runs nothing until Enter, then stops at the first error") func paste() {
    let terminal = Terminal()
    terminal.wait()
    terminal.type("\u{1B}[200~print (1 + 40)\rlet a = (1 / step)\rprint (1 + 42)\u{1B}[201~")
    let shown = terminal.quiet().plain
    #expect(shown.contains("print (1 + 42)"))
    #expect(!shown.contains("41\n"))
    let result = terminal.submit().plain
    #expect(result.contains("41\n"))
    #expect(result.contains("error"))
    #expect(!result.contains("43\n"))
  }

  @Test("35: tabs in a paste are text") func pastedTab() {
    let terminal = Terminal()
    terminal.wait()
    terminal.type("\u{1B}[200~print\t\"a\tb\"\u{1B}[201~")
    #expect(terminal.enter("").contains("a\tb\r\n"))
  }

  @Test("36: a pasted transcript runs its statements alone") func transcript() {
    let terminal = Terminal()
    terminal.wait()
    terminal.type(
      "\u{1B}[200~nnsh> print 5\r5\rnnsh> for i in 6 7\rfor…> print ($i * 10)\rfor…> end\r60\r70\u{1B}[201~")
    let result = terminal.submit().plain
    #expect(result.hasPrefix("5\n60\n70\n"))
    #expect(!result.contains("error"))
  }

  @Test("37: a paste of 3,000 lines is accepted in half a second") func longPaste() {
    let terminal = Terminal()
    terminal.wait()
    let lines = (0..<3000).map { "let a\($0) = \($0)" }.joined(separator: "\r")
    let start = Clock.now
    terminal.type("\u{1B}[200~" + lines + "\rprint \"pas\" \"ted\"\u{1B}[201~\r")
    terminal.wait(for: "pas ted\r\n")
    // The shell's half second, and as much for the test on a machine that does other things. With a sanitizer all is slower.
    if getenv("NNSH_SANITIZER") == nil { #expect(Clock.now - start < 2) }
  }

  @Test("38: an empty Enter only prompts again") func emptyLine() {
    let terminal = Terminal()
    terminal.wait()
    #expect(terminal.enter("").plain == "\nnnsh> ")
  }

  @Test("39: an expression in parentheses prints its value") func expression() {
    let terminal = Terminal()
    terminal.wait()
    #expect(terminal.enter("(6 * 7)").plain.contains("\n42\n"))
  }

  @Test("40: an error leaves the session as it was") func error() {
    let terminal = Terminal()
    terminal.wait()
    terminal.enter("let a = 8")
    #expect(terminal.enter("let a = (1 / step)").contains("error"))
    #expect(terminal.enter("print $a").contains("8\r\n"))
  }

  @Test("75, 76: help and exit alone work", arguments: ["exit", "quit", ":q"]) func leaving(word: String) {
    let terminal = Terminal()
    terminal.wait()
    #expect(!terminal.enter("help").contains("error["))
    terminal.type(word + "\r")
    #expect(terminal.finish() == 0)
    #expect(terminal.isSane)
  }

  @Test("65, 67: a long text goes through the pager, a short one does not") func pager() {
    let terminal = Terminal(environment: ["NNSH_PAGER": "sed s/^/PAGED:/"])
    terminal.wait()
    #expect(terminal.enter("help").contains("PAGED:"))
    #expect(!terminal.enter("print 7").contains("PAGED:"))
    #expect(!terminal.enter("help undo").contains("PAGED:"))
  }

  @Test("67: $PAGER without $NNSH_PAGER; an empty one, a missing one and one that ends early do no harm")
  func otherPagers() {
    for (environment, isPaged) in [
      (["PAGER": "sed s/^/PAGED:/"], true), (["NNSH_PAGER": "", "PAGER": "sed s/^/PAGED:/"], false),
      (["NNSH_PAGER": "no-such-pager"], false), (["NNSH_PAGER": "head -1"], false),
    ] {
      let terminal = Terminal(environment: environment)
      terminal.wait()
      let said = terminal.enter("help")
      #expect(said.contains("PAGED:") == isPaged)
      #expect(said.contains("Script") || said.contains("script"))
      #expect(terminal.enter("print 7").contains("7\r\n"))
      #expect(terminal.isSane == false, "readline has the terminal again")
    }
  }

  @Test("66: results of the prompt go to a file, the prompt does not") func redirect() {
    let folder = Folder()
    let terminal = Terminal(in: folder)
    terminal.wait()
    terminal.enter("once \"f.txt\"")
    #expect(terminal.enter("(6 * 7)").plain == "(6 * 7)\nnnsh> ")
    #expect(folder.read("f.txt") == "42\n")
    #expect(terminal.enter("(6 * 7)").plain == "(6 * 7)\n42\nnnsh> ")
  }

  @Test("`clear` clears the screen") func clear() {
    let terminal = Terminal()
    terminal.wait()
    #expect(terminal.enter("clear").contains("\u{1B}[2J"))
  }
}
