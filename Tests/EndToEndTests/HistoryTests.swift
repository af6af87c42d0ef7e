import Glibc
import Testing

@Suite struct HistoryTests {
  private let folder = Folder()
  private static let file = ".local/state/nnsh/history"

  /// The entries' lines without their time stamps.
  private func lines(_ file: String = HistoryTests.file) -> [String] {
    (folder.read(file) ?? "").split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
  }

  /// A session that enters the lines and leaves.
  private func session(_ entries: String..., arguments: String = "-q", environment: [String: String] = [:]) {
    let terminal = Terminal(arguments, in: folder, environment: environment)
    terminal.wait()
    for entry in entries { terminal.enter(entry) }
    terminal.type("\u{04}")
    #expect(terminal.finish() == 0)
  }

  @Test("49: the file is made, folders and all, for the user alone") func file() {
    session("print 1")
    #expect(lines() == ["print 1"])
    #expect(folder.mode(Self.file) == 0o600)
  }

  @Test("49: $NNSH_HISTORY and $XDG_STATE_HOME say where it is") func elsewhere() {
    session("print 1", environment: ["NNSH_HISTORY": folder.path + "/mine"])
    session("print 2", environment: ["XDG_STATE_HOME": folder.path + "/state"])
    #expect(lines("mine") == ["print 1"])
    #expect(lines("state/nnsh/history") == ["print 2"])
    #expect(lines().isEmpty)
  }

  @Test("49: an empty $NNSH_HISTORY or --no-history keeps none") func none() {
    session("print 1", environment: ["NNSH_HISTORY": ""])
    session("print 2", arguments: "--no-history")
    #expect(folder.read(Self.file) == nil)
  }

  @Test("49: a history that cannot be kept is said once and does no harm") func unusable() {
    let terminal = Terminal("-q", in: folder, environment: ["NNSH_HISTORY": "/proc/none/history"])
    #expect(terminal.wait().contains("cannot save the history"))
    #expect(terminal.enter("print 1").contains("1\r\n"))
    #expect(!terminal.enter("print 2").contains("history"))
  }

  @Test("50: consecutive duplicates once; a leading blank keeps a line out") func rules() {
    session("print 1", "print 1", " print 2", "print 3", "print 1")
    #expect(lines() == ["print 1", "print 3", "print 1"])
  }

  @Test("51: of two sessions at once both sets survive") func twoSessions() {
    let first = Terminal("-q", in: folder)
    let second = Terminal("-q", in: folder)
    first.wait()
    second.wait()
    first.enter("print 1")
    second.enter("print 2")
    first.enter("print 3")
    first.type("\u{04}")
    #expect(first.finish() == 0)
    second.enter("print 4")
    second.type("\u{04}")
    #expect(second.finish() == 0)
    #expect(lines() == ["print 1", "print 2", "print 3", "print 4"])
  }

  @Test("51: of eight sessions at once no entry of a thousand each is lost") func eightSessions() {
    let terminals = (0..<8).map { _ in Terminal("-q", in: folder) }
    for terminal in terminals { terminal.wait() }
    for round in 1000..<2000 {
      // All at once: nobody waits for the others.
      for (number, terminal) in terminals.enumerated() { terminal.type("print \(round)\(number)\r") }
      for terminal in terminals { terminal.wait() }
    }
    for terminal in terminals { terminal.type("\u{04}") }
    for terminal in terminals { #expect(terminal.finish() == 0) }
    let kept = lines()
    let wanted = (1000..<2000).flatMap { round in (0..<8).map { "print \(round)\($0)" } }
    #expect(kept.count == wanted.count)
    #expect(kept.sorted() == wanted.sorted())
    print("8 shells at once, 1,000 lines each: \(kept.count) in the history")
  }

  @Test("52: 10,000 entries are kept") func limit() {
    let old = (1...10_050).map { "#1700000000\nprint \($0)\n" }.joined()
    folder.write(old, to: "h")
    session("print 0", environment: ["NNSH_HISTORY": folder.path + "/h"])
    let kept = lines("h")
    #expect(kept.count == 10_000)
    #expect(kept.last == "print 0")
    #expect(kept.first == "print 52")
  }

  @Test("53: an entry of several lines survives a restart as one") func severalLines() {
    let terminal = Terminal("-q", in: folder)
    terminal.wait()
    terminal.enter("for i in 1 2", until: "for…> ")
    terminal.enter("print ($i + 60)", until: "for…> ")
    terminal.enter("end")
    terminal.enter("print 9")
    terminal.type("\u{04}")
    #expect(terminal.finish() == 0)
    let again = Terminal("-q", in: folder)
    again.wait()
    again.type("\u{1B}[A\u{1B}[A")
    again.wait(for: "end")
    #expect(again.enter("").plain.contains("61\n62\n"))
  }

  @Test("54: the history is saved on SIGTERM, and on a kill") func saved() {
    for number in [SIGTERM, SIGKILL] {
      let terminal = Terminal("-q", in: folder)
      terminal.wait()
      terminal.enter("print \(number)")
      kill(terminal.child, number)
      #expect(terminal.finish() == 128 + number)
      #expect(lines().last == "print \(number)")
    }
  }

  @Test("55: up-arrow searches by what stands before the cursor; Ctrl-R searches") func search() {
    let terminal = Terminal("-q", in: folder)
    terminal.wait()
    terminal.enter("print 31")
    terminal.enter("let a = 5")
    terminal.type("pr\u{1B}[A")
    #expect(terminal.enter("").contains("31\r\n"))
    terminal.type("\u{12}let")
    terminal.wait(for: "let")
    #expect(!terminal.enter("").contains("error"))
  }

  @Test("55: the user's inputrc wins") func inputrc() {
    folder.write("$if nnsh\n\"\\e[A\": \"print 99\"\n$endif\n", to: "rc")
    let terminal = Terminal("-q", in: folder, environment: ["INPUTRC": folder.path + "/rc"])
    terminal.wait()
    terminal.enter("print 1")
    terminal.type("\u{1B}[A")
    #expect(terminal.enter("").contains("99\r\n"))
  }

  @Test("55: vi mode works") func viMode() {
    folder.write("set editing-mode vi\n", to: "rc")
    let terminal = Terminal("-q", in: folder, environment: ["INPUTRC": folder.path + "/rc"])
    terminal.wait()
    terminal.type("print 12\u{1B}")
    usleep(700_000)
    terminal.type("x")
    #expect(terminal.enter("").plain.contains("\n1\n"))
  }
}
