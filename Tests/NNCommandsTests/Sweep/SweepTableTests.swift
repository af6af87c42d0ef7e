import NNText
import Testing

@testable import NNCommands
@testable import NNScript

/// `show sweep`, `show sweep by`, and sweeps in `compare`.
@Suite struct SweepTableTests {
  /// A conversation with a sweep that was made up.
  private func conversation(_ sweeps: SweepResult...) -> Conversation {
    let conversation = Conversation()
    for sweep in sweeps { conversation.session.state.sweeps.add(sweep) }
    return conversation
  }

  private static let diverged = Diagnostic(.diverged, Wording(verbatim: "the loss is nan"), at: nil)
  private static let missing = Diagnostic(.cannotRead, Wording(verbatim: "no such file"), at: nil)

  private static func row(
    _ act: String, _ n: Double, loss: Double?, accuracy: Double?, isNaN: Bool = false, error: Diagnostic? = nil,
    measured: [(String, Value)] = []
  ) -> SweepRow {
    SweepRow(
      values: [.text(act), .number(n)], loss: loss, accuracy: accuracy, isNaN: isNaN,
      measured: measured.map { (name: $0.0, value: $0.1) }, error: error)
  }

  private static let sweep = SweepResult(
    name: "sweep1", axes: ["act", "n"], caseCount: 6,
    rows: [
      row("relu", 1, loss: 0.25, accuracy: 1, measured: [("steps", .number(10)), ("quick", .boolean(true))]),
      row("relu", 2, loss: .nan, accuracy: 1, isNaN: true, error: diverged, measured: [("quick", .boolean(false))]),
      row("relu", 3, loss: 0.75, accuracy: 0.5, measured: [("steps", .number(30)), ("quick", .boolean(true))]),
      row("tanh", 1, loss: 0.125, accuracy: 1),
      row("tanh", 2, loss: .infinity, accuracy: 0.5, isNaN: true),
      row("tanh", 3, loss: nil, accuracy: nil, error: missing),
    ])

