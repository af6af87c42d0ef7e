import NNScript
import Testing

struct FittingTests {
  @Test(arguments: [
    ("layer 0", "E0208 the number of units must be a whole number, at least 1, found 0"),
    ("layer -5", "E0208 the number of units must be a whole number, at least 1, found -5"),
    ("layer 2.5", "E0208 the number of units must be a whole number, at least 1, found 2.5"),
    ("layer 1e300", "E0208 the number of units must be a whole number from 1 to 1000000000000, found 1e300"),
    ("optimizer sgd rate 0", "E0208 the learning rate must be greater than 0, found 0"),
    ("optimizer momentum momentum 1", "E0208 the momentum must be a number at least 0 and less than 1, found 1"),
    ("save \"m.csv\"", "E0210 'save' needs a file that ends in '.safetensors', found 'm.csv'"),
    ("save \"\"", "E0210 'save' needs a file name, found ''"),
    ("model \"5a\"", "E0211 '5a' is not a valid name"),
    ("compare by test.losss", "E0213 unknown measure 'losss'"),
  ])
  func refuses(_ text: String, _ expected: String) {
    #expect(Sample.problems(text).map { "\($0.code.id) \($0.message.english)" } == [expected])
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e19, -1e19, 0.5, -1])
  func noNumberTrapsAWholeNumberSlot(_ number: Double) {
    #expect(Sample.problems("seed $n", ["n": .number(number)]).map(\.code.id) == ["E0208"])
  }

  @Test func kindsAreCheckedWhenKnown() {
    #expect(
      Sample.reported("layer $n", ["n": .text("many")]).hasPrefix(
        "E0207 6-8 'layer' expected a number of units, found the text 'many'"))
    #expect(Sample.problems("layer $n", ["n": .boolean(true)]).map(\.code.id) == ["E0207"])
    #expect(Sample.problems("note $n", ["n": .number(1)]).map(\.code.id) == ["E0207"])
    #expect(Sample.problems("save $f", ["f": .number(1)]).map(\.code.id) == ["E0207"])
    #expect(Sample.problems("train 5 steps as $n", ["n": .number(1)]).map(\.code.id) == ["E0207"])
    #expect(Sample.problems("compare by $m", ["m": .text("test.accuracy")]).isEmpty)
    #expect(Sample.problems("compare by $m", ["m": .text("test.magic")]).map(\.code.id) == ["E0213"])
  }

  @Test func everyBadValueOfAStatementIsReported() {
    #expect(Sample.problems("layer 0 tanh times 2.5").map(\.code.id) == ["E0208", "E0208"])
  }

  @Test func endingsIgnoreCase() {
    #expect(Sample.problems("save \"M.SafeTensors\"").isEmpty)
  }

  @Test func columnsMayBeAnythingQuoted() {
    #expect(Sample.problems("data csv \"f.csv\" target \"body mass (g)\"").isEmpty)
  }

  @Test func minusZeroIsZero() throws {
    let invocation = try Sample.invocation("seed $n", ["n": .number(-0.0)])
    #expect(invocation.arguments.number("seed")?.sign == .plus)
    #expect(invocation.arguments.integer("seed") == 0)
  }
}
