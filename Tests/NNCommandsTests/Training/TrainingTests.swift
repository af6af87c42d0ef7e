import Testing

@testable import NNCommands

@Suite struct TrainingTests {
  static let xor = "data xor\nlayer 3 tanh\noutput 1 sigmoid\noptimizer sgd rate 0.1\n"

  private func trained(_ more: String = "", isInteractive: Bool = false) -> Conversation {
    let conversation = Conversation(isInteractive: isInteractive)
    conversation.output(Self.xor + more)
    return conversation
  }

  @Test func settingsNotGivenAreShownOnceMarked() {
    let conversation = trained("train 2 steps")
    let said = conversation.reported.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(said.hasPrefix("(default) seed 0; init weights he"))
    #expect(said.contains("; loss bce;") && said.contains("; batch full;") && said.contains("; stop never;"))
    #expect(conversation.reported.split(separator: "\n").count < 6)
    #expect(!conversation.reported.contains("optimizer"))
    conversation.output("train 2 steps")
    #expect(conversation.reported.isEmpty)
  }

  @Test func unnamedRunsAreNumberedAndNamesReplace() {
    let conversation = trained("train 2 steps\ntrain 3 steps\ntrain 4 steps as run1")
    #expect(conversation.session.state.runs.map(\.name) == ["run2", "run1"])
    #expect(conversation.output("print runs.run1.step runs.run2.step") == "9 5\n")
  }

  @Test func trainAloneRepeatsTheLastRequestAsANewRun() {
    let conversation = trained("train 3 steps as first\ntrain\ntrain as third")
    #expect(conversation.session.state.runs.map(\.name) == ["first", "run1", "third"])
    conversation.output("expect step == 9")
    #expect(Conversation().errors(Self.xor + "train") == ["E0601"])
  }

  @Test func namesMayBeComputed() {
    let conversation = trained("let n = \"a\"\ntrain 2 steps as $n\ntrain 2 steps as \"{$n}2\"")
    #expect(conversation.session.state.runs.map(\.name) == ["a", "a2"])
    conversation.output("expect runs.$n.step == 2")
  }

  @Test func untilStopsAtTheConditionOrSaysThatItDidNot() {
    let conversation = trained("train until loss < 10 limit 50 steps\nexpect step == 0")
    #expect(!conversation.reported.contains("limit"))
    conversation.output("train until loss < 0 limit 5 steps as far\nexpect step == 5")
    #expect(conversation.reported.contains("the limit of 5 steps is reached before loss < 0"))
  }

  @Test func stepsFireBeforeTheUpdateAndEpochsAfter() {
    let conversation = trained("every 2 steps print \"s\" step\nevery 3 epochs print \"e\" epoch\ntrain 6 steps")
    #expect(conversation.console.written == "s 0\ns 2\ne 3\ns 4\ne 6\n")
    conversation.output("every none\ntrain 6 steps")
    #expect(conversation.console.written.isEmpty)
  }

  @Test func aBlockOfEverySeesAndSetsVariables() {
    let conversation = trained(
      "every 2 steps\n  let last = step\n  if step > 2\n    print $last\n  end\nend\ntrain 6 steps")
    #expect(conversation.console.written == "4\n")
    conversation.output("expect $last == 4")
  }

  @Test func anErrorInEveryEndsTheTrainingAndKeepsItsWeights() {
    let conversation = trained("every 3 steps if step > 3; print (1 / 0); end")
    #expect(conversation.run("train 10 steps as broken") == .failed)
    conversation.output("every none\nexpect step == 6\nexpect runs.broken.step == 6")
    conversation.output("train more\nexpect step == 10\nexpect runs.broken.step == 10")
  }

  @Test(arguments: ["train 3 steps", "layer 3", "seed 1", "data and", "for i in 1 2; print $i; end"])
  func everyHoldsOnlyWhatLooks(_ statement: String) {
    #expect(trained().run("every 2 steps\n\(statement)\nend\ntrain 2 steps") == .failed)
  }

  @Test func stopCountsChecksInARow() {
    let conversation = trained("stop when step >= 4 for 3 epochs\ntrain 50 steps")
    conversation.output("expect step == 6\nstop never\ntrain 10 steps\nexpect step == 16")
  }

  @Test func bestIsThatOfEarlierChecks() {
    // The loss falls at each step, so it never reaches the best one before.
    let falling = trained("stop when loss >= best.loss\ntrain 40 steps\nexpect step == 40")
    #expect(falling.errors("print best.loss") == ["E0602"])
    let rising = trained("optimizer sgd rate 50\nstop when loss > best.loss\ntrain 40 steps\nexpect step < 40")
    #expect(rising.session.state.runs.count == 1)
  }

