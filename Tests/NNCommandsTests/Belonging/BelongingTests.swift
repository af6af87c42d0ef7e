import NNScript
import Testing

@testable import NNCommands

/// A model and data that do not belong together never meet in an engine: whatever brought them beside each other, every
/// statement that uses both gives the right answer or an error that says why not.
@Suite struct BelongingTests {
  /// A model, the data it was made for, and the data it may be used with.
  struct Model: CustomTestStringConvertible {
    var name: String
    var home: String
    var layers: String
    var fitting: Set<String>
    var testDescription: String { name }
  }

  static let models = [
    Model(
      name: "two classes", home: "parity 4", layers: "layer 3 tanh\noutput sigmoid",
      fitting: ["parity 4", "images 2×2", "images 1×4"]),
    Model(
      name: "pixels", home: "images 2×2", layers: "layer conv2d 2 kernel 2 tanh\nlayer flatten\noutput sigmoid",
      fitting: ["parity 4", "images 2×2"]),
    Model(name: "three classes", home: "iris", layers: "layer 3 tanh\noutput softmax", fitting: ["iris"]),
    // Two classes on one unit are the numbers 0 and 1.
    Model(
      name: "a number", home: "one number", layers: "layer 3 tanh\noutput linear\nloss mse",
      fitting: ["one number", "parity 4", "images 2×2", "images 1×4", "two words"]),
  ]

  static let data: [(name: String, text: String)] = [
    ("xor", "data xor"), ("parity 4", "data parity 4"), ("parity 5", "data parity 5"), ("iris", "data iris"),
    ("images 2×2", "data npy \"square.npy\" \"y.npy\" as classes"),
    ("images 1×4", "data npy \"flat.npy\" \"y.npy\" as classes"),
    ("one number", table { "\($0 * 0.3)" }), ("two numbers", table { "\($0 * 0.3) 1" }),
    ("two words", table { Int($0) % 2 == 0 ? "yes" : "no" }),
    ("three words", table { ["red", "green", "blue"][Int($0) % 3] }),
  ]

  private static func table(_ target: (Double) -> String) -> String {
    let rows = (0..<6).map { "row \($0) \(6 - $0) \($0 * $0) 1 gives \(target(Double($0)))" }
    return (["data table"] + rows + ["end"]).joined(separator: "\n")
  }

  /// How model and data come together; the current model is another one then, beside the data.
  static let ways: [(name: String, text: String)] = [
    ("use", "use own"), ("undo", "use own\ntrain 1 steps\nundo"), ("load", "model own\nload \"own.safetensors\""),
    ("declared", "model own\nDECLARED\nload weights \"own.safetensors\""),
  ]

  /// A conversation with a trained model `own`, its files, and an empty model as the current one.
  private func conversation(_ model: Model) throws -> Conversation {
    let conversation = Conversation(kind: .prompt)
    let y: [Float] = [0, 1, 1, 0, 1, 0]
    let x = (0..<24).map { Float(($0 * 7) % 5) / 4 }
    try conversation.write(ArrayFileTests.npy([6], y), to: "y.npy")
    try conversation.write(ArrayFileTests.npy([6, 2, 2], x), to: "square.npy")
    try conversation.write(ArrayFileTests.npy([6, 1, 4], x), to: "flat.npy")
    try conversation.write(Array("x1,x2,x3,x4\n0,1,1,0\n1,1,0.5,0\n".utf8), to: "rows.csv")
    conversation.output(Self.text(of: model.home))
    conversation.output("model own\n\(model.layers)\ncheckpoint \"ck\" every 1 epochs\ntrain 3 steps\ncheckpoint none")
    conversation.output("save \"own.safetensors\" with optimizer\nmodel other")
    return conversation
  }

  private static func text(of name: String) -> String { data.first { $0.name == name }!.text }

  /// What a text came to: what it printed, and the errors.
  struct Answer: Equatable {
    var outcome: Outcome
    var written: String
    var codes: [String]

    /// One error that says what does not fit; of a sweep it is that of each of its cases.
    var isMisfit: Bool { codes.count == 1 && codes[0].hasPrefix("E04") }
    /// Layers that were declared need not be able to take the file's weights, nor the data.
    var isRefusal: Bool { isMisfit || codes == ["E0703"] }
  }

  private func answer(_ text: String, in conversation: Conversation) -> Answer {
    var outcome = Outcome.done
    // Each entry of its own, as somebody would type them.
    for entry in text.split(separator: "\u{1}") where outcome == .done { outcome = conversation.run(String(entry)) }
    let codes = conversation.reported.matches(of: /error\[(E\d{4})\]/).map { String($0.1) }
    return Answer(outcome: outcome, written: conversation.console.written, codes: codes)
  }

