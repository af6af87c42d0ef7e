import Testing

@testable import NNCommands
@testable import NNScript
@testable import NeuralNetwork

/// Every kind there is, taken from its list, on every way it may go: a kind that joins the list and misses one fails here.
@Suite struct KindCoverageTests {
  private static let data = "data xor\nseed 3\ninit all normal 0 0.7"
  private static let formats = ["onnx \"m.onnx\"", "pytorch \"m.py\"", "keras \"k.py\"", "c \"m.c\"", "dot \"m.dot\""]

  /// The model is declared, exported in every format, read back from ONNX and from its own file, trained on both engines.
  private func walk(_ declaration: String, reads: Bool = true) {
    let talk = Conversation()
    talk.output("\(Self.data)\n\(declaration)\ntrain 2 steps\neval\nsave \"m.safetensors\"")
    for format in Self.formats { talk.output("export \(format)") }
    talk.output("let before = loss\nload \"m.safetensors\"\nexpect loss == $before")
    if reads {
      talk.output("import onnx \"m.onnx\"\nexpect abs(loss - $before) < 0.00001 * (1 + abs($before))")
    }
    let fast = Conversation()
    fast.output("\(Self.data)\n\(declaration)\nlet before = loss\ntrain 3 steps")
    let reference = Conversation()
    reference.output("\(Self.data)\nprecision float64\n\(declaration)\nlet before = loss\ntrain 3 steps")
    for (one, other) in zip(fast.parameters, reference.parameters) {
      #expect(abs(one - other) <= 1e-4 * (1 + abs(other)), "\(declaration)")
    }
    // One by hand is one by training, and the gradients are those of central differences.
    let hand = Conversation()
    hand.output(
      "\(Self.data)\n\(declaration)\nforward\nbackward\nupdate\ncheck gradients\ndiagnose\ngradients\nactivations")
    let trained = Conversation()
    trained.output("\(Self.data)\n\(declaration)\ntrain 1 steps")
    #expect(hand.parameters == trained.parameters, "\(declaration)")
  }

  private func explanation(_ word: String, _ talk: Conversation) -> String {
    Self.dense(talk.output("explain \(word)"))
  }

  /// Lines are broken at blanks, formulas of several steps at semicolons.
  private static func dense(_ text: String) -> String { text.filter { !$0.isWhitespace && $0 != ";" } }

  @Test(arguments: Activation.Kind.allCases) func activations(_ kind: Activation.Kind) {
    walk("layer 3 \(kind.rawValue)\noutput 2 linear\nloss mse")
    let talk = Conversation()
    #expect(explanation(kind.rawValue, talk).contains(Self.dense(kind.definition.formula)))
    talk.output("plot activation \(kind.rawValue)")
    #expect(talk.output("help layer").contains(kind.rawValue))
  }

  @Test(arguments: Loss.Kind.allCases) func losses(_ kind: Loss.Kind) {
    let output = kind.formula.definition.partner?.rawValue ?? (kind == .bceNaive ? "sigmoid" : "linear")
    walk("layer 3 tanh\noutput 2 \(output)\nloss \(kind.rawValue)")
    let talk = Conversation()
    #expect(explanation(kind.rawValue, talk).contains(Self.dense(kind.formula.definition.formula)))
    #expect(talk.output("help loss").contains(kind.rawValue.split(separator: " ")[0]))
  }

  @Test(arguments: Optimizer.Kind.allCases) func optimizers(_ kind: Optimizer.Kind) {
    walk("layer 3 tanh\noutput 2 softmax\noptimizer \(kind.rawValue) rate 0.05")
    let talk = Conversation()
    #expect(explanation(kind.rawValue, talk).contains(Self.dense(kind.definition.formula)))
    #expect(talk.output("help optimizer").contains(kind.rawValue))
  }
}
