import NNScript
import NNText
import Testing

@testable import NNCommands

/// What the dry run does not know is never an error: a script that is right is right wherever the walk gives up.
@Suite struct DryRunBudgetTests {
  static let shapes = [
    // The finding: a name that only the run knows, behind a model that has its output.
    "for i from 1 to 3\n  model \"m{$i}\"\n  layer 5 tanh\n  output sigmoid\nend\ntrain 1 steps",
    "repeat 3\n  model m\n  layer 5 tanh\n  output sigmoid\n  train 1 steps\nend",
    "let n = 0\nwhile $n < 3\n  let n = $n + 1\n  model \"m{$n}\"\n  layer $n tanh\n  output sigmoid\nend",
    "for i in a b c\n  model $i\n  layer 5 tanh\n  for k from 1 to 3\n    layer $k relu\n  end\n  output sigmoid\nend\nuse b\ntrain 1 steps",
    "layer 3 tanh\nfor i from 1 to 3\n  output sigmoid\n  train 1 steps\n  remove last\n  layer 2 tanh\nend\noutput sigmoid\ntrain 1 steps",
    "model a\nlayer 2 tanh\noutput sigmoid\nmodel b\nlayer 3 tanh\nfor i in a b a\n  use $i\nend\nuse b\noutput sigmoid",
    "for i from 1 to 3\n  if $i == 2\n    model \"m{$i}\"\n    layer 2 tanh\n    output sigmoid\n  else\n    model other\n    layer 2 tanh\n  end\nend\noutput sigmoid\ntrain 1 steps",
    "for k from 1 to 4\n  reset\n  data parity $k\n  layer 2 tanh\n  output sigmoid\n  train 1 steps\n  model fresh\nend",
    "data table\n  for i from 1 to 4\n    if $i % 2 == 0\n      row $i 1 gives cat\n    else\n      row $i 1 gives dog\n    end\n  end\nend\noutput sigmoid\ntrain 1 steps",
    "data table\n  repeat 4\n    row 1 2 gives 3 4\n  end\nend\noutput linear\ntrain 1 steps",
    "layer 4 tanh\nrepeat 3\n  layer residual\n    repeat 2\n      layer 4 tanh\n    end\n  end\nend\noutput sigmoid\ntrain 1 steps",
    "let w = [4 4 4]\nlayer 4 tanh\nfor n in $w\n  layer residual\n    layer $n tanh\n  end\nend\noutput sigmoid",
    "for a in mse bce\n  loss $a\n  model \"m{$a}\"\n  layer 2 tanh\n  output sigmoid\n  train 1 steps\nend",
    "for u in 1 2\n  model \"m{$u}\"\n  layer 2 tanh\n  output $u sigmoid\n  loss mse\n  train 1 steps\nend",
    "every 1 steps show weights 3\nevery 2 steps\n  let k = step\n  print $k\nend\nlayer 2 tanh times 2\noutput sigmoid\ntrain 3 steps",
    "let n = 9\nevery 1 steps show weights $n\nlet n = 1\nlayer 2 tanh\noutput sigmoid\ntrain 2 steps",
    "layer 2 tanh\noutput sigmoid\ntrain 1 steps\nfor i from 1 to 2\n  save curve \"c{$i}.csv\"\nend",
    "layer 2 tanh\noutput sigmoid\nsweep n in 1 2 and act in tanh relu\n  activation $act on 1\n  reset seed $n\n  train 1 steps\nend",
    "sweep n in 1 2\n  layer $n tanh\n  output sigmoid\n  train 1 steps\nend\nlayer 3 tanh\noutput sigmoid\ntrain 1 steps",
    "for k from 1 to 3\n  layer $k tanh\nend\nfreeze 1 to 3\nactivation relu on 2\nshow weights 3\nset bias 3 3 to 1\noutput sigmoid",
    "for p in 4 2\n  data moons points ($p * 10)\n  split 50 50\n  scale standard\n  batch $p\nend\noutput sigmoid\ntrain 1 steps",
    "(5)\nlayer $_ tanh\nrepeat 2\n  (1 + 1)\n  layer $_ tanh\nend\noutput sigmoid",
    "for k in 1 2 3\n  layer $k tanh\n  if $k > 1\n    remove last\n  end\nend\noutput sigmoid\nshow weights 1",
    "data digits\nfor k in 1 2\n  model \"c{$k}\"\n  layer conv2d $k kernel 3\n  layer flatten\n  output softmax\nend\nuse c1\ntrain 1 steps",
  ]

