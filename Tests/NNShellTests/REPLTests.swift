import Glibc
import NNCommands
import NNShell
import Testing

@Suite struct REPLTests {
  let interpreter = NotingInterpreter()
  let console = NotingConsole()

  /// Runs a shell over the events; returns its outcome, its prompts and its history.
  private func run(_ events: LineEvent...) -> (outcome: Outcome, prompts: [String], kept: [String]) {
    let lines = ScriptedLines(events)
    var kept: [String] = []
    let repl = REPL(interpreter: interpreter, lines: lines, console: console) { kept.append($0) }
    return (repl.run(), lines.prompts, kept)
  }

  @Test("31: the continuation prompt names what is open") func blocks() {
    let end = run(.line("for a in b"), .line("x"), .line("end"))
    #expect(end.prompts == ["nnsh> ", "for…> ", "for…> ", "nnsh> "])
    #expect(interpreter.ran == ["for a in b\nx\nend"])
  }

  @Test("33: a block is one entry of the history") func blockIsOneEntry() {
    #expect(run(.line("for a"), .line("end"), .line("y")).kept == ["for a\nend", "y"])
  }

  @Test("an entry with an error is kept, to be corrected") func wrongEntryIsKept() {
    #expect(run(.line("bad")).kept == ["bad"])
    #expect(interpreter.reportedErrors == 1)
    #expect(interpreter.ran.isEmpty)
  }

  @Test("an error inside a block drops the block") func wrongBlock() {
    let end = run(.line("for a"), .line("bad"), .line("x"))
    #expect(end.prompts == ["nnsh> ", "for…> ", "nnsh> ", "nnsh> "])
    #expect(interpreter.ran == ["x"])
  }

  @Test("38: an empty Enter only prompts again") func emptyLine() {
    let end = run(.line(""), .line("  "))
    #expect(end.prompts.count == 3)
    #expect(interpreter.readings.isEmpty)
    #expect(end.kept.isEmpty)
  }

  @Test("an empty line inside a block belongs to it") func emptyLineInBlock() {
    _ = run(.line("for a"), .line(""), .line("end"))
    #expect(interpreter.ran == ["for a\n\nend"])
  }

  @Test("41: Ctrl-C drops the whole pending block") func interruptDropsBlock() {
    let end = run(.line("for a"), .line("x"), .interrupt(dropped: "y"), .line("z"))
    #expect(end.prompts.last == "nnsh> ")
    #expect(interpreter.ran == ["z"])
    #expect(end.kept == ["z"])
  }

  @Test("44: Ctrl-C twice on an empty line explains how to leave") func twoInterrupts() {
    _ = run(.interrupt(dropped: ""), .interrupt(dropped: ""))
    #expect(console.reported == "to leave nnsh, type exit or press Ctrl-D\n")
  }

  @Test("44: not with a line, a block or another entry between") func interruptsThatDoSomething() {
    _ = run(
      .interrupt(dropped: ""), .interrupt(dropped: "x"), .interrupt(dropped: ""), .line("a"), .interrupt(dropped: ""),
      .line("for"), .interrupt(dropped: ""))
    #expect(console.reported.isEmpty)
  }

  @Test("45: Ctrl-D leaves with 0") func endLeaves() {
    #expect(run().outcome == .done)
    #expect(console.written == "\n")
  }

  @Test("45: inside a block Ctrl-D drops the block") func endDropsBlock() {
    let end = run(.line("for a"), .end, .line("x"))
    #expect(end.prompts == ["nnsh> ", "for…> ", "nnsh> ", "nnsh> "])
    #expect(interpreter.ran == ["x"])
  }

  @Test("45: warns once about unsaved weights") func unsavedWeights() {
    interpreter.hasUnsavedWeights = true
    let end = run(.end, .end)
    #expect(end.prompts.count == 2)
    #expect(console.reported.contains("not saved"))
  }

  @Test("43: an interrupted statement never leaves the shell") func interruptedStatement() {
    interpreter.outcomes["train"] = .signal(SIGINT)
    #expect(run(.line("train"), .line("x")).outcome == .done)
    #expect(interpreter.ran == ["train", "x"])
  }

  @Test("a failed statement does not leave the shell", arguments: [Outcome.failed, .expectationFailed, .diverged])
  func failedStatement(outcome: Outcome) {
    interpreter.outcomes["x"] = outcome
    #expect(run(.line("x"), .line("y")).outcome == .done)
    #expect(interpreter.ran == ["x", "y"])
  }

  @Test("exit leaves with its code") func exit() {
    interpreter.outcomes["exit 17"] = .exit(17)
    #expect(run(.line("exit 17"), .line("y")).outcome == .exit(17))
    #expect(interpreter.ran == ["exit 17"])
  }

  @Test("SIGTERM leaves, at the prompt and in a statement") func terminated() {
    #expect(run(.signal(SIGTERM)).outcome == .signal(SIGTERM))
    interpreter.outcomes["x"] = .signal(SIGTERM)
    #expect(run(.line("x")).outcome == .signal(SIGTERM))
  }

  @Test("a Ctrl-C from before a statement does not stop it") func staleInterrupt() {
    console.signals = [SIGINT]
    _ = run(.line("x"))
    #expect(interpreter.ran == ["x"])
  }

  @Test("36: a pasted transcript loses its prompts and output") func transcript() {
    _ = run(.line("nnsh> a\nout\nnnsh> for x\nfor…> y\nfor…> end\nmore"))
    #expect(interpreter.ran == ["a\nfor x\ny\nend"])
  }

  @Test("76: `:q` leaves, `WORD?` helps") func shorthands() {
    interpreter.outcomes["exit"] = .exit(0)
    #expect(run(.line("layer?"), .line(":q")).outcome == .exit(0))
    #expect(interpreter.ran == ["help layer", "exit"])
  }
}
