import Testing

@testable import NNCommands
@testable import NNPlot
@testable import NNScript
@testable import NeuralNetwork

@Suite struct PictureTests {
  static let moons = "data moons points 60\nseed 1\nlayer 4 tanh\noutput 1 sigmoid\ntrain 30 epochs\n"
  static let digits = "data digits\nlayer flatten\nlayer 3 tanh\noutput softmax\n"

  static let pictures: [(String, String)] = [
    (moons, "boundary"), (moons, "network"), (moons, "weights 1"), (moons, "confusion"), (moons, "activation elu"),
    (moons, "loss"), (moons, "gradients"), (digits, "images"), (digits, "weights 2"), (digits, "weights 3"),
    ("data sine\nlayer 3 tanh\noutput 1 linear\ntrain 1 epochs\n", "boundary"),
    ("data plane\nlayer 3 tanh\noutput 1 linear\n", "boundary"),
    ("data iris\nlayer 3 tanh\noutput softmax\nsplit 50 50\n", "confusion"),
    ("data digits\nlayer conv2d 2 kernel 3\nlayer flatten\noutput softmax\n", "weights 1"),
  ]

  @Test(arguments: pictures)
  func everyPictureEverywhere(_ setup: String, _ what: String) throws {
    let conversation = Conversation()
    conversation.output(setup)
    let shown = conversation.output("plot \(what)")
    let lines = shown.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count >= 5, "\(shown)")
    #expect(lines.allSatisfy { $0.count <= 80 }, "wider than 80 columns:\n\(shown)")
    conversation.output("plot \(what) to \"p.svg\"\nplot \(what) to \"p.csv\"")
    let svg = try conversation.contents(of: "p.svg")
    #expect(svg.hasPrefix("<svg") && svg.hasSuffix("</svg>\n") && !svg.contains("nan") && !svg.contains("inf"))
    #expect(try conversation.contents(of: "p.csv").split(separator: "\n").count > 1)
    guard CairoCanvas.isAvailable else {
      #expect(conversation.errors("plot \(what) to \"p.png\"") == ["E0609"])
      return
    }
    conversation.output("plot \(what) to \"p.png\"")
    let png = try FileAccess.read(FileLocation("\(conversation.folder)/p.png"))
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]) && png.count > 2000)
  }

  @Test func theBoundaryIsWhatTheModelSays() throws {
    let conversation = Conversation()
    conversation.output(
      "data xor\noutput 1 sigmoid\nset weight 1 1 1 to 9\nset weight 1 1 2 to 0\nset bias 1 1 to -4.5")
    let field = try #require(try conversation.session.boundaryChart(at: .test).field)
    // The class follows input 1 alone: the left half is 0, the right half 1.
    for (place, cell) in field.cells.enumerated() {
      #expect(cell.series == (place % field.columns < field.columns / 2 ? 0 : 1))
    }
  }

  @Test func confusionCountsEveryRow() throws {
    let conversation = Conversation()
    conversation.output("data iris\nlayer 3 tanh\noutput softmax\nsplit 60 40")
    let chart = try conversation.session.confusionChart(at: .test)
    #expect(chart.values.joined().reduce(0, +) == 60)
    #expect(chart.title.hasPrefix("test part: 60 rows"))
  }

  @Test func theNetworkShowsEveryWeight() throws {
    let conversation = Conversation()
    conversation.output("data xor\nlayer 3 tanh\nlayer dropout 0.5\noutput 1 sigmoid\nset weight 1 2 1 to 7")
    let chart = try conversation.session.networkChart(at: .test)
    #expect(chart.layers.map(\.units) == [2, 3, 1])
    #expect(chart.layers[1].weights[1][0] == 7)
  }

  @Test(arguments: [
    ("data iris\nlayer 3 tanh\noutput softmax\n", "boundary", "E0609"),
    ("data xor\nlayer 2 tanh\noutput 1 sigmoid\n", "images", "E0609"),
    ("data sine\nlayer 2 tanh\noutput 1 linear\n", "confusion", "E0609"),
    ("data digits\nlayer conv2d 2 kernel 3\nlayer flatten\noutput softmax\n", "network", "E0609"),
    ("data xor\nlayer 2 tanh\noutput 1 sigmoid\n", "weights 9", "E0404"),
    ("data digits\nlayer flatten\noutput softmax\n", "weights 1", "E0410"), ("", "images", "E0501"),
    ("", "boundary", "E0403"),
  ])
  func whatCannotBePictured(_ setup: String, _ what: String, _ code: String) {
    let conversation = Conversation()
    conversation.output(setup)
    let errors = conversation.errors("plot \(what)")
    #expect(errors == [code] || setup.isEmpty && errors.count == 1, "\(conversation.reported)")
  }

  @Test(arguments: ["weights 1", "gradients 1", "outputs 1", "outputs 2"])
  func histogramsCountEveryNumber(_ what: String) throws {
    let conversation = Conversation()
    conversation.output("data moons points 40\nlayer 5 tanh\noutput 1 sigmoid\nmode csv")
    let rows = conversation.output("histogram \(what)").split(separator: "\n").dropFirst()
    let total = rows.compactMap { $0.split(separator: ",").last.flatMap { Double($0) } }.reduce(0, +)
    let expected = ["weights 1": 10.0, "gradients 1": 10, "outputs 1": 200, "outputs 2": 40][what]
    #expect(total == expected)
    #expect(conversation.output("mode table\nhistogram \(what)").contains("numbers, mean"))
  }

  @Test func histogramsOfEqualAndLostNumbers() {
    let conversation = Conversation()
    conversation.output("data xor\nlayer 3 tanh\noutput 1 sigmoid\ninit weights zeros")
    #expect(conversation.output("histogram weights 1").contains("6 numbers, mean 0, deviation 0"))
    #expect(conversation.errors("histogram weights 7") == ["E0404"])
  }

  @Test func activationsSeeTheSignalShrink() {
    let conversation = Conversation()
    conversation.output("data moons\nlayer 10 tanh times 8\noutput 1 sigmoid\ninit weights normal 0 0.05")
    #expect(conversation.output("activations").contains("grows more and more alike"))
    #expect(!conversation.output("init weights glorot\nactivations").contains("grows more and more alike"))
  }
}

extension SourceRange {
  fileprivate static let test = SourceRange(source: 0, lower: 0, upper: 0)
}
