import Glibc
import Testing

/// `--step` and `pause` as a presenter meets them.
@Suite struct StepTests {
  private let folder = Folder()

  @Test("77: on a terminal each statement waits; i breaks in, continue goes on") func onTerminal() {
    folder.write("# One.\nlet a = 41\nprint ($a + 1)\nprint \"end\"\n", to: "f.nn")
    let terminal = Terminal("--step", "f.nn", in: folder)
    #expect(terminal.wait(for: "step 1 of 3> ").plain.contains("1 | # One.\n2 | let a = 41\n"))
    #expect(terminal.enter("", until: "step 2 of 3> ").plain.contains("3 | print ($a + 1)\n"))
    terminal.type("i")
    terminal.wait()
    terminal.enter("let a = 1")
    terminal.enter("undo")
    terminal.enter("let a = 10")
    #expect(terminal.enter("continue", until: "step 2 of 3> ").plain.contains("3 | print ($a + 1)\n"))
    #expect(terminal.enter("", until: "step 3 of 3> ").plain.contains("\n11\n"))
    terminal.type("b")
    terminal.wait(for: "step 2 of 3> ")
    terminal.type("b")
    terminal.wait(for: "step 1 of 3> ")
    terminal.type("r")
    #expect(terminal.finish() == 0)
    #expect(terminal.received.plain.hasSuffix("42\nend\n"))
    #expect(terminal.isSane)
  }

  @Test("77: -i stays in the shell afterwards, q leaves with 0") func staysOrLeaves() {
    folder.write("let a = 41\nprint $a\n", to: "f.nn")
    let staying = Terminal("--step", "-i", "f.nn", in: folder)
    staying.wait(for: "step 1 of 2> ")
    staying.type("r")
    staying.wait()
    #expect(staying.enter("print ($a + 1)").contains("42\r\n"))
    let leaving = Terminal("--step", "f.nn", in: folder)
    leaving.wait(for: "step 1 of 2> ")
    leaving.type("q")
    #expect(leaving.finish() == 0)
    #expect(leaving.isSane)
  }

  @Test("77: Ctrl-C ends a training and not the lesson") func interrupt() {
    folder.write("data xor\nlayer 5 tanh\noutput 1 sigmoid\ntrain 1000000000 steps\nprint \"after\"\n", to: "f.nn")
    let terminal = Terminal("--step", "f.nn", in: folder)
    for step in 1...4 {
      terminal.wait(for: "step \(step) of 5> ")
      terminal.type("\r")
    }
    terminal.wait(for: "%")
    terminal.type("\u{03}")
    #expect(terminal.wait(for: "step 5 of 5> ").contains("interrupted at step"))
    terminal.type("\r")
    #expect(terminal.finish() == 0)
  }

  @Test("77: keys that mean nothing run nothing; what was typed before the prompt does not count") func otherKeys() {
    folder.write("data xor\nlayer 9 tanh\noutput 1 sigmoid\ntrain 200000 steps\nprint \"after\"\n", to: "f.nn")
    let terminal = Terminal("--step", "f.nn", in: folder)
    terminal.wait(for: "step 1 of 5> ")
    // An arrow, a letter of another script, Ctrl-C.
    for key in ["\u{1B}[A", "ㅋ", "\u{03}"] {
      terminal.type(key)
      #expect(terminal.wait(for: "step 1 of 5> ").contains("Enter: run"))
    }
    for step in 2...4 {
      terminal.type(" ")
      terminal.wait(for: "step \(step) of 5> ")
    }
    terminal.type("\r\r\r")
    terminal.wait(for: "step 5 of 5> ")
    #expect(!terminal.quiet().contains("after"))
    terminal.type("\u{04}")
    #expect(terminal.finish() == 0)
    #expect(terminal.isSane)
  }

  @Test("77: the keys mean the same in Korean input, and what is said breaks at words") func koreanKeys() {
    folder.write("print 1\nprint 2\nprint 3\n", to: "f.nn")
    let terminal = Terminal("--lang", "ko", "--step", "f.nn", in: folder, columns: 60)
    terminal.wait(for: "3단계 중 1> ")
    #expect(terminal.received.plain.contains(", q\n끝내기") == false)
    terminal.type("ㅋ")
    #expect(terminal.wait(for: "3단계 중 1> ").contains("'ㅋ' 키는 여기서 쓰지 않습니다"))
    terminal.type("ㄴ")
    #expect(terminal.wait(for: "3단계 중 2> ").contains("건너뛰기"))
    terminal.type("ㅠ")
    terminal.wait(for: "3단계 중 1> ")
    terminal.type("ㅑ")
    terminal.wait()
    terminal.enter("continue", until: "3단계 중 1> ")
    terminal.type("ㅂ")
    #expect(terminal.finish() == 0)
    #expect(!terminal.received.contains("\n1\r"))
  }

  @Test("77: a dumb terminal gives lines") func dumb() {
    folder.write("print 1\nprint 2\n", to: "f.nn")
    let terminal = Terminal("--step", "f.nn", in: folder, environment: ["TERM": "dumb"])
    terminal.wait(for: "step 1 of 2> ")
    terminal.type("s")
    #expect(!terminal.quiet().contains("step 2"))
    terminal.type("\r")
    terminal.wait(for: "step 2 of 2> ")
    terminal.type("\r")
    #expect(terminal.finish() == 0)
    #expect(!terminal.received.contains("\n1\r"))
  }

  @Test("77: off a terminal it just runs") func offTerminal() {
    let nnsh = Nnsh(folder)
    folder.write("let a = 41\npause \"look\"\nprint ($a + 1)\n", to: "f.nn")
    #expect(nnsh.run("--step", "f.nn").output == "42\n")
    #expect(nnsh.run("--step", input: "print 1\n").output == "1\n")
  }

  @Test("78: pause waits for Enter on a terminal and is nothing in batch; note prints") func pause() {
    folder.write("note \"first\"\npause \"look at it\"\nprint \"second\"\n", to: "f.nn")
    let terminal = Terminal("f.nn", in: folder)
    terminal.wait(for: "look at it")
    #expect(!terminal.quiet().contains("second"))
    terminal.type("\r")
    #expect(terminal.finish() == 0)
    #expect(terminal.received.plain.hasPrefix("first\nlook at it"))
    #expect(terminal.received.contains("second"))
    let result = Nnsh(folder).run("f.nn")
    #expect(result.output == "first\nsecond\n" && result.errors.isEmpty)
  }
}
