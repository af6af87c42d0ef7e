import NNScript
import NeuralNetwork
import Testing

@testable import NNCommands

/// `data … test`: a test part that comes from a file of its own.
@Suite struct TestFileTests {
  private func talk() throws -> Conversation {
    let talk = Conversation()
    try talk.write(Array("a,colour,y\n1,red,no\n2,green,yes\n3,blue,no\n4,red,yes\n".utf8), to: "train.csv")
    try talk.write(Array("note,y,colour,a\nx,yes,blue,5\ny,yes,red,6\n".utf8), to: "test.csv")
    return talk
  }

  @Test func rowsStandBehindTheOthers() throws {
    let talk = try talk()
    talk.output("data csv \"train.csv\" target y test \"test.csv\"")
    let data = try #require(talk.session.state.workspace.dataset)
    #expect(data.rows == 6 && data.testRows == 4..<6)
    #expect(data.featureNames == ["a", "colour=blue", "colour=green", "colour=red"])
    #expect(Array(data.input(4)) == [5, 1, 0, 0] && Array(data.input(5)) == [6, 0, 0, 1])
    #expect(data.targets.classIndices == [0, 1, 0, 1, 1, 1])
    talk.output("scale standard\nlayer 3 tanh\noutput sigmoid\ntrain 5 epochs\neval test\nconfusion test")
    // The test rows have no share in the scaling.
    let scaler = try #require(talk.session.state.workspace.description.model.learned?.scaler)
    #expect(scaler.offsets[0] == 2.5)
    #expect(talk.errors("split 70 15 15") == ["E0502"])
    talk.output("split 50 50\ntrain 1 epochs\neval")
  }

  @Test func whatTheTestFileLacksIsNamedAtItsPath() throws {
    let talk = try talk()
    let statement = "data csv \"train.csv\" target y test \"other.csv\""
    for (text, code, named) in [
      ("a,y\n1,no\n", "E0508", "'colour'"), ("a,colour,y\n1,pink,no\n", "E0506", "'pink'"),
      ("a,colour,y\n1,red,maybe\n", "E0506", "'maybe'"), ("a,colour,y\nw,red,no\n", "E0506", "'a'"),
    ] {
      try talk.write(Array(text.utf8), to: "other.csv")
      #expect(talk.errors(statement) == [code], "\(text)\(talk.reported)")
      #expect(talk.reported.contains(named) && talk.reported.contains(":1:36:"), "\(text)\(talk.reported)")
    }
    #expect(talk.errors(statement.replacing("other", with: "none")) == ["E0701"])
  }

  /// A column may be called `test`: only before a file's name, last or before another option, is it the option.
  @Test func aColumnMayBeCalledTest() throws {
    let talk = Conversation()
    try talk.write(Array("test,b,y\n1,2,3\n4,5,6\n".utf8), to: "t.csv")
    talk.output("data csv \"t.csv\" target test features b y")
    talk.output("data csv \"t.csv\" target y features test b")
    talk.output("data csv \"t.csv\" target y features b test")
    #expect(talk.session.state.workspace.dataset?.featureNames == ["b", "test"])
    talk.output("data csv \"t.csv\" target y features b test test \"t.csv\"")
    #expect(talk.session.state.workspace.dataset?.rows == 4)
    talk.output("data csv \"t.csv\" target y test \"t.csv\" skip b")
    #expect(talk.session.state.workspace.dataset?.featureNames == ["test"])
  }

  @Test func missingNumbersOfTheTestRowsTakeTheMeanOfTheTrainingPart() throws {
    let talk = Conversation()
    try talk.write(Array("a,y\n1,0\n3,1\n".utf8), to: "train.csv")
    try talk.write(Array("a,y\n,0\n100,1\n".utf8), to: "test.csv")
    talk.output("data csv \"train.csv\" target y missing mean test \"test.csv\"\nlayer 1\noutput linear")
    let here = SourceRange(source: 0, lower: 0, upper: 0)
    let data = try talk.session.preparedData(for: try talk.session.resolvedNetwork(at: here), at: here)
    #expect(data.dataset.input(2).first == 2)
  }

  @Test func arrays() throws {
    let talk = Conversation()
    try talk.write(ArrayFileTests.npy([3, 2], [1, 2, 3, 4, 5, 6]), to: "x.npy")
    try talk.write(ArrayFileTests.npy([3], [3, 7, 3]), to: "y.npy")
    try talk.write(ArrayFileTests.npy([1, 2], [8, 9]), to: "tx.npy")
    try talk.write(ArrayFileTests.npy([1], [7]), to: "ty.npy")
    talk.output("data npy \"x.npy\" \"y.npy\" as classes test \"tx.npy\" \"ty.npy\"")
    let data = try #require(talk.session.state.workspace.dataset)
    #expect(data.testRows == 3..<4 && data.targets.classIndices == [0, 1, 0, 1])
    try talk.write(ArrayFileTests.npy([1, 3], [8, 9, 9]), to: "wide.npy")
    #expect(talk.errors("data npy \"x.npy\" \"y.npy\" test \"wide.npy\" \"ty.npy\"") == ["E0506"])
    #expect(talk.reported.contains("its rows are 3, those of the others 2"))
  }

  @Test func whatReadsFilesObeysTheSandbox() throws {
    let talk = try talk()
    let outside = Conversation()
    try outside.write(Array("a,colour,y\n1,red,no\n".utf8), to: "out.csv")
    let boxed = Conversation { $0.sandbox = Sandbox(reads: [talk.folder], writes: nil) }
    let inside = "data csv \"\(talk.folder)/train.csv\" target y test \"\(talk.folder)/test.csv\""
    boxed.output(inside)
    #expect(
      boxed.errors(inside.replacing("\(talk.folder)/test.csv", with: "\(outside.folder)/out.csv")) == ["E0701"])
  }
}
