import Testing

/// Nothing scrolls off the screen before somebody has pressed a key.
@Suite struct PageTurnTests {
  private let folder = Folder()
  private static let continuePrompt = "press Enter to continue "

  /// What comes until `last`, a screen at a time, Enter pressed in between.
  private func pages(of terminal: Terminal, until last: String = Terminal.prompt) -> [String] {
    var pages: [String] = []
    while pages.count < 30 {
      let page = terminal.wait(forFirstOf: [Self.continuePrompt, last])
      pages.append(page)
      if page.hasSuffix(last) { break }
      terminal.type("\r")
    }
    return pages
  }

  /// Whether all of a page is still on a screen of this size when somebody is asked to go on. Its first line end is the
  /// key's that was pressed before.
  private func isWhole(_ page: String, columns: Int, rows: Int) -> Bool {
    var screen = Screen(columns: columns)
    screen.write(page)
    return screen.row <= rows
  }

  @Test(arguments: [(100, 30), (60, 20)]) func aLessonAtThePrompt(columns: Int, rows: Int) {
    let terminal = Terminal(in: folder, columns: UInt16(columns), rows: UInt16(rows))
    terminal.wait()
    terminal.type("lesson perceptron\r")
    terminal.wait(for: "lesson perceptron\r\n")
    let pages = pages(of: terminal)
    // More than at its two pauses.
    #expect(pages.count > 3)
    for page in pages { #expect(isWhole(page, columns: columns, rows: rows), "\(page)") }
    #expect(pages.joined().plain.contains("Solved after"))
  }

  @Test func thePresenter() {
    folder.write("data xor\nlayer 4 tanh times 9\noutput 1 sigmoid\nexplain adam\nplot boundary\nprint 1\n", to: "f.nn")
    let terminal = Terminal("--step", "f.nn", in: folder, columns: 60, rows: 20)
    for step in 1...5 {
      for page in pages(of: terminal, until: "step \(step) of 6> ") { #expect(isWhole(page, columns: 60, rows: 20)) }
      terminal.type(" ")
    }
    let chart = pages(of: terminal, until: "step 6 of 6> ")
    #expect(chart[0].contains("what the model decides where") && chart[0].contains("* class 0"))
    #expect(isWhole(chart[0], columns: 60, rows: 20))
    terminal.type("r")
    #expect(terminal.finish() == 0)
  }

  @Test func aScreenThatIsJustFullWaitsOnce() {
    folder.write("for i from 1 to 17; print $i; end\nprint 2\nprint 3\n", to: "f.nn")
    let terminal = Terminal("--step", "f.nn", in: folder, rows: 20)
    for step in 1...2 {
      terminal.wait(for: "step \(step) of 3> ")
      terminal.type(" ")
    }
    // The listing and the prompt below 17 rows fill the screen; the key's own row must not ask again.
    #expect(!terminal.wait(for: "step 3 of 3> ").contains(Self.continuePrompt))
  }

  @Test func findingsAtThePrompt() {
    let terminal = Terminal(in: folder, columns: 60, rows: 20)
    terminal.wait()
    for line in ["data xor", "layer 10 sigmoid times 9", "output 1 sigmoid"] { terminal.enter(line) }
    terminal.type("diagnose\r")
    terminal.wait(for: "diagnose\r\n")
    let pages = pages(of: terminal)
    #expect(pages.count == 2 && pages[0].contains("G1 vanishing gradient"))
    #expect(pages[0].contains("P2") == false, "a finding is on one screen")
    for page in pages { #expect(isWhole(page, columns: 60, rows: 20), "\(page)") }
    // Nobody waits for what was asked for line by line.
    #expect(!terminal.enter("for i from 1 to 30; print $i; end").contains(Self.continuePrompt))
  }

  @Test func whatRunsToTheEndDoesNotWait() {
    folder.write("for i from 1 to 60; print $i; end\nprint \"end\"\n", to: "f.nn")
    let terminal = Terminal("--step", "f.nn", in: folder)
    terminal.wait(for: "step 1 of 2> ")
    terminal.type("r")
    #expect(terminal.finish() == 0)
    #expect(terminal.received.hasSuffix("end\r\n") && !terminal.received.contains(Self.continuePrompt))
  }

  @Test func aDumbTerminalScrolls() {
    folder.write("for i from 1 to 60; print $i; end\nprint \"end\"\n", to: "f.nn")
    let terminal = Terminal("--step", "f.nn", in: folder, environment: ["TERM": "dumb"])
    terminal.wait(for: "step 1 of 2> ")
    terminal.type("\r")
    #expect(!terminal.wait(for: "step 2 of 2> ").contains(Self.continuePrompt))
  }

  @Test func leavingALesson() {
    let terminal = Terminal(in: folder)
    terminal.wait()
    terminal.type("lesson by_hand\r")
    terminal.wait(for: Self.continuePrompt)
    terminal.type("print 1\r")
    #expect(terminal.wait(for: Self.continuePrompt).contains("input is not run here"))
    terminal.type("\u{03}")
    let said = terminal.wait().plain
    #expect(said.hasPrefix("^C\nthe lesson is left; `undo` brings your own session back\n"), "\(said)")
    #expect(terminal.enter("show data").contains("xor"))
    terminal.enter("undo")
    #expect(terminal.enter("show data").contains("there are no data"))
  }

  @Test func ctrlCAtTheTurnOfAPageEndsWhatIsRead() {
    folder.write("for i from 1 to 60; print $i; end\nprint \"end\"\n", to: "f.nn")
    let terminal = Terminal("--step", "f.nn", in: folder)
    terminal.wait(for: "step 1 of 2> ")
    terminal.type("\r")
    terminal.wait(for: Self.continuePrompt)
    terminal.type("\u{03}")
    let rest = terminal.wait(for: "step 2 of 2> ").plain
    #expect(!rest.contains("\n60\n") && !rest.contains("Enter runs it"))
  }
}
