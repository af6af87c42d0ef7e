import Testing

@testable import NNCommands
@testable import NNScript
@testable import NeuralNetwork

/// `try`, and the trials of cures.
@Suite struct TrialTests {
  static let net = "data xor\nlayer 5 sigmoid times 3\noutput 1 sigmoid\nseed 1\noptimizer sgd rate 0.5\n"

  @Test func aTrialIsWhatTrainingGives() throws {
    let conversation = Conversation()
    conversation.output(Self.net + "train 30 steps\nmode csv")
    let shown = conversation.output("try activation tanh on hidden for 300 steps").split(separator: "\n")
    #expect(shown.count == 3)
    for (line, change) in zip(shown.dropFirst(), ["", "activation tanh on hidden\n"]) {
      let other = Conversation()
      other.output(Self.net + change + "train 300 steps")
      let loss = try #require(Double(other.output("print loss").dropLast()))
      let said = try #require(Double(line.split(separator: ",")[2]))
      #expect(abs(loss - said) < 1e-6, "\(line)")
    }
  }

  @Test(arguments: [
    "activation relu on 1", "init all normal 0 1", "loss mse", "optimizer adam rate 0.01", "schedule exponential 0.9",
    "regularize l2 0.1", "clip norm 1", "batch 2", "seed 5", "scale standard",
  ])
  func nothingChanges(_ statement: String) {
    let conversation = Conversation()
    conversation.output(Self.net + "every 10 steps print step\ntrain 20 steps")
    let before = conversation.fingerprint
    #expect(conversation.output("try \(statement) for 50 steps").contains(statement))
    #expect(conversation.fingerprint == before)
    #expect(conversation.console.written.split(separator: "\n").allSatisfy { Int($0) == nil }, "callbacks ran")
  }

  @Test func badTrialsAreErrorsAndChangeNothing() {
    let conversation = Conversation()
    conversation.output(Self.net)
    let before = conversation.fingerprint
    #expect(conversation.errors("try loss hinge for 0 steps").isEmpty == false)
    #expect(conversation.errors("try loss cross_entropy for 10 steps") == ["E0409"])
    #expect(conversation.errors("try data xor for 10 steps").isEmpty == false)
    #expect(conversation.fingerprint == before)
    #expect(Conversation().errors("try optimizer adam for 5 steps") == ["E0403"])
  }

  @Test func aTrialCanBeInterrupted() {
    let conversation = Conversation()
    conversation.output(Self.net)
    let before = conversation.fingerprint
    conversation.console.questionsToSignal = 3
    #expect(conversation.run("try optimizer adam for 100000000 steps") == .signal(2))
    #expect(conversation.fingerprint == before)
  }

  @Test func aTrialThatDivergesSaysAtWhichStep() {
    let conversation = Conversation()
    conversation.output(TrainingTests.diverging + "mode csv")
    let shown = conversation.output("try seed 2 for 100 steps").split(separator: "\n")
    #expect(shown[1].hasSuffix("true") && shown[1].hasPrefix("as it is"))
  }

  @Test func diagnoseTriesItsCure() {
    let conversation = Conversation()
    conversation.output(
      "data xor\nlayer 5 sigmoid times 9\noutput 1 sigmoid\nseed 1\ninit all normal 0 1\nloss bce naive\n"
        + "optimizer sgd rate 0.01\ntrain 500 steps")
    let before = conversation.fingerprint
    let shown = conversation.output("diagnose")
    #expect(shown.contains("tried `activation tanh on hidden` on a copy, 500 steps from seed 1: loss"), "\(shown)")
    #expect(shown.contains("(without it: loss 0.69"))
    #expect(conversation.fingerprint == before)
  }

  @Test func aVerdictIsOfWhatTheCureIsFor() {
    func trial(_ loss: Double, _ validationLoss: Double? = nil, nonFinite: Int? = nil) -> Trial {
      Trial(name: "", steps: 1, loss: loss, validationLoss: validationLoss, nonFinite: nonFinite)
    }
    let plain = trial(0.001, 1.07)
    #expect(trial(0.1, 0.4).verdict(beside: plain, onValidation: true) == .better)
    #expect(trial(0.1, 0.4).verdict(beside: plain, onValidation: false) == .noBetter)
    #expect(trial(0.1, 1.06).verdict(beside: plain, onValidation: true) == .hardlyBetter)
    #expect(trial(0.1, 1.07).verdict(beside: plain, onValidation: true) == .noBetter)
    #expect(trial(0.07).verdict(beside: trial(0.06), onValidation: true) == .noBetter)
    #expect(trial(.nan, nonFinite: 3).verdict(beside: trial(.nan, nonFinite: 2), onValidation: false) == .noBetter)
    #expect(trial(9).verdict(beside: trial(.nan, nonFinite: 2), onValidation: false) == .better)
  }

  @Test func whatIsWorseIsNotCalledHardlyBetter() {
    let conversation = Conversation()
    let shown = conversation.output(
      "data xor\nlayer 4 relu\noutput 1 sigmoid\nseed 1\noptimizer sgd rate 0.1\n"
        + "for unit from 1 to 4\nset bias 1 $unit to -5\nend\ntrain 500 steps\ndiagnose")
    #expect(shown.contains(", no better\n") && !shown.contains("hardly better"), "\(shown)")
  }

  @Test func aStallIsNamedAtTheEndOfTraining() {
    let conversation = Conversation()
    conversation.output(
      "data xor\nlayer 5 sigmoid times 9\noutput 1 sigmoid\nseed 1\ninit all normal 0 1\noptimizer sgd rate 0.01\n"
        + "train 2000 steps")
    #expect(conversation.reported.contains("the loss hardly falls any more: 0.69"))
    #expect(conversation.reported.contains(" at step 1000, "), "the half that was looked at, not step 0")
    #expect(conversation.reported.contains("G1 vanishing gradient"))
    conversation.output(
      "data xor\nmodel other\nlayer 4 tanh\noutput 1 sigmoid\noptimizer adam rate 0.1\ntrain 2000 steps")
    #expect(!conversation.reported.contains("hardly falls"))
  }
}
