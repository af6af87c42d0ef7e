import Glibc
import Testing

@Suite struct BatchTests {
  let nnsh = Nnsh()

  @Test("13: the first error ends the run with 1; --keep-going goes on, still 1") func firstError() {
    let script = "print 1\nlet a = (1 / step)\nprint 2\n"
    let result = nnsh.run(input: script)
    #expect(result.output == "1\n")
    #expect(result.status == 1)
    let going = nnsh.run("--keep-going", input: script)
    #expect(going.output == "1\n2\n")
    #expect(going.status == 1)
  }

  @Test("14: exit's code is the status", arguments: [0, 1, 17, 255]) func exit(code: Int32) {
    let result = nnsh.run("-c", "print 1; exit \(code); print 2")
    #expect(result.status == code)
    #expect(result.output == "1\n")
  }

  @Test("23: --check takes the texts in order, as if those before had run") func checkInOrder() {
    let first = "let x = 1; data xor; model deep; layer 3"
    let result = nnsh.run("--check", "-c", first, "-c", "print $x; use deep; output 1 sigmoid")
    #expect(result.status == 0)
    #expect(result.output.contains("model deep: 2 → 3 → 1"))
    let wrong = nnsh.run("--check", "-c", first, "-c", "print $y; use shallow")
    #expect(wrong.status == 1)
    #expect(wrong.errors.contains("'$y' is never set") && wrong.errors.contains("'shallow'"))
  }

  @Test("16: a failed expect ends with 3") func expectation() {
    let result = nnsh.run("-c", "print 1; expect 1 == 2; print 2")
    #expect(result.status == 3)
    #expect(result.output == "1\n")
    #expect(!result.errors.isEmpty)
  }

  @Test(
    "17: SIGINT and SIGTERM end a batch after flushing", arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func signals(number: Int32, status: Int32) {
    let result = nnsh.run("-c", Self.longTraining) { kill($0, number) }
    #expect(result.output.hasPrefix("begun\n"))
    #expect(result.status == status)
  }

  @Test("17: waiting for stdin can be interrupted, too") func waitingForInput() {
    let terminal = Terminal("--batch")
    usleep(300_000)
    kill(terminal.child, SIGTERM)
    #expect(terminal.finish() == 143)
  }

  @Test("18: a reader that goes away ends the run quietly") func brokenPipe() {
    nnsh.folder.write("repeat 100000\nprint 123456789\nend\n", to: "f.nn")
    let result = nnsh.shell("\"$nnsh\" f.nn | head -1")
    #expect(result.output == "123456789\n")
    #expect(result.errors == "")
  }

  @Test("18: a full disk is an error") func fullDisk() {
    let result = nnsh.shell("\"$nnsh\" -c 'print 1' > /dev/full")
    #expect(result.status == 1)
    #expect(result.errors == "cannot write to stdout: no space left on device\n")
  }

  @Test("19: a last statement without newline runs") func noNewline() {
    #expect(nnsh.run(input: "print 1\nprint 2").output == "1\n2\n")
  }

  @Test(
    "20: an open block at the end is an error at its opening line",
    arguments: ["for i in 1 2", "if 1 == 1", "repeat 2"])
  func openBlock(opener: String) {
    nnsh.folder.write("print 1\n\(opener)\nprint 2\n", to: "f.nn")
    let result = nnsh.run("f.nn")
    #expect(result.errors.hasPrefix("f.nn:2:"))
    #expect(result.output == "")
    #expect(result.status == 1)
  }

  @Test("21: CRLF and a byte order mark are accepted") func lineEnds() {
    #expect(nnsh.run(input: "\u{FEFF}print 1\r\nfor i in 2 3\r\nprint $i\r\nend\r\n").output == "1\n2\n3\n")
  }

  @Test("22: an error in the last line runs nothing") func lastLine() {
    for last in ["bogus", "print (1", "layer 5 tahn", "print $nowhere", "train 5"] {
      let result = nnsh.run(input: "print 1\n\(last)\n")
      #expect(result.output == "", "\(last)")
      #expect(result.status == 1, "\(last)")
    }
  }

  @Test("22: all errors are reported at once") func allErrors() {
    let result = nnsh.run(input: "bogus 1\nprint 1\nbogus 2\n")
    #expect(result.errors.contains("<stdin>:1:1: error"))
    #expect(result.errors.contains("<stdin>:3:1: error"))
  }

  @Test("27: results on stdout, errors on stderr, in the order of things") func streams() {
    let result = nnsh.shell("\"$nnsh\" --keep-going -c 'print 1' -c 'let a = (1 / step)' -c 'print 2' 2>&1")
    let lines = result.output.split(separator: "\n")
    #expect(lines.first == "1")
    #expect(lines.last == "2")
    #expect(lines.dropFirst().first?.contains("error") == true)
  }

  @Test("28: off a terminal progress is whole lines, at most one a second") func progress() {
    let result = nnsh.shell("timeout -s INT 2.7 \"$nnsh\" -c '\(Self.longTraining)'")
    #expect(result.output.hasPrefix("begun\n"))
    #expect(!result.errors.contains("\r"))
    #expect(!result.errors.contains("\u{1B}"))
    let lines = result.errors.split(separator: "\n").filter { $0.hasPrefix("step ") }
    #expect((1...2).contains(lines.count), "\(result.errors)")
  }

  @Test("29: the same script prints the same bytes twice") func deterministic() {
    let script = "for i from 0 to 1 by 0.1\nprint (sin($i))\nend\n"
    #expect(nnsh.run(input: script).output == nnsh.run(input: script).output)
  }

  @Test("30: a script adds nothing to the history") func noHistory() {
    #expect(nnsh.run("-c", "print 1").status == 0)
    #expect(nnsh.folder.read(".local/state/nnsh/history") == nil)
  }

  @Test("48: an internal fault is 70") func fault() {
    let result = nnsh.run("-c", "print 1; \(Self.longTraining)") { kill($0, SIGSEGV) }
    #expect(result.status == 70)
    #expect(result.output.hasPrefix("1\nbegun\n"))
    #expect(result.errors.contains("internal fault"))
  }

  @Test("69: FORCE_COLOR colours a pipe, --color=never does not") func color() {
    var nnsh = nnsh
    #expect(!nnsh.run("-c", "bogus").errors.contains("\u{1B}["))
    #expect(nnsh.run("--color=always", "-c", "bogus").errors.contains("\u{1B}["))
    nnsh.environment["FORCE_COLOR"] = "1"
    #expect(nnsh.run("-c", "bogus").errors.contains("\u{1B}["))
    #expect(!nnsh.run("--color=never", "-c", "bogus").errors.contains("\u{1B}["))
  }

  @Test("70: the first line of an error is place, code and message; a caret stands below") func errorText() {
    nnsh.folder.write("print 1\n  bogus 1\n", to: "f.nn")
    let lines = nnsh.run("f.nn").errors.split(separator: "\n")
    #expect(lines.first?.hasPrefix("f.nn:2:3: error[E") == true)
    #expect(lines.contains { $0.contains("^^^^^") })
  }

  @Test("74: --errors=json is one object a line") func jsonErrors() {
    let lines = nnsh.run("--errors=json", input: "bogus\nbogus\n").errors.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
  }

  /// Prints `begun` and then trains for longer than any test waits.
  static let longTraining =
    "print \"begun\"; data xor; layer 5 tanh; output 1 sigmoid; train 1000000000 steps"
}
