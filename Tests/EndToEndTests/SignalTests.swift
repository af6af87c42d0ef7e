import Glibc
import Testing

/// Keys and signals that interrupt, stop and end the shell on a terminal.
@Suite struct SignalTests {
  private static let interrupt = "\u{03}"
  private static let end = "\u{04}"

  @Test("41: Ctrl-C at the prompt drops the line within 20 ms and glues nothing to the next") func atPrompt() {
    let terminal = Terminal()
    terminal.wait()
    terminal.type("print 1")
    terminal.wait(for: "print 1")
    let start = Clock.now
    terminal.type(Self.interrupt)
    #expect(terminal.wait().plain == "^C\nnnsh> ")
    // 20 ms is the shell's; a loaded machine may keep the test itself waiting.
    if getenv("NNSH_SANITIZER") == nil { #expect(Clock.now - start < 0.2) }
    #expect(terminal.enter("print 2").plain == "print 2\n2\nnnsh> ")
  }

  @Test("41: Ctrl-C drops the whole pending block") func inBlock() {
    let terminal = Terminal()
    terminal.wait()
    terminal.enter("for i in 1 2", until: "for…> ")
    terminal.enter("print 77", until: "for…> ")
    terminal.type("print 78" + Self.interrupt)
    terminal.wait()
    #expect(terminal.enter("print 2").plain == "print 2\n2\nnnsh> ")
  }

  @Test("41: Ctrl-C leaves Ctrl-R") func inSearch() {
    let terminal = Terminal()
    terminal.wait()
    terminal.enter("print 11")
    terminal.type("\u{12}pri")
    terminal.wait(for: "pri")
    terminal.type(Self.interrupt)
    terminal.wait(for: "^C")
    terminal.wait()
    #expect(terminal.enter("print 2").plain == "print 2\n2\nnnsh> ")
  }

  @Test("42: Ctrl-C ends a training at a batch, and `train more` goes on") func whileTraining() {
    let terminal = Terminal()
    terminal.wait()
    terminal.enter("data xor; layer 5 tanh; output 1 sigmoid")
    terminal.type("train 1000000000 steps\r")
    terminal.wait(for: "%")
    terminal.type(Self.interrupt)
    let said = terminal.wait().plain
    #expect(said.contains("step"))
    #expect(said.contains("loss"))
    terminal.type("train more\r")
    terminal.wait(for: "%")
    terminal.type(Self.interrupt)
    terminal.wait()
  }

  @Test("42: Ctrl-C ends a sweep, keeps its finished cases and the session as it was") func whileSweeping() {
    let terminal = Terminal()
    terminal.wait()
    terminal.enter("data xor; layer 5 tanh; output 1 sigmoid; train 3 steps")
    terminal.type("sweep n from 1 to 100000; seed $n; train 20000 steps; end\r")
    terminal.wait(for: "case 2")
    terminal.type(Self.interrupt)
    let said = terminal.wait().plain
    #expect(said.contains(/interrupted: [0-9,]+ of 100,000 cases are done; `show sweep` lists them/))
    #expect(terminal.enter("print step").contains("3\r\n"))
    #expect(terminal.enter("show sweep by n").contains("median loss"))
    terminal.type("sweep n in 1 2; while true; let a = 1; end; end\r")
    usleep(300_000)
    // Twice: the second comes while the cases end.
    terminal.type(Self.interrupt)
    terminal.type(Self.interrupt)
    terminal.wait()
    #expect(terminal.enter("print 2", until: "2\r\n").contains("2\r\n"))
  }

  @Test("43: a second Ctrl-C never leaves the shell") func twice() {
    let terminal = Terminal()
    terminal.wait()
    terminal.type("while 1 == 1; let a = 1; end\r")
    terminal.wait(for: "end")
    usleep(200_000)
    terminal.type(Self.interrupt)
    usleep(20_000)
    terminal.type(Self.interrupt)
    terminal.wait()
    #expect(terminal.enter("print 2", until: "2\r\n").contains("2\r\n"))
  }

  @Test("44: Ctrl-C twice on an empty line says how to leave") func howToLeave() {
    let terminal = Terminal()
    terminal.wait()
    terminal.type(Self.interrupt)
    #expect(!terminal.wait().contains("leaves"))
    terminal.type(Self.interrupt)
    #expect(terminal.wait().contains("press Ctrl-D"))
  }

  @Test("45: Ctrl-D on an empty line leaves with 0, the cursor on a new line") func leave() {
    let terminal = Terminal()
    terminal.wait()
    terminal.type(Self.end)
    #expect(terminal.finish() == 0)
    #expect(terminal.received.plain.hasSuffix("nnsh> \n"))
    #expect(terminal.isSane)
  }

  @Test("45: inside a block Ctrl-D drops the block") func endInBlock() {
    let terminal = Terminal()
    terminal.wait()
    terminal.enter("for i in 1 2", until: "for…> ")
    terminal.type(Self.end)
    #expect(terminal.wait().plain == "\nnnsh> ")
    #expect(terminal.enter("print 2").plain == "print 2\n2\nnnsh> ")
  }

  @Test("46: Ctrl-Z gives the terminal back, going on brings the line back") func stopAndGoOn() {
    let terminal = Terminal()
    terminal.wait()
    terminal.type("print 1")
    terminal.wait(for: "print 1")
    // A test has no job control: Ctrl-Z itself would be ignored in an orphaned process group.
    kill(terminal.child, SIGSTOP)
    usleep(50_000)
    kill(terminal.child, SIGCONT)
    #expect(terminal.wait(for: "print 1").plain.hasSuffix("nnsh> print 1"))
    #expect(!terminal.isSane)
    #expect(terminal.enter("2").contains("12\r\n"))
  }

  @Test("47: resizing redraws at once") func resize() {
    let terminal = Terminal(columns: 80)
    terminal.wait()
    terminal.type("print 1")
    terminal.wait(for: "print 1")
    terminal.resize(columns: 40)
    #expect(terminal.quiet().plain.contains("nnsh> print 1"))
    #expect(terminal.enter("2").contains("12\r\n"))
  }

  @Test(
    "48: the terminal is sane after exit, SIGTERM, SIGHUP and a fault",
    arguments: [
      (0, 9), (SIGTERM, 143), (SIGHUP, 129), (SIGSEGV, 70), (SIGILL, 70),
    ] as [(Int32, Int32)])
  func sane(number: Int32, status: Int32) {
    let terminal = Terminal()
    terminal.wait()
    terminal.type("exit 9")
    terminal.wait(for: "exit 9")
    #expect(!terminal.isSane)
    if number == 0 { terminal.type("\r") } else { kill(terminal.child, number) }
    #expect(terminal.finish() == status)
    #expect(terminal.isSane)
  }

  @Test("69: long work shows one redrawn line, which goes away") func progressLine() {
    let terminal = Terminal("-c", BatchTests.longTraining)
    terminal.wait(for: "begun")
    let line = terminal.wait(for: "/s", seconds: 10)
    #expect(line.contains("\r"))
    #expect(line.contains("step "))
    #expect(line.contains("loss "))
    kill(terminal.child, SIGINT)
    #expect(terminal.finish() == 130)
    #expect(terminal.received.contains("\r\u{1B}[K"))
  }
}