  @Test func bestIsFollowedWhereverItIsAsked() {
    let until = trained("optimizer sgd rate 50\ntrain until loss > best.loss limit 40 steps\nexpect step < 40")
    #expect(until.reported.contains("(default)"))
    let every = trained("every 5 steps print (best.loss == loss)\ntrain 11 steps")
    #expect(every.console.written == "true\ntrue\ntrue\n")
  }

  @Test func recordingHasItsCadenceTheFirstAndTheLastStep() throws {
    let conversation = trained("record every 4 steps\ntrain 10 steps")
    #expect(conversation.session.state.runs[0].curve.map(\.step) == [0, 4, 8, 9])
    conversation.output("train 3 steps\nsave curve \"c.csv\"")
    let lines = try conversation.contents(of: "c.csv").split(separator: "\n")
    #expect(lines[0] == "step,loss,accuracy")
    #expect(lines.dropFirst().map { $0.prefix { $0 != "," } } == ["10", "12"])
  }

  @Test func everyRunHasAtMost2000PointsByDefault() {
    let conversation = trained("train 20001 steps")
    let curve = conversation.session.state.runs[0].curve
    #expect(curve.count <= 2000)
    #expect(curve.last?.step == 20000)
  }

  static let diverging = """
    data xor
    layer 5 relu times 3
    output 1 sigmoid
    init all normal 0 1
    loss bce naive
    optimizer sgd rate 1000

    """

  @Test func nanStopsWithADiagnosis() {
    let conversation = Conversation()
    conversation.output(Self.diverging)
    #expect(conversation.run("train 100 steps as bad\nprint \"never\"") == .diverged)
    #expect(conversation.console.written.isEmpty)
    #expect(conversation.reported.contains("E0607"))
    #expect(conversation.reported.contains("\nN") || conversation.reported.contains("\nG"))
    #expect(conversation.parameters.allSatisfy { $0.isFinite })
    conversation.output("expect runs.bad.nan\nexpect runs.bad.step < 100")
  }

  @Test func nanMayGoOn() {
    let conversation = Conversation()
    conversation.output(Self.diverging + "on nan continue\ntrain 100 steps as bad\nexpect step == 100\nexpect nan")
    conversation.output("expect runs.bad.nan\nexpect not (loss < 1)\ngradients\ndiagnose\ncompare\neval")
  }

  @Test func anInterruptedTrainingGoesOnAsIfNothingHadBeen() {
    let whole = trained("record every 5 steps\ntrain 30000 steps as long")
    let cut = trained("record every 5 steps")
    cut.console.questionsToSignal = 3
    #expect(cut.run("train 30000 steps as long") == .signal(2))
    #expect(cut.reported.contains("`train more` goes on"))
    let step = cut.session.state.workspace.model?.step ?? 0
    #expect((1..<30000).contains(step))
    #expect(cut.output("print runs.long.step") == "\(step)\n")
    cut.output("train more")
    #expect(cut.parameters == whole.parameters)
    #expect(cut.session.state.runs.map(\.curve) == whole.session.state.runs.map(\.curve))
    #expect(cut.errors("train more") == ["E0601"])
  }

  @Test func anInterruptedTrainingSaysTheLossThatIsRecorded() {
    let conversation = Conversation()
    conversation.output("data moons points 200 noise 0.3\nlayer 8 relu\noutput 1 sigmoid\nbatch 7")
    conversation.console.questionsToSignal = 3
    #expect(conversation.run("train 30000 steps as long") == .signal(2))
    let said = conversation.reported
    let loss = conversation.output("print loss").dropLast()
    #expect(said.contains(", loss \(loss); `train more`"), "\(said)\(loss)")
  }

  @Test(arguments: ["reset", "model main\nlayer 2 tanh\noutput sigmoid"])
  func anotherModelHasNothingToFinish(_ change: String) {
    let conversation = trained()
    conversation.console.questionsToSignal = 3
    #expect(conversation.run("train 30000 steps") == .signal(2))
    #expect(conversation.errors(change + "\ntrain more") == ["E0601"])
  }

  @Test func optimizerStateIsKeptByKind() {
    let conversation = trained("optimizer adam rate 0.1\ntrain 3 steps\noptimizer adam rate 0.2\ntrain 1 steps")
    #expect(conversation.session.state.workspace.model?.optimizer?.updates == 4)
    conversation.output("optimizer momentum rate 0.1\ntrain 1 steps")
    #expect(conversation.session.state.workspace.model?.optimizer?.updates == 1)
    #expect(conversation.session.state.workspace.model?.optimizer?.kind == .momentum)
  }
}
