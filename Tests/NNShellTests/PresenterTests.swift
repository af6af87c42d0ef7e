import NNCommands
import NNShell
import Testing

/// `--step` with a real session and prepared answers.
@Suite struct PresenterTests {
  private let console = NotingConsole()

  private func present(
    _ script: String, _ answers: LineEvent..., breakIn: @escaping (Session) -> Outcome = { _ in .done }
  ) -> (outcome: Outcome, session: Session, prompts: [String]) {
    let session = Session(console: console)
    guard case .ready(let program) = session.read(Array(script.utf8), name: "f.nn", kind: .script) else {
      Issue.record("not ready: \(script)")
      return (.failed, session, [])
    }
    let lines = ScriptedLines(answers)
    let presenter = Presenter(interpreter: session, lines: lines, console: console) { breakIn(session) }
    return (presenter.run(program), session, lines.prompts)
  }

  private func value(_ session: Session, _ expression: String) -> String {
    let before = console.written.count
    guard case .ready(let program) = session.read(Array("print \(expression)".utf8), name: "t", kind: .command) else {
      return ""
    }
    _ = session.run(program)
    return String(console.written.dropFirst(before).dropLast())
  }

  @Test("77: Enter runs a statement, which was shown with its lines and comments") func runs() {
    let (outcome, _, prompts) = present("# Why.\nlet a = 1\n\nfor i in 1 2\n  print $i\nend\n", .line(""), .line(""))
    #expect(outcome == .done)
    #expect(prompts == ["step 1 of 2> ", "step 2 of 2> "])
    #expect(
      console.written
        == "\n1 | # Why.\n2 | let a = 1\n\n4 | for i in 1 2\n5 |   print $i\n6 | end\n1\n2\n")
  }

  @Test("77: s skips, b goes back to before the last statement") func back() {
    let (outcome, session, prompts) = present(
      "let a = 1\nlet a = $a + 1\nlet a = $a * 10", .line(""), .line(""), .line("b"), .line("b"), .line(""), .line("s"),
      .line(""))
    #expect(outcome == .done)
    #expect(prompts.count == 7)
    #expect(value(session, "$a") == "10")
  }

  @Test("77: b brings weights and step back") func backFromTraining() {
    let script = "data xor\nlayer 2 tanh\noutput 1 sigmoid\ntrain 5 steps\nprint step"
    let enter = LineEvent.line("")
    let (_, session, _) = present(script, enter, enter, enter, enter, .line("b"), enter, enter)
    #expect(value(session, "step") == "5")
    #expect(console.written.hasSuffix("5\n5\n"))
  }

  @Test("77: with nothing to go back to, b reports that") func nothingBehind() {
    _ = present("let a = 1", .line("b"), .line("q"))
    #expect(console.reported.contains("no step to go back to"))
  }

  @Test("77: i breaks in and the same statement waits again") func breakIn() {
    let (outcome, session, prompts) = present("let a = 1\nprint $a", .line(""), .line("i"), .line("")) { session in
      if case .ready(let program) = session.read(Array("let a = 7".utf8), name: "p", kind: .prompt) {
        _ = session.run(program)
      }
      return .done
    }
    #expect(outcome == .done)
    #expect(prompts.last == "step 2 of 2> ")
    #expect(console.written.hasSuffix("7\n"))
    #expect(value(session, "$a") == "7")
  }

  @Test("77: exit while broken in leaves") func exitInside() {
    #expect(present("let a = 1", .line("i")) { _ in .exit(5) }.outcome == .exit(5))
  }

  @Test("77: r runs to the end, q quits with 0, Ctrl-D too") func leaving() {
    #expect(present("print 1\nprint 2\nprint 3", .line("r")).outcome == .done)
    #expect(console.written.hasSuffix("1\n2\n3\n"))
    #expect(present("print 4\nprint 5", .line(""), .line("q")).outcome == .exit(0))
    #expect(!console.written.contains("\n5\n"))
    #expect(present("print 6", .end).outcome == .exit(0))
  }

  @Test("77: a failed statement leaves the session unchanged and waits again") func failure() {
    let (outcome, session, prompts) = present(
      "let a = 1\nfor i in 1 0\n  let a = 5 / ($i + step)\nend\nprint \"on\"", .line(""), .line(""), .line("s"),
      .line(""))
    #expect(outcome == .failed)
    #expect(prompts == ["step 1 of 3> ", "step 2 of 3> ", "step 2 of 3> ", "step 3 of 3> "])
    #expect(value(session, "$a") == "1")
    #expect(console.reported.contains("the session is unchanged"))
  }

  @Test("77: after r the first error ends the run") func failureRunningOn() {
    #expect(present("let a = 1\nlet b = 1 / step\nprint 9", .line("r")).outcome == .failed)
    #expect(!console.written.contains("9\n"))
  }

  @Test("77: an unknown answer is explained and runs nothing") func otherAnswers() {
    let (outcome, _, prompts) = present("print 1", .line("show model"), .interrupt(dropped: "x"), .line("?"), .line(""))
    #expect(outcome == .done)
    #expect(prompts.count == 4)
    #expect(console.reported.contains("'show model' is not a command here"))
  }

  @Test("77: SIGTERM ends the run") func terminated() {
    #expect(present("print 1", .signal(15)).outcome == .signal(15))
  }

  @Test("77: on a terminal one key is an answer, and its action is shown") func keys() {
    let session = Session(console: console)
    guard
      case .ready(let program) = session.read(
        Array("print 1\nprint 2\nprint 3\nprint 4".utf8), name: "f.nn", kind: .script)
    else {
      Issue.record("not ready")
      return
    }
    let keys = ScriptedKeys([.line(""), .line("s"), .line("x"), .line("\u{FFFD}"), .line("b"), .line(""), .line("r")])
    let presenter = Presenter(interpreter: session, lines: keys, console: console) { .done }
    #expect(presenter.run(program) == .done)
    let ran = console.written.split(separator: "\n").filter { !$0.contains("|") }
    #expect(ran == ["1", "skip", "x", "back", "2", "run on", "3", "4"])
    #expect(
      console.reported.contains("'x' is not a command here")
        && console.reported.contains("this key is not a command here"))
    #expect(
      keys.prompts.map { $0.prefix(6) } == ["step 1", "step 2", "step 3", "step 3", "step 3", "step 2", "step 3"])
  }

  @Test("77: narration appears above the next statement, and is not a step") func narration() {
    let script =
      "note \"Once.\"\nnote \"Upon a time.\"\nlet a = 1\nnote \"a is {$a}.\"\npause \"look\"\nlet b = 2\nnote \"The end.\""
    let (outcome, _, prompts) = present(script, .line(""), .line("b"), .line(""), .line(""))
    #expect(outcome == .done)
    #expect(prompts == ["step 1 of 2> ", "step 2 of 2> ", "step 1 of 2> ", "step 2 of 2> "])
    let first = "\nOnce.\nUpon a time.\n\n3 | let a = 1\n"
    let second = "\na is 1.\n\n6 | let b = 2\n"
    #expect(console.written == first + second + first + second + "\nThe end.\n")
  }
}

/// Keys provided by a test, followed by the end again and again.
private final class ScriptedKeys: LineSource {
  private var events: [LineEvent]
  private(set) var prompts: [String] = []

  init(_ events: [LineEvent]) { self.events = events }

  func next(prompt: String, pending: String) -> LineEvent {
    Issue.record("a line is asked where keys can be had")
    return .end
  }

  func key(prompt: String) -> LineEvent? {
    prompts.append(prompt)
    return events.isEmpty ? .end : events.removeFirst()
  }
}
