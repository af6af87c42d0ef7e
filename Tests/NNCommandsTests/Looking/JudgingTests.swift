import Testing

@testable import NNCommands

@Suite struct JudgingTests {
  /// A gate that is told apart by hand-set weights: class 1 only where both inputs are 1, of a table that wants or.
  private func conversation() -> Conversation {
    let conversation = Conversation()
    conversation.output(
      """
      data or
      output sigmoid
      set weight 1 1 1 to 10
      set weight 1 1 2 to 10
      set bias 1 1 to -15
      """)
    return conversation
  }

  @Test func confusion() {
    let conversation = conversation()
    let text = conversation.output("confusion")
    #expect(text.contains("train part: 2 of 4 rows right, accuracy 0.5"))
    let rows = conversation.output("mode csv\nconfusion").split(separator: "\n").map(String.init)
    #expect(
      rows == [
        "class,as 0,as 1,rows,precision,recall,f1", "0,1,0,1,0.3333333333333333,1,0.5",
        "1,2,1,3,1,0.3333333333333333,0.5", "mean,,,4,0.6666666666666666,0.6666666666666666,0.5",
      ])
  }

  @Test func mistakes() {
    let conversation = conversation()
    let text = conversation.output("show mistakes 1")
    #expect(text.contains("train part: 2 of 4 rows mistaken"))
    let rows = conversation.output("mode csv\nshow mistakes 5").split(separator: "\n")
    #expect(rows.count == 3)
    #expect(rows[0] == "row,target,predicted,hypothesis,miss")
    #expect(rows[1].hasPrefix("2,1,0,0.0066"))
    let right = Conversation()
    right.run("data or\noutput sigmoid\noptimizer adam rate 0.1\ntrain 500 steps")
    #expect(right.output("show mistakes 3") == "train part: 0 of 4 rows mistaken\n")
  }

  /// What was set aside is what is judged.
  @Test func theTestPartComesFirst() {
    let conversation = Conversation()
    conversation.output("data moons points 50\nsplit 60 40\nlayer 4 tanh\noutput sigmoid")
    #expect(conversation.output("confusion").contains("test part:"))
    #expect(conversation.output("confusion train").contains("train part:"))
    #expect(conversation.output("show mistakes 1").contains("of 20 rows mistaken"))
    #expect(conversation.errors("confusion validation") == ["E0602"])
  }
}
