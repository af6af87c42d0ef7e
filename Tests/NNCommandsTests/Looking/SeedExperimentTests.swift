import Testing

@testable import NNCommands
@testable import NNScript
@testable import NeuralNetwork

/// What `diagnose` says of the seed experiment: dozens of seeds, four activations.
@Suite struct SeedExperimentTests {
  private static let seeds = 1...36

  /// The findings' codes and their text after the whole training.
  private func findings(_ activation: String, seed: Int) -> (codes: Set<String>, text: String, isNaN: Bool) {
    let conversation = Conversation()
    conversation.output(
      "data xor\nseed \(seed)\ninit all normal 0 1\nlayer 5 \(activation) times 9\noutput 1 sigmoid\nloss bce naive\n"
        + "optimizer sgd rate 0.01\non nan continue\ntrain 20001 steps")
    let text = conversation.output("diagnose")
    let codes = text.split(separator: "\n").compactMap { line in
      line.prefixMatch(of: #/[A-Z]\d /#).map { String($0.0.dropLast()) }
    }
    return (Set(codes), text, conversation.session.state.runs.last?.isNaN ?? false)
  }

  /// The row, its sum, output and target, as `row 3: z = 21, h = 1 exactly, y = 1`.
  nonisolated(unsafe) private static let culprit = #/row \d: z = \S+, h = [01] exactly, y = [01]\n/#

  private func expectNaNIsNamed(_ found: (codes: Set<String>, text: String, isNaN: Bool), _ what: String) {
    #expect(found.codes.contains("N1"), "\(what): \(found.text)")
    #expect(found.text.contains(Self.culprit) && found.text.contains("tried `loss bce` on a copy"), "\(found.text)")
    #expect(found.codes.isDisjoint(with: ["G1", "G2", "P1", "P2", "D1", "D2"]), "\(what): \(found.text)")
    #expect(!found.text.contains("vanish"), "\(found.text)")
  }

  @Test func sigmoidVanishesAndSaysNothingButTheShares() {
    var plateaus = 0
    for seed in Self.seeds {
      let found = findings("sigmoid", seed: seed)
      #expect(!found.isNaN)
      #expect(found.codes.isSuperset(of: ["P1"]), "seed \(seed): \(found.text)")
      #expect(found.codes.isDisjoint(with: ["N1", "N2", "N3", "D1", "D2"]))
      if found.codes.contains("G1") { plateaus += 1 }
      if found.codes.contains("G1") { #expect(found.text.contains("the slope of sigmoid is at most 0.25")) }
    }
    #expect(plateaus >= 33)
  }

  @Test func tanhIsWell() {
    for seed in Self.seeds {
      let found = findings("tanh", seed: seed)
      #expect(
        !found.isNaN && found.codes.isDisjoint(with: ["N1", "N2", "N3", "D1", "D2"]), "seed \(seed): \(found.text)")
    }
  }

  @Test func reluDiesOrTurnsNaN() {
    var (nans, dead) = (0, 0)
    for seed in Self.seeds {
      let found = findings("relu", seed: seed)
      if found.isNaN {
        nans += 1
        expectNaNIsNamed(found, "relu, seed \(seed)")
      } else if found.codes.contains("P1") {
        // Stuck at ln 2: dead units are why, a whole layer of them where nothing gets through.
        #expect(!found.codes.isDisjoint(with: ["D1", "D2"]), "seed \(seed): \(found.text)")
        if found.codes.contains("D2") { dead += 1 }
      }
    }
    #expect(nans >= 4 && dead >= 3, "\(nans) NaN, \(dead) dead")
  }

  @Test func leakyReluTurnsNaN() {
    var nans = 0
    for seed in Self.seeds {
      let found = findings("leaky_relu alpha 0.2", seed: seed)
      #expect(found.codes.isDisjoint(with: ["D1", "D2"]))
      guard found.isNaN else { continue }
      nans += 1
      expectNaNIsNamed(found, "leaky_relu, seed \(seed)")
    }
    #expect(nans >= 8)
  }
}
