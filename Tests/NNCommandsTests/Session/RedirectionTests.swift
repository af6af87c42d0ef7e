import Testing

@testable import NNCommands

/// Where results go, tables shown whole, times.
@Suite struct RedirectionTests {
  @Test("66: redirect sends results to a file until `redirect none`; errors stay") func redirect() throws {
    let conversation = Conversation(kind: .prompt)
    conversation.output("print 1\nredirect \"f.txt\"\nprint 2\ndata xor\nshow data\nredirect none\nprint 3")
    #expect(conversation.console.written == "1\n3\n")
    let text = try conversation.contents(of: "f.txt")
    #expect(text.hasPrefix("2\n") && text.contains("class 0"))
    _ = conversation.run("redirect \"f.txt\"")
    #expect(conversation.errors("print (1 / 0)") == ["E0306"] || !conversation.reported.isEmpty)
    #expect(try conversation.contents(of: "f.txt").isEmpty, "begun anew, and no error in it")
  }

  @Test("66: once takes the next statement that prints, a block as one") func once() throws {
    let conversation = Conversation(kind: .prompt)
    conversation.output("once \"a.txt\"")
    conversation.output("let x = 5")
    #expect(conversation.output("for i in 1 2\nprint $i\nend").isEmpty)
    #expect(conversation.output("print 3") == "3\n")
    #expect(try conversation.contents(of: "a.txt") == "1\n2\n")
  }

  @Test("66: once inside a loop names a file a round") func onceInLoop() throws {
    let conversation = Conversation()
    #expect(conversation.output("for i in 1 2\nonce \"f{$i}.txt\"\nprint $i\nprint ($i * 10)\nend") == "10\n20\n")
    #expect(try conversation.contents(of: "f1.txt") == "1\n")
    #expect(try conversation.contents(of: "f2.txt") == "2\n")
  }

  @Test("66: once holds while a training speaks") func onceWhileTraining() throws {
    let conversation = Conversation()
    let text =
      "data xor\nlayer 2 tanh\noutput 1 sigmoid\nevery 2 steps print step\nonce \"t.txt\"\ntrain 6 steps\nprint 9"
    #expect(conversation.output(text) == "9\n")
    #expect(try conversation.contents(of: "t.txt") == "2\n4\n6\n" || conversation.contents(of: "t.txt") == "0\n2\n4\n")
  }

  @Test("66: a file that cannot be opened or written is an error") func failure() {
    let conversation = Conversation(kind: .prompt)
    #expect(conversation.errors("redirect \"/dev/null/f.txt\"") == ["E0702"])
    #expect(conversation.output("print 1") == "1\n")
    conversation.output("redirect \"/dev/full\"")
    #expect(conversation.errors("print 2") == ["E0702"])
    #expect(conversation.reported.contains("no space left"))
    #expect(conversation.output("print 3") == "3\n")
  }

  @Test("65: a long table says how many rows are hidden, and `last` shows all") func last() {
    let conversation = Conversation(kind: .prompt, isInteractive: true)
    #expect(conversation.errors("last") == ["E0225"])
    let text = "data table\n" + (1...70).map { "row \($0) gives \($0 * 2)\n" }.joined() + "end\nlayer 1\noutput linear"
    conversation.output(text)
    let shown = conversation.output("eval")
    #expect(shown.contains("… 20 more rows (`last` shows all)"))
    let whole = conversation.output("last")
    #expect(whole.split(separator: "\n").count >= 72 && !whole.contains("more rows"))
    #expect(conversation.output("mode csv\nlast").split(separator: "\n").count == 71)
    #expect(Conversation().output(text + "\neval").split(separator: "\n").count >= 72, "a script prints it whole")
  }

  @Test("68: timer on prints seconds, of failed statements, too") func timer() {
    let conversation = Conversation(kind: .prompt)
    #expect(conversation.output("timer") == "timer off\n")
    conversation.output("timer on")
    #expect(!conversation.reported.contains("time:"))
    conversation.output("print 1")
    #expect(conversation.reported.contains(/^time: \d+\.\d{3} s, computing \d+\.\d{3} s\n$/))
    #expect(conversation.run("print (1 / step)") == .failed)
    #expect(conversation.reported.contains("time: "))
    conversation.output("timer off")
    conversation.output("print 1")
    #expect(conversation.reported.isEmpty)
  }

  @Test("`clear` belongs to the prompt") func clear() {
    #expect(Conversation().errors("clear") == ["E0217"] || !Conversation().errors("clear").isEmpty)
    #expect(Conversation(kind: .prompt).output("clear").isEmpty)
  }
}