  /// What a dry run tells that gives up after some statements.
  private static func told(_ text: String, budget: Int) -> [Diagnostic]? {
    var sources = SourceMap()
    let id = sources.add(Source(name: "test.nn", text: text))
    guard case .complete(let block) = Parser.parse(id, in: &sources, Session.table.dialect, isWhole: true) else {
      return nil
    }
    return DryRun.diagnostics(
      of: block, matcher: Session.matcher, host: PlannedDescription(Description(), ModelSummaries()), budget: budget)
  }

  private func expectSilence(_ text: String) {
    guard let told = Self.told(text, budget: 10_000), told.isEmpty else { return }
    for budget in -1...min(40, text.count) {
      let told = Self.told(text, budget: budget) ?? []
      #expect(told.isEmpty, "budget \(budget): \(told.map { "\($0.code.id) \($0.message.english)" })\n\(text)")
    }
  }

  @Test(arguments: shapes)
  func isSilentWhereverItEnds(_ text: String) {
    let text = "data xor\n" + text
    let conversation = Conversation()
    conversation.output(text)
    #expect(Self.told(text, budget: 10_000)?.isEmpty == true)
    expectSilence(text)
    // The same inside something that only the run knows.
    let inner = text.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    for opening in ["repeat 2\n", "for z in (loss) 2\n", "while loss < 0\n"] where !text.contains("sweep") {
      expectSilence("data xor\nlayer 1 tanh\noutput sigmoid\n\(opening)  model z\n\(inner)\nend")
    }
  }

  /// Everything the help pages show.
  @Test func examplesAreRightWhereverTheWalkEnds() {
    for signature in StandardCommands.all.map(\.signature) {
      for example in signature.examples where signature.name != "include" {
        expectSilence(example.setup + "\n" + example.text)
        expectSilence("repeat 2\nmodel again\n" + example.setup + "\n" + example.text + "\nend")
      }
    }
  }

  @Test func lessonsAreRightWhereverTheWalkEnds() {
    for lesson in Lesson.all { expectSilence(lesson.script(in: .english)) }
  }

  /// Longer than any budget.
  @Test(arguments: ["for i from 1 to 3000", "repeat 3000", "let i = 0\nwhile $i < 3000"])
  func longLoopsAreRight(_ opening: String) {
    let body =
      "let i = \(opening.hasPrefix("repeat") ? "0" : "$i + 1")\nmodel \"m{$i}\"\nlayer 5 tanh\noutput sigmoid\nend"
    #expect(Self.told("data xor\n\(opening)\n\(body)", budget: 10_000)?.isEmpty == true)
  }

  /// A trial begins anew, whatever the model has learned.
  @Test func aTrialIsJudgedAsItRuns() {
    let conversation = Conversation()
    conversation.output(
      "data parity 4\nlayer 3 tanh\noutput sigmoid\ntrain 1 steps\nmodel other\ndata xor\nuse main\n"
        + "try loss mse for 5 steps")
  }

  @Test func filesThatTheScriptWritesAreNotLookedAt() throws {
    let conversation = Conversation()
    try conversation.write(Array("a,b\n1,2\n".utf8), to: "out.csv")
    try conversation.write(Array("x1,x2\n1,0\n0,1\n".utf8), to: "in.csv")
    conversation.output(
      "data xor\noutput sigmoid\npredict csv \"in.csv\" to \"./out.csv\"\ndata csv \"out.csv\" target predicted as classes"
    )
    try conversation.write(Array("a,b\n1,2\n".utf8), to: "run1.csv")
    conversation.output(
      "data xor\noutput sigmoid\ntrain 3 steps\nfor i from 1 to 1\n  save curve \"run{(step - 2)}.csv\"\nend\n"
        + "data csv \"run1.csv\" target loss")
    try conversation.write(Array("a,b\n1,2\n".utf8), to: "every.csv")
    conversation.output(
      "reset\ndata xor\nevery 2 steps save curve \"every.csv\"\ntrain 3 steps\ndata csv \"every.csv\" target loss")
  }

  @Test func aResumeThatMayFindNothingLearnsNothing() {
    let conversation = Conversation()
    conversation.output(
      "data xor\nlayer 2 tanh\noutput sigmoid\nresume \"none\" optional\ndata parity 3\ntrain 1 steps")
  }

  /// The least that it may take: a batch that only the run knows is no reason to refuse a model.
  @Test func memoryOfWhatOnlyTheRunKnows() {
    let text =
      "data moons points 1000000\nbatch full\nlayer 2 tanh\noutput sigmoid\nlet b = step + 4\nbatch $b\nremove last\n"
    #expect(Self.told(text + "layer 50000 tanh\noutput sigmoid", budget: 10_000)?.isEmpty == true)
  }
}
