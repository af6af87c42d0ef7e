import Testing

@testable import NNCommands
@testable import NNScript

/// What a sweep runs and leaves.
@Suite struct SweepTests {
  static let net = "data xor\nlayer 3 tanh\noutput 1 sigmoid\noptimizer adam rate 0.05\n"

  private func sweeping(
    _ body: String, over axes: String = "n from 1 to 3", net: String = net, threads: Int? = nil,
    kind: TextKind = .script, isInteractive: Bool = false
  ) -> Conversation {
    let conversation = Conversation(kind: kind, isInteractive: isInteractive) { $0.threads = threads }
    conversation.output(net)
    conversation.output("sweep \(axes)\n\(body)\nend")
    return conversation
  }

  private func rows(_ conversation: Conversation) -> [SweepRow] { conversation.session.state.sweeps.last?.rows ?? [] }

  @Test func aBodyChangesNothingOutside() {
    let conversation = Conversation()
    conversation.output(Self.net + "let width = 4\ntrain 5 steps")
    let before = (conversation.fingerprint, conversation.session.state.journalLength)
    conversation.output(
      """
      sweep width in 2 3 and other in 1
        model narrow
        seed 7
        let fresh = 1
        layer $width relu
        output 1 sigmoid
        every 1 steps print step
        train 3 steps as inner
        mode csv
      end
      """)
    #expect(conversation.session.output.mode == .table)
    #expect(conversation.session.state.sweeps.map(\.name) == ["sweep1"])
    #expect(conversation.session.state.journalLength == before.1 + 1)
    conversation.session.state.journalLength = before.1
    #expect(conversation.fingerprint == before.0)
  }

  @Test func theWeightsOutsideAreUntouched() {
    let conversation = Conversation()
    conversation.output(Self.net + "train 5 steps")
    let before = conversation.parameters
    conversation.output("sweep n in 1 2\n  train 5 steps\n  reset seed $n\nend")
    #expect(conversation.parameters == before)
    #expect(conversation.session.unsaved == ["main"])
    // A case begins where the session stands.
    conversation.output("sweep n in 1\n  measure step\n  train 5 steps\nend")
    #expect(rows(conversation)[0].measured.map(\.value) == [.number(10)])
  }

  @Test(arguments: [1, 2, 3, 4, 16]) func theOutputIsTheSameOnAnyNumberOfThreads(threads: Int) {
    let body = """
      seed $n
      print "case" $n
      train (6720 / $n) steps
      print loss
      expect $n != 3
      """
    func said(_ threads: Int) -> (String, String) {
      let conversation = sweeping(body, over: "n from 1 to 8", threads: threads)
      let (written, reported) = (conversation.console.written, conversation.reported)
      return (written + conversation.output("show sweep\nmode json\nshow sweep\nshow sweep by n"), reported)
    }
    let (written, reported) = said(threads)
    let alone = said(1)
    #expect(written == alone.0)
    #expect(reported == alone.1)
    #expect(written.hasPrefix("case 1\n"))
  }

  @Test func whatIsPrintedComesInCaseOrder() {
    let conversation = sweeping("seed 1\ntrain (30000 / $n) steps\nprint $n", over: "n from 1 to 6", threads: 3)
    #expect(conversation.console.written == "1\n2\n3\n4\n5\n6\n")
  }

  @Test func aSweepEqualsTheLoopThatItIs() {
    let conversation = Conversation()
    conversation.output(Self.net)
    let body = "seed $n\n  reset\n  train 50 steps\n  print loss accuracy"
    let loop = conversation.output("for n from 1 to 4\n  \(body)\nend")
    #expect(conversation.output("sweep n from 1 to 4\n  \(body)\nend") == loop)
  }

  @Test func rowsHoldLossAccuracyAndWhatMeasureNames() throws {
    let conversation = sweeping(
      "measure step\nlet twice = 2 * $n\nmeasure $twice gradient(1) (loss < 100) loss\nseed $n\ntrain 5 steps")
    let all = rows(conversation)
    #expect(all.map(\.values) == [[.number(1)], [.number(2)], [.number(3)]])
    #expect(all.allSatisfy { $0.loss != nil && $0.accuracy != nil && !$0.isNaN && $0.error == nil })
    #expect(all[1].measured.map(\.name) == ["step", "twice", "gradient(1)", "loss < 100"])
    #expect(all[1].measured[0].value == .number(5))
    #expect(all[1].measured[1].value == .number(4))
    #expect(all[1].measured[3].value == .boolean(true))
    #expect(all[0].loss != all[1].loss)
  }

  @Test func numberTargetsHaveNoAccuracy() {
    let conversation = sweeping(
      "seed $n\ntrain 2 steps", net: "data sine points 20\nlayer 3 tanh\noutput 1 linear\n")
    #expect(rows(conversation).allSatisfy { $0.accuracy == nil && $0.loss != nil })
    #expect(conversation.output("mode csv\nshow sweep").hasPrefix("n,loss,nan\n1,"))
    #expect(conversation.output("show sweep by n").hasPrefix("n,runs,nan,median loss\n1,1,0,"))
  }

