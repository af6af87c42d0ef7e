import Testing

@testable import NNCommands

@Suite struct FilePredictionTests {
  private static let plants = """
    id,height,leaves,kind,colour
    1,31.5,4,fern,green
    2,12,9,moss,green
    3,28,5,fern,brown
    4,11,8,moss,brown

    """

  /// A model that learned from words and numbers.
  private func trained(_ more: String = "") throws -> Conversation {
    let conversation = Conversation()
    try conversation.write(Array(Self.plants.utf8), to: "plants.csv")
    conversation.output(
      """
      data csv "plants.csv" target kind skip id \(more)
      scale standard
      layer 3 tanh
      output sigmoid
      train 20 epochs
      """)
    return conversation
  }

  @Test func addsColumnsAndKeepsTheOthers() throws {
    let conversation = try trained()
    let rows = "note;colour;leaves;height\r\n\"a;b\";green;4;30\r\n\r\n;brown;8;12"
    try conversation.write(Array(rows.utf8), to: "new.csv")
    conversation.output("predict csv \"new.csv\" to \"out.csv\" separator \";\"")
    let lines = try conversation.contents(of: "out.csv").split(separator: "\r\n").map(String.init)
    #expect(lines.count == 3)
    #expect(lines[0] == "note;colour;leaves;height;hypothesis;predicted")
    #expect(lines[1].hasPrefix("\"a;b\";green;4;30;0."))
    #expect(lines[1].hasSuffix(";fern") || lines[1].hasSuffix(";moss"))
    #expect(lines[2].hasPrefix(";brown;8;12;0."))
    // The same as one row at a time, words and all.
    conversation.run("mode csv")
    let single = conversation.output("predict 30 4 green").split(separator: "\n").map(String.init)
    #expect(lines[1].hasSuffix(single[1].replacing(",", with: ";")))
  }

  @Test func savedModelsReadTheSameColumns() throws {
    let conversation = try trained("missing mean")
    conversation.output("predict csv \"plants.csv\" to \"first.csv\"\nsave \"m.safetensors\"")
    let other = Conversation()
    for name in ["plants.csv", "m.safetensors"] {
      try other.write(FileAccess.read(FileLocation("\(conversation.folder)/\(name)")), to: name)
    }
    other.output("load \"m.safetensors\"\npredict csv \"plants.csv\" to \"second.csv\"")
    #expect(try other.contents(of: "second.csv") == conversation.contents(of: "first.csv"))
    // A number that is missing becomes the mean that the model learned with.
    try other.write(Array("height,leaves,colour\n,4,green\n".utf8), to: "gap.csv")
    other.output("predict csv \"gap.csv\" to \"out.csv\"")
    #expect(other.reported == "gap.csv: 1 missing value is now its column's mean\n")
    let mean = other.output("mode csv\npredict 20.625 4 green").split(separator: "\n")[1]
    #expect(try other.contents(of: "out.csv").split(separator: "\n")[1] == ",4,green,\(mean)")
  }

  @Test func rowsThatCannotBePredicted() throws {
    let conversation = try trained()
    try conversation.write(Array("height,leaves,colour\n,4,green\n9,4,blue\n9,4,brown\n".utf8), to: "new.csv")
    conversation.output("predict csv \"new.csv\" to \"out.csv\"")
    let lines = try conversation.contents(of: "out.csv").split(separator: "\n").map(String.init)
    #expect(lines[1] == ",4,green,,")
    #expect(lines[2] == "9,4,blue,,")
    #expect(lines[3].hasPrefix("9,4,brown,0."))
    #expect(
      conversation.reported.contains("2 rows without a prediction; the first is line 2 (height): the value is missing"))
  }

  @Test(arguments: [
    ("height,leaves\n1,2\n", "E0506", "has no column 'colour'"),
    ("height,leaves,colour,predicted\n1,2,green,3\n", "E0508", "already has a column 'predicted'"),
    ("height,leaves,colour\n1,x,green\n", "E0506", "line 2, column 2 ('leaves'): found 'x', expected a number"),
    ("height,leaves,colour\n1,2\n", "E0506", "line 2: found 2 values, expected 3"),
    ("", "E0506", "is empty"),
  ])
  func mistakesWriteNothing(text: String, code: String, says: String) throws {
    let conversation = try trained()
    try conversation.write(Array(text.utf8), to: "new.csv")
    try conversation.write(Array("old".utf8), to: "out.csv")
    #expect(conversation.errors("predict csv \"new.csv\" to \"out.csv\"") == [code])
    #expect(conversation.reported.contains(says))
    #expect(try conversation.contents(of: "out.csv") == "old")
  }

  @Test func filesThatAreNotThere() throws {
    let conversation = try trained()
    #expect(conversation.errors("predict csv \"nowhere.csv\" to \"out.csv\"") == ["E0701"])
    #expect(conversation.errors("predict csv \"plants.csv\" to \"/dev/null/out.csv\"") == ["E0702"])
    #expect(conversation.errors("predict 1 2 purple") == ["E0411"])
    #expect(conversation.errors("predict red 2 green") == ["E0411"])
  }

  /// More rows than a batch, and a file that takes the place of its own input.
  @Test func manyRows() throws {
    let conversation = Conversation()
    conversation.output("data xor\nlayer 3 tanh\noutput sigmoid")
    let rows = (0..<9000).map { "\($0),\($0 % 2),\($0 / 2 % 2)\n" }.joined()
    try conversation.write(Array(("n,x1,x2\n" + rows).utf8), to: "many.csv")
    conversation.output("predict csv \"many.csv\" to \"many.csv\"")
    let lines = try conversation.contents(of: "many.csv").split(separator: "\n")
    #expect(lines.count == 9001)
    #expect(lines[8999].hasPrefix("8998,0,1,"))
    let answers = Set(lines.dropFirst().map { $0.split(separator: ",").dropFirst().joined(separator: ",") })
    #expect(answers.count == 4)
  }

  @Test func numbersHaveNoClass() throws {
    let conversation = Conversation()
    try conversation.write(Array("a,y\n1,2\n2,4\n3,6\n".utf8), to: "line.csv")
    conversation.output("data csv \"line.csv\" target y\noutput linear\npredict csv \"line.csv\" to \"out.csv\"")
    #expect(try conversation.contents(of: "out.csv").hasPrefix("a,y,hypothesis\n1,2,"))
    #expect(conversation.errors("confusion") == ["E0602"])
    #expect(conversation.output("show mistakes 2").split(separator: "\n").count == 4)
  }
}
