import Glibc
import NNText
import Testing

@Suite struct SpellingTests {
  let names = ["sigmoid", "tanh", "relu", "leaky", "softmax", "layer", "accuracy", "loss", "train"]

  @Test(arguments: [
    ("sigmod", "sigmoid"), ("tahn", "tanh"), ("rleu", "relu"), ("Relu", "relu"), ("softamx", "softmax"),
    ("lyer", "layer"), ("acuracy", "accuracy"), ("accur", "accuracy"), ("los", "loss"),
  ])
  func suggestsTheCloseWord(word: String, expected: String) {
    #expect(Spelling.suggestion(for: word, among: names) == expected)
  }

  @Test(arguments: ["banana", "xyz", "", "zz", "s", "sigmoidsigmoidsigmoid"])
  func suggestsNothingWhenNothingIsClose(word: String) {
    #expect(Spelling.suggestion(for: word, among: names) == nil)
  }

  @Test func neverSuggestsTheWordItself() {
    #expect(Spelling.suggestion(for: "relu", among: ["relu"]) == nil)
  }

  @Test func prefersTheSameFirstLetterThenTheOrder() {
    #expect(Spelling.suggestion(for: "cat", among: ["bat", "car"]) == "car")
    #expect(Spelling.suggestion(for: "cat", among: ["cap", "car"]) == "cap")
  }

  @Test func anAmbiguousBeginningSuggestsNothing() {
    #expect(Spelling.suggestion(for: "weig", among: ["weights", "weighted"]) == nil)
  }

  @Test func isFastAmongManyNames() {
    let many = (0..<10_000).map { "column_\($0 &* 7919)" } + ["learning_rate"]
    let clock = ContinuousClock()
    let time = clock.measure { #expect(Spelling.suggestion(for: "lerning_rate", among: many) == "learning_rate") }
    if getenv("NNSH_SANITIZER") == nil { #expect(time < .seconds(2)) }
  }
}