  @Test func anErrorIsTheRowOfItsCase() {
    let conversation = sweeping(
      """
      seed $n
      train 2 steps
      expect $n != 2 "two is odd"
      if $n == 3
        load "missing.safetensors"
      end
      print $n
      """, over: "n from 1 to 4")
    #expect(conversation.console.written == "1\n4\n")
    let all = rows(conversation)
    #expect(all.map { $0.error?.code.id } == [nil, "E0605", "E0701", nil])
    #expect(all[1].error?.message.english == "two is odd")
    #expect(all[1].loss != nil)
    // What was trained when the case failed nobody knows.
    #expect(all[2].loss == nil)
    #expect(conversation.reported.contains("2 of 4 cases ended with an error; the first, n 2:"))
    #expect(conversation.reported.contains("test.nn:4:1: error[E0605]: two is odd"))
    #expect(conversation.reported.matches(of: /error\[/).count == 1)
  }

  @Test func aMeasureThatCannotBeToldIsTheRowsError() {
    let conversation = sweeping("measure test.loss step\nseed $n\ntrain 2 steps")
    let all = rows(conversation)
    #expect(all.map { $0.error?.code.id } == ["E0602", "E0602", "E0602"])
    #expect(all[0].loss != nil)
    #expect(all[0].measured.map(\.name) == ["step"])
  }

  private static let blowUp = "data plane points 8 noise 0\nlayer 3 linear\noutput 1 linear\noptimizer sgd rate 1e30\n"

  @Test func aLossThatIsNoNumberIsARow() {
    let conversation = sweeping("seed $n\ntrain 50 steps", net: Self.blowUp)
    #expect(rows(conversation).allSatisfy { $0.isNaN && $0.error?.code == .diverged && !$0.isFailed })
    // It is no warning: hundreds of such cases are what a sweep may be about.
    #expect(!conversation.reported.contains("error"))
    conversation.output("sweep n in 1 2\n  seed $n\n  on nan continue\n  train 50 steps\nend")
    #expect(rows(conversation).allSatisfy { $0.isNaN && $0.error == nil })
    #expect(conversation.output("mode csv\nshow sweep by n").contains("\n1,1,1,\n"))
  }

  @Test func everyRecordStopAndOnNaNWorkInBodies() {
    let conversation = sweeping(
      """
      every 2 steps print $n step
      record every 2 steps
      stop when epoch >= 5
      on nan continue
      measure step
      seed $n
      train 9 steps
      eval
      save curve "curve_{$n}.csv"
      """, over: "n in 1 2")
    #expect(conversation.console.written.hasPrefix("1 0\n1 2\n1 4\n"))
    #expect(conversation.console.written.contains("hypothesis"))
    #expect(rows(conversation).map { $0.measured[0].value } == [.number(5), .number(5)])
    let curve = try? conversation.contents(of: "curve_2.csv")
    #expect(curve?.split(separator: "\n").count == 4)
  }

  @Test func unnamedSweepsAreNumberedAndNamesReplace() {
    let conversation = sweeping("seed $n")
    conversation.output(
      "sweep n in 1\n  seed 1\nend as wide\nsweep n in 1\n  seed 1\nend\nsweep n in 1 2\n  seed 1\nend as sweep1")
    #expect(conversation.session.state.sweeps.map(\.name) == ["wide", "sweep2", "sweep1"])
    let named = conversation.output("mode csv\nlet name = \"wide\"\nshow sweep $name")
    #expect(named.split(separator: "\n").count == 2)
  }

