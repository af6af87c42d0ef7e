import Testing

@testable import NNCommands
@testable import NNScript
@testable import NeuralNetwork

/// Every kind there is, taken from its list, on every way it may go: a kind that joins the list and misses one fails here.
@Suite struct KindCoverageTests {
  private static let data = "data xor\nseed 3\ninit all normal 0 0.7"
  /// Four images of 3×2 pixels.
  private static let images = """
    data table
      row 1 2 -1 0.5 3 -2 gives a
      row -1 0 2 1.5 -3 1 gives b
      row 0.5 -2 1 2 1 0 gives a
      row 2 1 -1.5 -1 0 3 gives b
    end
    seed 3
    init all normal 0 0.7
    input 3 2 1
    """
  private static let formats = ["onnx \"m.onnx\"", "pytorch \"m.py\"", "keras \"k.py\"", "c \"m.c\"", "dot \"m.dot\""]

  /// The model is declared, exported in every format, read back from ONNX and from its own file, trained on both engines.
  private func walk(_ declaration: String, on data: String = Self.data) {
    let talk = Conversation()
    talk.output("\(data)\n\(declaration)\ntrain 2 steps\neval\nsave \"m.safetensors\"")
    for format in Self.formats { talk.output("export \(format)") }
    talk.output("let before = loss\nload \"m.safetensors\"\nexpect loss == $before")
    talk.output("import onnx \"m.onnx\"\nexpect abs(loss - $before) < 0.00001 * (1 + abs($before))")
    let fast = Conversation()
    fast.output("\(data)\n\(declaration)\nlet before = loss\ntrain 3 steps")
    let reference = Conversation()
    reference.output("\(data)\nprecision float64\n\(declaration)\nlet before = loss\ntrain 3 steps")
    for (one, other) in zip(fast.parameters, reference.parameters) {
      #expect(abs(one - other) <= 1e-4 * (1 + abs(other)), "\(declaration)")
    }
    // One by hand is one by training, and the gradients are those of central differences.
    let hand = Conversation()
    hand.output(
      "\(data)\n\(declaration)\nforward\nbackward\nupdate\ncheck gradients\ndiagnose\ngradients\nactivations")
    let trained = Conversation()
    trained.output("\(data)\n\(declaration)\ntrain 1 steps")
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

  /// A net with the layer; a word that joins the list is an error of the compiler here.
  private static func net(_ word: LayerCommand.Word) -> String {
    let layer = "layer \(word.rawValue)"
    let filters = "layer conv2d 2 kernel 2 padding same tanh"
    return switch word {
    case .conv2d: "\(layer) 2 kernel 2 padding same tanh\nlayer flatten"
    case .maxpool2d, .avgpool2d: "\(filters)\n\(layer) 2 stride 1\nlayer flatten"
    case .globalmaxpool2d, .globalavgpool2d: "\(filters)\n\(layer)"
    case .flatten: layer
    case .dropout: "layer flatten\n\(layer) 0.3"
    // A shift right before it has a gradient of nothing but rounding, of which Adam makes steps.
    case .batchnorm, .layernorm:
      "\(layer)\nactivation tanh\nlayer flatten\nlayer 4 bias none\n\(layer)\nactivation tanh"
    case .residual: "\(layer)\n  layer conv2d 1 kernel 3 padding same tanh\nend\nlayer flatten"
    case .dense: "layer flatten\n\(layer) 3 tanh"
    }
  }

  @Test(arguments: LayerCommand.Word.allCases) func layers(_ word: LayerCommand.Word) {
    walk("\(Self.net(word))\noutput softmax", on: Self.images)
    #expect(Conversation().output("help layer").contains(word == .dense ? "layer [dense]" : "layer \(word.rawValue)"))
  }

  /// The pass by hand shows the loss's own formulas, and what it works out of the numbers it prints is what the engine has.
  private func workedByHand(_ declaration: String, _ loss: LossDefinition) throws {
    let talk = Conversation()
    talk.output("\(Self.data)\nmode table\n\(declaration)")
    #expect(Self.dense(talk.output("forward")).contains(Self.dense(loss.formula)))
    let slope = Self.dense(loss.isCrossEntropy && loss.partner != nil ? "h - y" : loss.derivative)
    #expect(Self.dense(talk.output("backward")).contains(slope))
    #expect(Self.dense(talk.output("explain backward row 1 weight 2 1 1")).contains(slope))
    let session = talk.session
    let (pass, model) = (try #require(session.state.handPass), try #require(session.state.workspace.model))
    let here = SourceRange(source: 0, lower: 0, upper: 0)
    let sheet = HandSheet(
      rows: pass.rows, pass: pass.pass, model: model, data: try session.preparedData(for: model.network, at: here),
      loss: session.state.workspace.description.loss)
    let (paper, engine) = (try #require(sheet.paper.layers.last), try #require(pass.pass.layers.last))
    #expect(!engine.sumGradients.isEmpty && paper.sumGradients.count == engine.sumGradients.count)
    for (one, other) in zip(paper.sumGradients, engine.sumGradients) { #expect(abs(one - other) < 1e-5) }
    #expect(abs(sheet.paper.loss - pass.pass.loss) < 1e-5)
  }

  @Test(arguments: Loss.Kind.allCases) func losses(_ kind: Loss.Kind) throws {
    let talk = Conversation()
    for definition in kind.forms.map({ $0.definition }) {
      let output = definition.partner?.rawValue ?? (definition.reads == .shares ? "sigmoid" : "linear")
      walk("layer 3 tanh\noutput 2 \(output)\nloss \(kind.rawValue)")
      #expect(explanation(kind.rawValue, talk).contains(Self.dense(definition.formula)))
      try workedByHand("layer 3 tanh\noutput 2 \(output)\nloss \(kind.rawValue)", definition)
    }
    #expect(talk.output("help loss").contains(kind.rawValue.split(separator: " ")[0]))
  }

  @Test(arguments: Optimizer.Kind.allCases) func optimizers(_ kind: Optimizer.Kind) {
    walk("layer 3 tanh\noutput 2 softmax\noptimizer \(kind.rawValue) rate 0.05")
    let talk = Conversation()
    #expect(explanation(kind.rawValue, talk).contains(Self.dense(kind.definition.formula)))
    #expect(talk.output("help optimizer").contains(kind.rawValue))
  }
}