  @Test(arguments: models)
  func everyStatementAnswersRightlyOrSaysWhyNot(_ model: Model) throws {
    let home = try conversation(model)
    home.output("use own")
    for (name, text) in Self.data {
      let fits = model.fitting.contains(name)
      var answers: [String: Answer] = [:]
      for way in Self.ways {
        let conversation = try conversation(model)
        conversation.output(text)
        var refusal: Answer?
        for line in way.text.replacing("DECLARED", with: model.layers).split(separator: "\n") where refusal == nil {
          let said = answer(String(line), in: conversation)
          // `undo` takes back the training, which a misfit refuses.
          if said.outcome != .done { refusal = line == "train 1 steps" ? nil : said }
          if line == "train 1 steps", said.outcome != .done { break }
        }
        if let refusal {
          let isRight = way.name == "declared" ? refusal.isRefusal : !fits && refusal.isMisfit
          #expect(isRight, "\(model.name) by \(way.name) beside \(name): \(conversation.reported)")
          continue
        }
        // Weights alone bring no classes: layers declared beside other classes are meant for these.
        let isRefused = !fits && way.name != "declared"
        let restore = conversation.session.checkpoint()
        for statement in ModelUse.both.values.joined() {
          let said = answer(statement, in: conversation)
          let place = "\(model.name) by \(way.name) beside \(name): \(statement)"
          if isRefused { #expect(said.isMisfit, "\(place): \(said)") }
          // The other ways know how many steps the weights have done.
          if fits, way.name != "declared", !statement.hasPrefix("resume") {
            if let first = answers[statement] { #expect(said == first, "\(place)") } else { answers[statement] = said }
          }
          restore()
        }
        for statement in ModelUse.anew.values.joined() {
          let said = answer(statement, in: conversation)
          restore()
          let anew = answer("reset\n" + statement, in: conversation)
          restore()
          #expect(said == anew, "\(model.name) by \(way.name) beside \(name): \(statement)")
        }
        guard way.name == "use" else { continue }
        for statement in ModelUse.model {
          let there = home.session.checkpoint()
          #expect(answer(statement, in: conversation) == answer(statement, in: home), "\(name): \(statement)")
          restore()
          there()
        }
      }
    }
  }

  /// What the ways agree on is also right: the numbers are those that the library gives for the data as they are.
  @Test(arguments: models)
  func theAnswersAreTheModels(_ model: Model) throws {
    for name in model.fitting.sorted() {
      let conversation = try conversation(model)
      conversation.output(Self.text(of: name))
      conversation.output("use own")
      let state = try #require(conversation.session.state.workspace.model)
      let data = try #require(conversation.session.state.workspace.dataset)
      let outputs = try state.predict(data.x)
      conversation.output("mode csv\npredict \(data.input(1).map { "(\($0))" }.joined(separator: " "))")
      let cells = conversation.console.written.split(separator: "\n")[1].split(separator: ",").map {
        Double($0) ?? .nan
      }
      let units = outputs.count / data.rows
      for unit in 0..<units { #expect(abs(cells[unit] - outputs[units + unit]) < 1e-5, "\(model.name) on \(name)") }
    }
  }

  /// An interrupted training is gone on with on data that belong to it, or not at all.
  @Test func trainMoreIsHeldAgainstItsDataToo() throws {
    let conversation = Conversation(kind: .prompt)
    conversation.output("data parity 4\nmodel own\nlayer 3 tanh\noutput sigmoid")
    conversation.console.questionsToSignal = 5
    conversation.run("train 100000 steps")
    conversation.console.questionsToSignal = nil
    conversation.output("model other\ndata xor")
    conversation.output("use own")
    #expect(conversation.errors("train more") == ["E0411"])
    conversation.output("model third\ndata parity 4")
    conversation.output("use own\ntrain more\nprint step")
    #expect(conversation.console.written.hasSuffix("100000\n"))
  }

  /// The rows of a pass by hand are those of the data it was made on.
  @Test func aPassByHandEndsWithItsData() {
    let conversation = Conversation()
    conversation.output("data xor\nlayer 3 tanh\noutput sigmoid\nforward")
    conversation.output("data table\n  row 1 0 gives 0\n  row 0 1 gives 1\nend")
    #expect(conversation.errors("backward") == ["E0608"])
  }

  /// A statement that is in none of the lists is a statement nobody thought of.
  @Test func everyStatementIsListed() {
    let all = StandardCommands.all.map(\.signature)
    let names = Set(all.map(\.name))
    #expect(Set(ModelUse.both.keys).subtracting(names).isEmpty)
    #expect(ModelUse.neither.subtracting(names.union(all.flatMap { ModelUse.forms(of: $0) })).isEmpty)
    let covered = ModelUse.covered()
    for signature in all where !ModelUse.neither.contains(signature.name) {
      let isListed = ModelUse.both[signature.name] != nil || ModelUse.anew[signature.name] != nil
      #expect(isListed, "\(signature.name): is it right beside data of another model?")
      for form in ModelUse.forms(of: signature).subtracting(ModelUse.neither) {
        #expect(covered.contains(form), "\(form): is it right beside data of another model?")
      }
    }
  }
}
