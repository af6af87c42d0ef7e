import Testing

@testable import NNCommands

@Suite struct MeasureTests {
  static let moons = """
    data moons
    split 70 15 15
    scale standard
    layer 8 tanh
    output 1 sigmoid
    optimizer adam rate 0.05

    """

  @Test func everyMeasureOfClassesIsKnown() {
    let conversation = Conversation()
    conversation.output(Self.moons + "train 5 epochs as a")
    for part in ["", "train.", "validation.", "test.", "runs.a.", "runs.a.test.", "runs.a.validation."] {
      for name in ["loss", "accuracy", "precision", "recall", "f1", "auc", "mae"] {
        let shown = conversation.output("print \(part)\(name)")
        #expect(Double(shown.dropLast()) != nil, "\(part)\(name): \(shown)")
      }
    }
    conversation.output("print batch.loss step epoch seconds parameters layers rate nan runs.a.nan runs.a.epoch")
    conversation.output("expect epoch == 5\nexpect step == 25\nexpect rate == 0.05")
  }

  @Test(arguments: [
    ("print test.loss", "E0602"), ("print validation.loss", "E0602"), ("print r2", "E0602"),
    ("print batch.loss", "E0602"), ("print runs.nobody.loss", "E0221"), ("print best.loss", "E0602"),
    ("print gradient(9)", "E0404"), ("eval test", "E0602"), ("compare", "E0603"), ("plot loss", "E0603"),
    ("plot runs", "E0603"), ("save curve \"a.csv\"", "E0603"), ("show row 5", "E0505"), ("predict 1", "E0411"),
    ("predict 1 2 3", "E0411"),
  ])
  func withoutItsDataAMeasureIsAnError(_ text: String, _ code: String) {
    let conversation = Conversation()
    conversation.output("data xor\nlayer 3 tanh\noutput 1 sigmoid\nprint loss")
    let before = conversation.fingerprint
    #expect(conversation.errors(text) == [code], "\(conversation.reported)")
    #expect(conversation.fingerprint == before)
  }

  @Test(arguments: ["accuracy", "precision", "recall", "f1", "auc"])
  func numbersHaveNoClassMeasures(_ name: String) {
    let conversation = Conversation()
    conversation.output("data sine\nlayer 4 tanh\noutput linear\nprint loss mae r2")
    #expect(conversation.errors("print \(name)") == ["E0602"])
  }

  @Test func measuresAreOfTheCurrentWeights() {
    let conversation = Conversation()
    conversation.output(Self.moons)
    let before = conversation.output("print loss gradient(1)")
    conversation.output("train 10 steps")
    let after = conversation.output("print loss gradient(1)")
    #expect(before != after)
    conversation.output("reset")
    #expect(conversation.output("print loss gradient(1)") == before)
  }

  @Test func layerMeasures() {
    let conversation = Conversation()
    conversation.output(
      "data xor\nlayer 4 relu\nlayer 4 tanh\noutput 1 sigmoid\nfor i from 1 to 4; set bias 1 $i to -99; end")
    conversation.output(
      "expect dead(1) == 4\nexpect gradient(1) == 0\nexpect saturated(2) == 0\nexpect gradient(3) >= 0")
    conversation.output("for i from 1 to 4; set bias 2 $i to 50; end\nexpect saturated(2) == 1")
  }

  @Test func evalOfATruthTableShowsItsRows() {
    let conversation = Conversation()
    conversation.output("data xor\nlayer 3 tanh\noutput 1 sigmoid")
    let lines = conversation.output("mode csv\neval").split(separator: "\n")
    #expect(lines[0] == "x1,x2,hypothesis,predicted,target")
    #expect(lines.count == 5)
    #expect(lines[2].hasPrefix("0,1,") && lines[2].hasSuffix(",1"))
  }

  @Test func predictScalesAsTheDataWere() {
    let conversation = Conversation()
    conversation.output(Self.moons + "train 20 epochs\nmode csv")
    let row = conversation.output("show row 3").split(separator: "\n")
    let inputs = row[1...2].map { $0.split(separator: ",")[1] }.joined(separator: " ")
    let own = row[3].split(separator: ",")[1]
    let predicted = conversation.output("predict \(inputs)").split(separator: "\n")[1].split(separator: ",")[1]
    #expect(predicted == own)
  }

  @Test func compareSortsBestFirst() {
    let conversation = Conversation()
    conversation.output(Self.moons + "train 1 steps as early\ntrain 20 epochs as late\nmode csv")
    let byLoss = conversation.output("compare by loss").split(separator: "\n").map { $0.prefix { $0 != "," } }
    #expect(byLoss == ["run", "late", "early"])
    let named = conversation.output("compare early by test.accuracy").split(separator: "\n")
    #expect(named.count == 2)
  }
}
