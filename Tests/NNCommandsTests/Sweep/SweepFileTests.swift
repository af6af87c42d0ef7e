import Testing

@testable import NNCommands

/// Files in the cases of a sweep.
@Suite struct SweepFileTests {
  private func sweeping(_ body: String, over axes: String = "n in 1 2 3", before: String = "") -> Conversation {
    let conversation = Conversation { $0.threads = 3 }
    conversation.output(SweepTests.net + before)
    conversation.output("sweep \(axes)\n  seed $n\n  train 4 steps\n  \(body)\nend")
    return conversation
  }

  private func errors(_ conversation: Conversation) -> [String?] {
    conversation.session.state.sweeps.last?.rows.map { $0.error?.code.id } ?? []
  }

  @Test func eachCaseWritesItsOwn() throws {
    let conversation = sweeping("save curve \"c{$n}.csv\"\nsave \"m{$n}.safetensors\"\nplot loss to \"p{$n}.svg\"")
    #expect(errors(conversation) == [nil, nil, nil])
    for n in 1...3 {
      #expect(try conversation.contents(of: "c\(n).csv").hasPrefix("step,loss"))
      #expect(try conversation.contents(of: "p\(n).svg").hasPrefix("<svg"))
      #expect(try !conversation.contents(of: "m\(n).safetensors").isEmpty)
    }
  }

  @Test func theFirstCaseKeepsAFileThatSeveralWrite() throws {
    let conversation = sweeping("print $n\nsave curve \"c.csv\"")
    #expect(errors(conversation) == [nil, "E0621", "E0621"])
    let message = conversation.session.state.sweeps[0].rows[2].error?.message.english
    #expect(message == "the case n 3 writes 'c.csv', as the case n 1 does")
    let first = try conversation.contents(of: "c.csv")
    #expect(conversation.console.written == "1\n2\n3\n")
    conversation.output("seed 1\nreset\ntrain 4 steps\nsave curve \"again.csv\"")
    #expect(try conversation.contents(of: "again.csv") == first)
  }

  @Test func aCaseReadsWhatItWrote() {
    let conversation = sweeping(
      "save \"m{$n}.safetensors\"\nlet was = loss\nreset seed 99\nload weights \"m{$n}.safetensors\"\nexpect loss == $was"
    )
    #expect(errors(conversation) == [nil, nil, nil])
  }

  @Test func aCaseCannotCountOnAnothersFile() {
    let conversation = sweeping(
      "if $n == 1\nsave \"m.safetensors\"\nelse\nload weights \"m.safetensors\"\nend", before: "save \"m.safetensors\"")
    #expect(errors(conversation) == [nil, "E0621", "E0621"])
    #expect(
      conversation.session.state.sweeps[0].rows[1].error?.message.english
        == "the case n 2 reads 'm.safetensors', which the case n 1 writes")
  }

  @Test func everyCaseReadsWhatWasThereBefore() {
    let conversation = sweeping("load weights \"m.safetensors\"", before: "save \"m.safetensors\"")
    #expect(errors(conversation) == [nil, nil, nil])
  }

  @Test func aFileThatCannotBeWrittenIsTheRowsError() {
    let conversation = sweeping("save curve \"f.csv/c{$n}.csv\"", before: "train 1 steps\nsave curve \"f.csv\"")
    #expect(errors(conversation) == ["E0702", "E0702", "E0702"])
    // The training itself is fine.
    #expect(conversation.session.state.sweeps[0].rows.allSatisfy { $0.loss != nil })
  }

  @Test func checkpointsOfACaseAreItsOwn() throws {
    let conversation = sweeping(
      "checkpoint \"ck{$n}\" every 2 epochs keep 1\ntrain 9 epochs\nreset seed 99\nresume \"ck{$n}\"\nexpect step == 13",
      before: "checkpoint \"all\" every 1 epochs\n")
    #expect(errors(conversation) == [nil, nil, nil])
    #expect(!conversation.session.exists("all/checkpoints.json"))
    #expect(try conversation.contents(of: "ck3/checkpoints.json").contains("step-000000013"))
    #expect(!conversation.session.exists("ck3/step-000000012.safetensors"))
    let shared = sweeping("checkpoint \"ck\" every 2 epochs\ntrain 4 epochs")
    #expect(errors(shared) == [nil, "E0621", "E0621"])
  }

  @Test func aCaseSavesTheSessionThatItIs() throws {
    let conversation = sweeping("save session \"s{$n}.nn\"\nprint loss", before: "train 3 steps\n")
    #expect(errors(conversation) == [nil, nil, nil])
    let losses = conversation.console.written.split(separator: "\n")
    let saved = try conversation.contents(of: "s2.nn")
    #expect(saved.contains("let n = 2\nseed $n\ntrain 4 steps\n"))
    #expect(Conversation().output(saved + "print loss") == losses[1] + "\n")
    #expect(Conversation().output(try conversation.contents(of: "s3.nn") + "print loss") == losses[2] + "\n")
  }

  @Test func whatCasesPrintGoesWhereResultsGo() throws {
    let conversation = Conversation()
    conversation.output("redirect \"all.txt\"\nsweep n in 1 2\n  seed $n\n  print $n\nend\nredirect none")
    #expect(try conversation.contents(of: "all.txt") == "1\n2\n")
    #expect(conversation.console.written.isEmpty)
  }

  @Test func aLogOfOutsideDoesNotHoldInCases() throws {
    let conversation = sweeping("log \"l{$n}.jsonl\"\ntrain 3 steps", before: "log \"all.jsonl\"\n")
    #expect(try conversation.contents(of: "all.jsonl").isEmpty)
    #expect(try conversation.contents(of: "l2.jsonl").split(separator: "\n").count == 3)
    conversation.output("train 2 steps")
    #expect(try conversation.contents(of: "all.jsonl").split(separator: "\n").count == 2)
  }
}