  @Test func csvOfTheCases() {
    #expect(
      conversation(Self.sweep).output("mode csv\nshow sweep") == """
        act,n,loss,accuracy,nan,steps,quick,error
        relu,1,0.25,1,false,10,true,
        relu,2,nan,1,true,,false,E0607: the loss is nan
        relu,3,0.75,0.5,false,30,true,
        tanh,1,0.125,1,false,,,
        tanh,2,inf,0.5,true,,,
        tanh,3,,,,,,E0701: no such file

        """)
  }

  @Test func csvOfTheGroups() {
    let text = conversation(Self.sweep).output("mode csv\nshow sweep by act")
    let lines = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(
      lines[0].joined(separator: ",") == "act,runs,solved,share,low,high,nan,errors,median loss,median steps,quick")
    // A net that computes NaN has solved nothing, whatever its accuracy reads.
    #expect(lines[1][..<3] == ["relu", "3", "1"])
    #expect(lines[1][6...] == ["1", "0", "0.5", "20", "2"])
    #expect(lines[2][..<3] == ["tanh", "3", "1"])
    #expect(lines[2][6...] == ["1", "1", "0.125", "", ""])
    #expect(!text.contains("Wilson"))
  }

  @Test func nonFiniteNumbersAreNullInJSON() {
    let text = conversation(Self.sweep).output("mode jsonl\nshow sweep")
    #expect(
      text.contains(#"{"act": "relu", "n": 2, "loss": null, "accuracy": 1, "nan": true, "steps": null, "quick": false"#)
    )
    #expect(text.contains(#""tanh", "n": 2, "loss": null"#))
    #expect(
      conversation(Self.sweep).output("mode json\nshow sweep by n").hasPrefix(
        "[\n  {\"n\": 1, \"runs\": 2, \"solved\": 2"))
  }

  @Test(arguments: ["table", "plain", "markdown"]) func formatsForPeople(mode: String) {
    let text = conversation(Self.sweep).output("mode \(mode)\nshow sweep by act")
    #expect(text.contains("0.333"))
    #expect(text.hasSuffix("low and high: the 95 % interval of the share (Wilson)\n"))
    #expect(conversation(Self.sweep).output("mode \(mode)\nshow sweep").contains("E0701: no such file"))
  }

  @Test func anInterruptedSweepSaysSo() {
    var sweep = Self.sweep
    sweep.caseCount = 1200
    #expect(conversation(sweep).output("show sweep").hasSuffix("interrupted: 6 of 1,200 cases\n"))
    #expect(!conversation(sweep).output("mode csv\nshow sweep").contains("interrupted"))
  }

  @Test func sharesAreExplainedOnlyWhereThereAreSome() {
    let sweep = SweepResult(name: "a", axes: ["n"], caseCount: 1, rows: [SweepRow(values: [.number(1)], loss: 0.5)])
    #expect(!conversation(sweep).output("show sweep by n").contains("Wilson"))
    #expect(!conversation(sweep).output("compare a").contains("Wilson"))
  }

  @Test func columnsThatNoCaseHasAreLeftOut() {
    let plain = SweepResult(name: "a", axes: ["n"], caseCount: 1, rows: [SweepRow(values: [.number(1)])])
    #expect(conversation(plain).output("mode csv\nshow sweep") == "n\n1\n")
  }

  @Test func anAxisMayBeCalledLikeAFigure() {
    var sweep = Self.sweep
    sweep.axes = ["loss", "nan"]
    let titles = conversation(sweep).output("mode csv\nshow sweep").split(separator: "\n")[0]
    #expect(titles == "loss,nan,train.loss,accuracy,train.nan,steps,quick,error")
    #expect(conversation(sweep).output("mode csv\nshow sweep by loss").contains("relu,3,1"))
  }

  @Test func textsAndNumbersThatLookAlikeAreTwoGroups() {
    let sweep = SweepResult(
      name: "a", axes: ["n"], caseCount: 2, rows: [SweepRow(values: [.number(1)]), SweepRow(values: [.text("1")])])
    #expect(SweepGroup.groups(of: sweep, by: 0).map(\.rows.count) == [1, 1])
  }

  @Test func unknownNamesAreErrors() {
    #expect(Conversation().errors("show sweep") == ["E0622"])
    let conversation = conversation(Self.sweep)
    #expect(conversation.errors("show sweep by acct") == ["E0622"])
    #expect(conversation.reported.contains("did you mean 'act'?"))
    #expect(conversation.errors("show sweep by width") == ["E0622"])
    #expect(conversation.reported.contains("its axes are: act n"))
    #expect(conversation.errors("let name = \"sweep9\"\nshow sweep $name") == ["E0622"])
    #expect(conversation.errors("show sweep nothing") == ["E0221"])
  }

  @Test func medians() {
    #expect(SweepGroup.median([]) == nil)
    #expect(SweepGroup.median([.nan, .infinity]) == nil)
    #expect(SweepGroup.median([3, .nan, 1, 2]) == 2)
    #expect(SweepGroup.median([4, 1, 2, 3]) == 2.5)
    #expect(SweepGroup.median([1.5e308, 1.5e308]) == 1.5e308)
  }

  @Test func sweepsAreComparedWithEachOther() {
    var other = Self.sweep
    other.name = "wide"
    other.rows.removeLast(3)
    let conversation = conversation(Self.sweep, other)
    let lines = conversation.output("mode csv\ncompare sweep1 wide").split(separator: "\n")
    #expect(lines[0].hasPrefix("sweep,runs,solved,share,low,high,nan,errors,median loss"))
    #expect(lines[1].hasPrefix("sweep1,6,2,"))
    #expect(lines[2].hasPrefix("wide,3,1,"))
    #expect(conversation.errors("compare wide by loss") == ["E0603"])
    #expect(conversation.errors(SweepTests.net + "train 2 steps\ncompare wide run1") == ["E0603"])
    #expect(Conversation().errors("compare") == ["E0603"])
  }

  @Test func anAccuracyOnASampleHasItsInterval() {
    let conversation = Conversation()
    conversation.output("data moons points 200\nsplit 80 20\nlayer 8 tanh\noutput 1 sigmoid\ntrain 20 epochs")
    let csv = conversation.output("mode csv\ncompare").split(separator: "\n")
    #expect(csv[0].hasSuffix("accuracy,test.loss,test.accuracy,test.low,test.high,nan"))
    let cells = csv[1].split(separator: ",").map { Double($0) }
    guard let share = cells[6], let low = cells[7], let high = cells[8] else {
      Issue.record("no interval in \(csv)")
      return
    }
    #expect(low < share && share <= high && high - low > 0.05)
    #expect(!conversation.output("show runs").contains("test.low"))
  }
}
