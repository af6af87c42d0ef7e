import Testing

@testable import NNCommands
@testable import NNScript

/// What `undo` keeps, and that a day at the prompt fits into memory.
@Suite struct UndoTests {
  private func snapshot(_ entry: String, bytes: Int) -> Snapshot {
    Snapshot(state: SessionState(), variables: [:], entry: entry, bytes: bytes)
  }

  @Test("80: the oldest entries are forgotten beyond a number and a size, never the last") func bounds() {
    var stack = UndoStack()
    for number in 0..<(UndoStack.limit + 50) { stack.add(snapshot("\(number)", bytes: 1)) }
    #expect(stack.past.count == UndoStack.limit)
    #expect(stack.past.first?.entry == "50")
    for number in 0..<10 { stack.add(snapshot("big \(number)", bytes: 100), byteLimit: 350) }
    #expect(stack.past.map(\.entry) == ["big 7", "big 8", "big 9"])
    stack.add(snapshot("huge", bytes: 1000), byteLimit: 350)
    #expect(stack.past.map(\.entry) == ["huge"])
    stack.add(snapshot("small", bytes: 1), byteLimit: 350)
    #expect(stack.past.map(\.entry) == ["small"])
  }

  @Test("80: variables come and go with undo and redo") func variables() {
    let conversation = Conversation(kind: .prompt)
    conversation.output("let a = 1")
    conversation.output("let a = 2; let b = 3")
    conversation.output("(40 + 2)")
    let after = conversation.fingerprint
    conversation.output("undo")
    #expect(conversation.output("print $a") == "1\n")
    #expect(conversation.session.evaluator.variables["b"] == nil)
    conversation.output("redo")
    #expect(conversation.fingerprint == after)
    conversation.output("undo\nundo")
    #expect(conversation.session.evaluator.variables["a"] == nil)
    conversation.output("undo")
    #expect(conversation.reported.contains("nothing to take back"))
  }

  @Test("40: a block that fails leaves the session as it was, and redo brings back what it did") func failedBlock() {
    let conversation = Conversation(kind: .prompt, isInteractive: true)
    conversation.output("data xor\nlet k = 0")
    let before = conversation.fingerprint
    let block = "for n in 3 2 1\nlet k = $n\nlayer $n tanh\nprint (1 / (layers - 2))\nend"
    #expect(conversation.run(block) == .failed)
    #expect(conversation.reported.contains("`redo` brings back"))
    #expect(conversation.fingerprint == before)
    conversation.output("redo")
    #expect(conversation.output("print $k layers") == "2 2\n")
    conversation.output("undo")
    #expect(conversation.fingerprint == before)
    // What stood before the block in the same entry stays.
    #expect(conversation.run("let j = 7\nfor n in 1\nlet k = 5\nprint (1 / step)\nend") == .failed)
    #expect(conversation.output("print $j $k") == "7 0\n")
    conversation.output("undo")
    #expect(conversation.fingerprint == before)
  }

  @Test("an undone future is not entered into the saved session") func journalAfterUndo() throws {
    let conversation = Conversation(kind: .prompt)
    conversation.output("let a = 1")
    conversation.output("let b = 2")
    conversation.output("undo")
    conversation.output("let c = 3")
    conversation.output("save session \"s.nn\"")
    let text = try conversation.contents(of: "s.nn")
    #expect(text.contains("let a = 1\nlet c = 3\n") && !text.contains("let b"))
  }

  @Test("texts that nothing refers to are forgotten, those of `every` and `stop` are not") func sources() {
    let conversation = Conversation(kind: .prompt)
    conversation.output("data xor\nlayer 2 tanh\noutput 1 sigmoid")
    conversation.output("every 5 steps print step")
    conversation.output("stop when loss < 0.001")
    for number in 0..<300 {
      conversation.output("print \(number)")
      #expect(conversation.errors("bogus \(number)") == ["E0201"])
      _ = conversation.session.read(Array("for i in 1 2\nprint \(number)".utf8), name: "p", kind: .prompt)
    }
    #expect(conversation.session.sources.count < 20)
    #expect(conversation.output("train 10 steps").contains("5\n"))
    #expect(conversation.output("show settings").contains("stop when loss < 0.001"))
    // `undo` may bring an old one back.
    conversation.output("stop never")
    for number in 0..<20 { conversation.output("print \(number)") }
    conversation.output("undo")
    #expect(conversation.output("show settings").contains("stop when loss < 0.001"))
  }

  @Test("the journal of a long session forgets what no longer matters") func compaction() throws {
    let conversation = Conversation(kind: .prompt)
    for number in 0..<3000 { conversation.output("seed \(number)\nlet x = \(number)") }
    #expect(conversation.session.journal.lines.count < 2500)
    for _ in 0..<5 { conversation.output("undo") }
    conversation.output("save session \"s.nn\"")
    #expect(try conversation.contents(of: "s.nn") == "# saved by nnsh\nseed 2994\nlet x = 2994\n")
    conversation.output("redo")
    #expect(conversation.output("print $x") == "2995\n")
  }
}
