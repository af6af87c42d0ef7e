import Testing

@testable import NNCommands

/// Which statements a saved session keeps.
@Suite struct JournalCompactorTests {
  @Test(
    "79: only what still matters is saved",
    arguments: [
      ("seed 1|seed 2", "seed 2"),
      ("optimizer sgd rate 1|loss mse|optimizer adam", "loss mse|optimizer adam"),
      ("data spiral|split 80 20|data xor", "data xor"),
      ("let a = 1|let a = 2", "let a = 2"),
      ("let a = 1|let b = $a|let a = 2", "let a = 1|let b = $a|let a = 2"),
      ("let a = 1|print \"{$a}\"|let a = 2", "let a = 1|print \"{$a}\"|let a = 2"),
      ("(4 + 1)|let a = 3", "let a = 3"),
      ("(4 + 1)|let a = $_", "(4 + 1)|let a = $_"),
      ("layer 3|remove last|layer 4", "layer 4"),
      ("layer 3|layer 9|remove last|remove last|layer 4", "layer 4"),
      ("layer 3 times 2|remove last", "layer 3 times 2|remove last"),
      ("layer 3|freeze 1|remove last", "layer 3|freeze 1|remove last"),
      ("output 1 tanh|output 1 sigmoid", "output 1 sigmoid"),
      ("output 1 tanh|output 1 sigmoid|remove last", ""),
      (
        "layer 3|output 2|unfreeze 1|output 1 sigmoid|remove last",
        "layer 3|output 2|unfreeze 1|output 1 sigmoid|remove last"
      ),
      ("model a|layer 3|freeze 1|layer 2|output 1 tanh|remove last", "model a|layer 3|freeze 1|layer 2"),
      (
        "output 1 tanh|train 1 steps|output 1 sigmoid|remove last|layer 2",
        "output 1 tanh|train 1 steps|output 1 sigmoid|remove last|layer 2"
      ),
      ("model a|layer 3|model b|layer 4|model a|layer 5", "model a|model b|layer 4|model a|layer 5"),
      // Trained models remember.
      (
        "optimizer sgd rate 1|train 3 steps|optimizer adam|optimizer sgd rate 1",
        "optimizer sgd rate 1|train 3 steps|optimizer adam|optimizer sgd rate 1"
      ),
      ("loss mse|train 3 steps|loss bce|loss mse", "loss mse|train 3 steps|loss mse"),
      ("data xor|train 3 steps|data and", "data xor|train 3 steps|data and"),
      ("every 5 steps print step|every none", "every none"),
      // Refused where it stands if the model is another.
      (
        "model a|output softmax|use main|loss cross_entropy|use a",
        "model a|output softmax|use main|loss cross_entropy|use a"
      ),
      ("layer 3|data xor|loss mse|data and|model main|loss bce", "layer 3|data and|model main|loss bce"),
      ("input 2|data xor|model b|input 3", "input 2|data xor|model b|input 3"),
      ("seed 1|data moons|seed 2", "seed 1|data moons|seed 2"),
      ("let a = loss|train 1 steps", "let a = loss|train 1 steps"),
      ("output 1 tanh|let a = [1 loss]|output 1 sigmoid", "output 1 tanh|let a = [1 loss]|output 1 sigmoid"),
      ("output 1 tanh|let a = [1 red]|output 1 sigmoid", "let a = [1 red]|output 1 sigmoid"),
      (
        "optimizer sgd|for i in 1 2; layer 3; end|optimizer adam",
        "optimizer sgd|for i in 1 2; layer 3; end|optimizer adam"
      ),
    ])
  func kept(lines: String, wanted: String) {
    let split = { (text: String) in text.split(separator: "|").map(String.init) }
    #expect(JournalCompactor.of(split(lines)) == split(wanted))
  }

  /// Sessions made up by chance, with errors in them.
  @Test("79: what is left out changes nothing", arguments: 0..<60) func random(seed: Int) {
    var random = Random(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    let conversation = Conversation(kind: .prompt)
    conversation.output("data xor")
    for _ in 0..<30 {
      _ = conversation.run(Self.statements[Int(random.next() % UInt64(Self.statements.count))])
    }
    let all = conversation.session.journal.lines.prefix(conversation.session.state.journalLength)
    let (whole, living) = (Conversation(), Conversation())
    let script = JournalCompactor.of(Array(all)).joined(separator: "\n")
    #expect(whole.run(all.joined(separator: "\n")) == .done, "\(whole.reported)\n\(all.joined(separator: "\n"))")
    #expect(living.run(script) == .done, "\(living.reported)\n\(script)")
    #expect(Self.state(living) == Self.state(whole), "\(all.joined(separator: "\n"))\n\(script)")
  }

  private static let statements = [
    "data xor", "data and", "data moons points 12", "split 50 50", "scale minmax", "batch 3", "seed 3", "seed 4",
    "layer 2 tanh", "layer 3", "layer 2 relu times 2", "output 1 sigmoid", "output 2 softmax", "remove last",
    "activation relu on 1", "init all normal 0 1", "init bias constant 1", "loss bce", "loss mse",
    "optimizer sgd rate 0.1", "optimizer adam rate 0.01", "train 3 steps", "train", "reset", "reset seed 9",
    "model a", "model b", "use main", "use a", "let n = 2", "let n = $n + 1", "let q = loss", "(7 * 6)", "let r = $_",
    "freeze 1", "unfreeze 1", "undo", "undo", "redo", "every 2 steps let k = step", "every none",
    "stop when loss < 0.01", "stop never", "precision float64", "precision float32", "clip norm 1", "clip none",
    "for i in 1 2\nlayer $n tanh\nlet n = $i\nend", "for i in 2 1 0\nlet n = 6 / $i\nend", "set bias 1 1 to 0.5",
    "layer residual\nlayer 2 tanh\nend", "schedule exponential 0.9", "record every 2 steps",
  ]

  private static func state(_ conversation: Conversation) -> String {
    let state = conversation.session.state
    let weights = state.workspace.weights.sorted { $0.key < $1.key }.compactMap { name, kept in
      kept.learned.map { "\(name) \($0.step) \($0.parameters.doubles)" }
    }
    let variables = conversation.session.evaluator.variables
    return [
      weights.joined(separator: "\n"),
      state.workspace.description.models.names.map {
        "\($0) \(state.workspace.description.models[$0]?.network.layers.count ?? 0)"
      }
      .joined(separator: "\n"),
      state.workspace.description.current, state.workspace.description.settingLines.map(\.text).joined(separator: "\n"),
      variables.names.filter { $0 != "_" }.map { "\($0) \(variables[$0]?.source ?? "")" }.joined(separator: "\n"),
      state.runs.map { "\($0.name) \($0.step) \($0.isNaN)" }.joined(separator: "\n"),
      String(describing: state.workspace.dataset?.x), String(describing: state.workspace.split),
    ].joined(separator: "\n")
  }

  private struct Random {
    var state: UInt64

    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state >> 11
    }
  }
}
