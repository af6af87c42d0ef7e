import NNText
import Testing

@testable import NNCommands
@testable import NeuralNetwork

/// What a session of `--lang ko` says is Korean: errors, findings, sentences below tables. Titles of tables, statements,
/// formulas and codes are the same in every language.
@Suite struct SpokenKoreanTests {
  private static let xor = "data xor\nlayer 3 tanh\noutput 1 sigmoid\n"
  private static let deep = "data xor\nlayer 5 sigmoid times 8\noutput 1 sigmoid\noptimizer sgd rate 0.5\n"

  /// English words side by side outside of code: more than what formulas have.
  private static func english(in line: String) -> Substring? {
    let prose = line.replacing(/`[^`]*`|'[^']*'|"[^"]*"/, with: "·")
    return prose.firstMatch(of: /([a-z]{2,},? ){3}[a-z]{2,}/.ignoresCase())?.output.0
  }

  private static func isKorean(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }
  }

  /// Lines that somebody reads as sentences: no code of the script, no default settings, no title of a chart.
  private func sentences(_ script: String) -> [String] {
    let conversation = Conversation { $0.language = .korean }
    conversation.run(script)
    let code = Set(script.split(separator: "\n").map(String.init))
    return (conversation.console.written + conversation.reported).split(separator: "\n").map(String.init).filter {
      line in
      !code.contains { line.hasSuffix($0) } && !line.hasPrefix("(기본값)") && line != "gradient norm by layer"
    }
  }

  @Test(arguments: [
    "data xor\nlayer conv2d 3 kernel 3", "data digits\nlayer 5 relu", "data digits\nlayer conv2d 4 kernel 12",
    "input 4\nlayer residual\nlayer 3 tanh\nend", "data xor\nlayer flatten\nactivation relu on 1",
    "data iris\noutput 2 softmax", "data sine\nlayer 5 tanh\noutput 1 sigmoid\ndiagnose", "data moons\nsplit 50 20",
    "data xor points 5", "data csv \"none.csv\" target z", "load \"none.safetensors\"", "freeze 3", xor + "update",
    xor + "forward\ntrain 2 steps\nbackward", xor + "expect loss < 0.1", xor + "show weights 9",
    xor + "print test.accuracy", xor + "train more", xor + "resume \"none\"",
    "data sine\nlayer 3\noutput 1\nplot confusion",
    "data xor\nlayer 1000000 tanh times 3\noutput 1 sigmoid",
  ])
  func anErrorIsKorean(_ script: String) throws {
    let lines = sentences(script)
    let head = try #require(lines.first { $0.contains("오류[E") }, "\(lines)")
    #expect(Self.isKorean(String(head.split(separator: "]: ").last ?? "")), "\(head)")
    for line in lines { #expect(Self.english(in: line) == nil, "\(line)") }
  }

  @Test(arguments: [
    deep + "train 1001 steps\ndiagnose\ngradients",
    "data xor\nlayer 4 relu\noutput 1 sigmoid\ninit bias constant -50\n"
      + "diagnose\nexplain nan\ngradients", xor + "init weights zeros\ndiagnose",
    xor + "loss bce naive\noptimizer sgd rate 2000\non nan stop\ntrain 500 steps",
    "data moons\nlayer 3 relu\noutput 1 linear\nloss bce naive\ndiagnose\nexplain nan",
    "data xor\nlayer 2 tanh\noutput 1 linear\nloss mse\noptimizer sgd rate 0.1 decay 40\ntrain 30 steps\ndiagnose",
    "data sine points 40\nlayer 3 tanh\noutput 1 sigmoid\nloss mse\ndiagnose",
    xor + "explain backward row 1 weight 1 1 1\nexplain backward weight 2 1 2\nexplain backward\nexplain loss",
    xor + "check gradients", xor + "mode table\nforward\nbackward\nupdate", xor + "try optimizer adam for 5 steps",
    xor + "train until loss < 0.0001 limit 3 steps", xor + "show model\nshow data", xor + "histogram weights 1",
  ])
  func whatIsSeenIsToldInKorean(_ script: String) {
    let lines = sentences(script)
    #expect(lines.contains { Self.isKorean($0) }, "\(lines)")
    for line in lines where !line.contains("  ") || line.hasPrefix("  ") {
      #expect(Self.english(in: line) == nil, "\(line)")
    }
  }

  @Test func everySummaryIsKorean() {
    let summaries =
      Activation.Kind.allCases.map(\.definition.summary) + Loss.Kind.allCases.map { Loss($0).definition.summary }
      + Optimizer.Kind.allCases.map(\.definition.summary) + Cloud.allCases.map(\.summary)
      + Surface.allCases.map(\.summary) + ShippedData.allCases.map(\.summary)
      + Optimizer.Kind.allCases.flatMap(\.definition.parameters).map(\.summary)
      + Activation.Kind.allCases.flatMap(\.definition.parameters).map(\.summary)
    for summary in summaries { #expect(Self.isKorean(summary.korean), "\(summary.english)") }
  }

  @Test func everyFindingIsExplainedInKorean() {
    for disease in Finding.Disease.allCases {
      #expect(Self.isKorean(disease.title.korean), "\(disease)")
      #expect(Self.isKorean(disease.explanation.korean), "\(disease)")
    }
  }

  @Test func resultsForProgramsAreTheSame() {
    let script = Self.xor + "mode csv\nexplain backward row 2 weight 1 1 1\nshow settings\nshow model\nshow data\n"
    let texts = Language.allCases.map { language in
      let conversation = Conversation { $0.language = language }
      return conversation.output(script)
    }
    #expect(Set(texts).count == 1)
  }
}