  @Test func anAxisOfModelsUsesCopies() {
    let conversation = sweeping(
      "use $m\nseed 3\ntrain 4 steps\nmeasure parameters step", over: "m in small wide",
      net: "data xor\nmodel small\nlayer 2 tanh\noutput 1 sigmoid\nmodel wide\nlayer 9 tanh\noutput 1 sigmoid\n")
    #expect(
      rows(conversation).map { $0.measured.map(\.value) } == [[.number(9), .number(4)], [.number(37), .number(4)]])
    conversation.output("use small\nexpect step == 0")
  }

  @Test func aSharedSeedIsToldOnce() {
    let conversation = sweeping("train 2 steps")
    #expect(conversation.reported.contains("every case starts from seed 0"))
    conversation.output("sweep n in 1 2\n  train 2 steps\nend")
    #expect(!conversation.reported.contains("every case"))
    #expect(!sweeping("if $n > 1\n  seed $n\nend").reported.contains("every case"))
    #expect(!sweeping("reset seed $n").reported.contains("every case"))
    #expect(sweeping("reset").reported.contains("every case"))
  }

  @Test func whatCasesReportAlikeIsSaidOnce() {
    let conversation = sweeping("seed $n\ntrain until loss < 0 limit 3 steps", over: "n from 1 to 50")
    #expect(conversation.reported.matches(of: /the limit of 3 steps/).count == 1)
    #expect(conversation.reported.matches(of: /batch full;/).count == 1)
    let many = sweeping("seed $n\ntrain until loss < 0 limit $n steps", over: "n from 1 to 50")
    #expect(many.reported.matches(of: /the limit of/).count < 20)
    #expect(many.reported.contains("what else the cases report is left out"))
  }

  @Test func anAxisWithoutValuesRunsNothingAndSaysSo() {
    let conversation = sweeping("seed $n\nprint $n", over: "n from 3 to 1")
    #expect(conversation.console.written.isEmpty)
    #expect(conversation.reported.contains("the sweep has no cases"))
    #expect(conversation.session.state.sweeps.isEmpty)
  }

  @Test(arguments: ["n from 1 to 1000000000", "n from 1 to 2000 and m from 1 to 2000", "n from 1 to 9e15 and m in 1 2"])
  func tooManyCasesAreAnErrorOfTheCheck(axes: String) {
    let conversation = Conversation()
    #expect(conversation.errors("print 1\nsweep \(axes)\n  seed $n\nend") == ["E0312"])
    #expect(conversation.console.written.isEmpty)
    // Known only at the run.
    let late = Conversation()
    #expect(late.errors("data xor\nlet many = step + 1000000000\nsweep n from 1 to $many\n  seed $n\nend") == ["E0312"])
  }

  @Test func undoTakesASweepBack() {
    let conversation = sweeping("seed $n\nexpect $n < 2", kind: .prompt, isInteractive: true)
    #expect(rows(conversation).map { $0.error != nil } == [false, true, true])
    #expect(conversation.reported.contains("sweep1: 3 cases, 2 errors; `show sweep` lists them"))
    conversation.output("undo")
    #expect(conversation.session.state.sweeps.isEmpty)
    conversation.output("redo")
    #expect(conversation.session.state.sweeps.count == 1)
    #expect(conversation.errors("sweep n in 1\n  undo\nend") == ["E0220"])
  }

  @Test func aSessionSavesItsSweeps() throws {
    let conversation = sweeping("seed $n\ntrain 2 steps")
    conversation.output("save session \"s.nn\"")
    #expect(try conversation.contents(of: "s.nn").contains("sweep n from 1 to 3\nseed $n\ntrain 2 steps\nend\n"))
  }

  @Test func anInterruptKeepsWhatIsDone() throws {
    let conversation = Conversation { $0.threads = 2 }
    conversation.output(Self.net + "train 2 steps")
    let before = conversation.parameters
    conversation.console.questionsToSignal = 20
    let outcome = conversation.run(
      """
      sweep n from 1 to 50
        seed $n
        if $n > 3
          train 1000000000 steps
        end
        print $n
      end
      """)
    #expect(outcome == .signal(2))
    #expect(conversation.console.written == "1\n2\n3\n")
    #expect(conversation.reported.contains("interrupted: 3 of 50 cases are done"))
    let sweep = try #require(conversation.session.state.sweeps.last)
    #expect(sweep.rows.count == 3 && sweep.caseCount == 50)
    #expect(conversation.parameters == before)
    conversation.output("expect step == 2\nsave session \"s.nn\"")
    #expect(try !conversation.contents(of: "s.nn").contains("sweep"))
  }

  @Test func anInterruptReachesALoopThatTrainsNothing() {
    let conversation = Conversation()
    conversation.console.questionsToSignal = 3
    #expect(conversation.run("sweep n in 1 2\n  while true\n    let a = 1\n  end\nend") == .signal(2))
    #expect(conversation.session.state.sweeps.isEmpty)
    #expect(conversation.reported.contains("interrupted before a case was done"))
  }

  @Test func casesTogetherMustFitTheMemory() throws {
    /// A net of so many units twice, and what it takes to train.
    func describe(_ units: Int) throws -> (Conversation, bytes: Int) {
      let conversation = Conversation { $0.threads = 2 }
      conversation.output("data gauss points 4\ninput 2\nlayer \(units) tanh times 2\noutput 1 sigmoid")
      let description = conversation.session.state.workspace.description
      return (conversation, try description.footprint(of: try #require(description.resolved)).bytes)
    }
    // One such model fits, two do not. Nothing is allocated for either.
    let bytes = try describe(1000).bytes
    let (conversation, _) = try describe(Int((0.7 * Double(Machine.memoryBytes) / Double(bytes)).squareRoot() * 1000))
    conversation.output("sweep n in 1 2\n  seed $n\n  train 1 steps\nend")
    #expect(rows(conversation).map { $0.error?.code } == [.modelTooLarge, .modelTooLarge])
    #expect(conversation.reported.contains("2 cases train at once"))
  }
}
