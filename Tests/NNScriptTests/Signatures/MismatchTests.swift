import NNScript
import Testing

struct MismatchTests {
  @Test(arguments: [
    ("lyaer 5", "E0201 0-5 unknown statement 'lyaer' | did you mean 'layer'?"),
    ("neurons 5", "E0201 0-7 unknown statement 'neurons' | did you mean 'layer'?"),
    ("qqqqqq", "E0201 0-6 unknown statement 'qqqqqq' | `help` lists all statements"),
    ("layer 5 tahn", "E0203 8-12 unknown activation 'tahn' | did you mean 'tanh'?"),
    ("layer 5 lrelu", "E0203 8-13 unknown activation 'lrelu' | did you mean 'leaky_relu'?"),
    (
      "optimizer sgd lr 0.1",
      "E0202 14-16 'optimizer' has no option 'lr' here | did you mean 'rate'?\nusage: optimizer sgd [rate R]"
    ),
    ("init weights xavier", "E0203 13-19 unknown scheme 'xavier' | did you mean 'glorot'?"),
    (
      "activation zzz",
      "E0203 11-14 unknown activation 'zzz' | one of: linear sigmoid tanh relu leaky_relu elu softplus mystery"
    ),
    (
      "train 20001",
      "E0205 6-11 the count in 'train' needs a unit, 'steps' or 'epochs' | usage: train N steps|epochs [as NAME]"
    ),
    (
      "train 5 stepz",
      "E0205 8-13 the count in 'train' needs a unit, 'steps' or 'epochs', found 'stepz' | did you mean 'steps'?"
    ),
    ("seed 3 4", "E0206 7-8 'seed' takes no more arguments, found the number 4 | usage: seed N"),
    ("seed", "E0204 0-4 'seed' is incomplete: expected a seed | usage: seed N"),
    ("seed abc", "E0207 5-8 'seed' expected a seed, found 'abc' | usage: seed N"),
    ("seed \"3\"", "E0207 5-8 'seed' expected a seed, found the text '3' | usage: seed N"),
    (
      "layer 5 times 2 times 3",
      "E0209 16-21 'times' is given twice in one 'layer' | usage: layer [dense] N [ACT] [times K] [bias none]"
    ),
    ("layer conv2d 5 kernel 3", "E0900 0-12 'layer conv2d' is not implemented yet | "),
    ("layer conv2d", "E0900 0-12 'layer conv2d' is not implemented yet | "),
    ("output mystery", "E0900 7-14 activation 'mystery' is not implemented yet | "),
    (
      "save m",
      "E0207 5-6 a file name must be in quotes, found 'm' | write \"m\"\nusage: save \"m.safetensors\"\nusage: save curve \"f.csv\""
    ),
    (
      "train steps 5",
      "E0207 6-11 expected a count or 'more' before the option word 'steps' | usage: train more\nusage: train N steps|epochs [as NAME]"
    ),
    (
      "layer 5 $act $w",
      "E0207 13-15 expected 'times', 'bias', 'alpha' or 'beta', found '$w' | a variable or an expression cannot replace an option word\nusage: layer [dense] N [ACT] [times K] [bias none]"
    ),
    ("compare a by $m.x", ""),
  ])
  func reports(_ text: String, _ expected: String) {
    #expect(Sample.reported(text) == expected)
  }

  @Test func anOptionWordInPlaceOfAValueAsksForQuotes() {
    let told = Sample.reported("data csv \"f.csv\" target as classes")
    #expect(
      told.hasPrefix(
        "E0207 24-26 expected a column before the option word 'as' | to use it as a value, put it in quotes"))
  }

  @Test func aUnitIsNeverSuggestedWhereNothingIsClose() {
    #expect(Sample.reported("train 5 bananas").hasSuffix("usage: train N steps|epochs [as NAME]"))
  }

  @Test func aChoiceKnownLateIsCheckedLate() {
    #expect(
      Sample.reported("layer 5 $act", ["act": .text("tahn")])
        == "E0203 8-12 unknown activation 'tahn' | did you mean 'tanh'?")
    #expect(Sample.problems("layer 5 $act", ["act": .text("mystery")]).map(\.code.id) == ["E0900"])
    #expect(Sample.problems("layer 5 $act", ["act": .number(3)]).map(\.code.id) == ["E0207"])
  }
}
