import Testing

@testable import NNCommands

@Suite struct CSVCommandTests {
  private static let plants = """
    id,height,leaves,kind,leaf colour
    1,31.5,4,fern,green
    2,12,9,moss,green
    3,28,5,fern,brown
    4,,8,moss,brown

    """

  private func conversation(_ text: String = plants) throws -> Conversation {
    let conversation = Conversation()
    try conversation.write(Array(text.utf8), to: "plants.csv")
    return conversation
  }

  @Test func trainsOnAFile() throws {
    let conversation = try conversation()
    conversation.output(
      """
      data csv "plants.csv" target kind skip id missing mean
      scale standard
      layer 4 tanh
      output sigmoid
      train 50 epochs
      expect accuracy >= 0.5
      """)
    #expect(
      conversation.session.state.workspace.dataset?.featureNames == [
        "height", "leaves", "leaf colour=brown", "leaf colour=green",
      ])
  }

  @Test func saysWhatWasLeftOut() throws {
    let conversation = try conversation()
    conversation.run("data csv \"plants.csv\" target kind skip id missing drop")
    #expect(conversation.reported == "plants.csv: 1 row left out because a value is missing\n")
    conversation.run("data csv \"plants.csv\" target kind skip id missing mean")
    #expect(conversation.reported == "plants.csv: 1 missing value is now its column's mean\n")
  }

  /// Seconds since 1970 fall together in float32.
  @Test func saysWhatIsRounded() throws {
    let conversation = try conversation("time,y\n1700000001,1\n1700000100,2\n")
    conversation.run("data csv \"plants.csv\" target y")
    #expect(conversation.reported.contains("column 'time' has numbers up to 1700000128"))
    #expect(conversation.reported.contains("in steps of 128"))
    try conversation.write(Array("time,y\n16777216,1\n3,2\n".utf8), to: "plants.csv")
    conversation.run("data csv \"plants.csv\" target y")
    #expect(conversation.reported.isEmpty)
  }

  @Test func mistakesStandAtTheirWords() throws {
    let conversation = try conversation()
    conversation.run("data csv \"plants.csv\" target knd skip id")
    #expect(conversation.reported.contains(":1:30: error[E0508]: 'plants.csv' has no column 'knd'"))
    #expect(conversation.reported.contains("did you mean 'kind'?"))
    #expect(conversation.errors("data csv \"plants.csv\" target kind") == ["E0506"])
    #expect(conversation.reported.contains("'plants.csv', line 5, column 2 ('height'): the value is missing"))
    #expect(conversation.errors("data csv \"nowhere.csv\" target kind") == ["E0701"])
    #expect(conversation.errors("data csv \"plants.csv\" target kind separator \"ab\"") == ["E0508"])
    #expect(conversation.errors("data csv \"plants.csv\" target kind missing maybe") == ["E0203"])
    #expect(conversation.errors("data csv \"plants.csv\"") == ["E0204"])
    #expect(conversation.errors("data csv \"plants.nn\" target kind") == ["E0210"])
  }

  /// A file with another separator is the commonest of mistakes.
  @Test func namesTheSeparator() throws {
    let conversation = try conversation("a;y\n1;2\n")
    conversation.run("data csv \"plants.csv\" target y")
    #expect(conversation.reported.contains("separator \";\""))
  }

  /// The check reads the header, so a script whose last line names a wrong column does nothing.
  @Test func checkedBeforeAnythingRuns() throws {
    let conversation = try conversation()
    conversation.run("print \"begun\"\ndata csv \"plants.csv\" target kin")
    #expect(conversation.console.written == "")
    #expect(conversation.reported.contains("E0508"))
  }

  /// What a script writes itself is not there yet, or is an old one.
  @Test func filesOfTheScriptItself() throws {
    let conversation = try conversation()
    conversation.output(
      """
      data xor
      layer 2 tanh
      output sigmoid
      train 10 steps
      save curve "plants.csv"
      model other
      data csv "plants.csv" target loss features step
      expect accuracy == 1 or loss > 0
      """.replacing("expect accuracy == 1 or loss > 0", with: "show data"))
    #expect(conversation.console.written.contains("loss"))
  }

  @Test func unbalancedClasses() throws {
    let rows = (0..<20).map { "\($0),\($0 < 18 ? "no" : "yes")\n" }.joined()
    let conversation = try conversation("a,y\n" + rows)
    let text = conversation.output("data csv \"plants.csv\" target y\nshow data")
    #expect(text.contains("class no   18 rows, 90.0 %"))
    #expect(text.contains("the classes are unbalanced: always saying 'no' is right for 90.0 % of the rows"))
    #expect(!conversation.output("data moons\nshow data").contains("unbalanced"))
  }

  @Test func failureKeepsTheData() throws {
    let conversation = try conversation()
    conversation.run("data xor")
    let before = conversation.fingerprint
    conversation.run("data csv \"plants.csv\" target kind")
    #expect(conversation.fingerprint == before)
  }
}
