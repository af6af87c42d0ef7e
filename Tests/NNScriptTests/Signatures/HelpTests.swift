import NNScript
import Testing

struct HelpTests {
  @Test func aPageHasUsageWordsDetailsAndExamples() throws {
    let text = HelpPage(try #require(Sample.table["layer"])).text
    #expect(text.hasPrefix("layer: adds a layer\n\n  layer [dense] N [ACT] [times K] [bias none]\n"))
    #expect(text.contains("  layer conv2d N kernel K   (not built yet)\n"))
    #expect(text.contains("ACT, an activation:\n"))
    #expect(text.contains("leaky_relu [alpha A]  small slope below zero"))
    #expect(text.contains("  N  number of units, a whole number, at least 1"))
    #expect(text.contains("example:\n  layer 5 tanh times 9"))
    #expect(text.hasSuffix("see also: output"))
  }

  @Test func aWordLeadsToItsStatements() {
    #expect(Sample.table.topics(for: "tanh").map(\.statement) == ["layer", "output", "activation"])
    #expect(Sample.table.topics(for: "layer").map(\.word) == [nil])
    #expect(Sample.table.topics(for: "times").map(\.summary) == ["K: number of layers"])
    #expect(Sample.table.topics(for: "zzz").isEmpty)
  }

  @Test func aproposFindsTextsAndSynonyms() {
    #expect(Sample.table.apropos("layer").map(\.statement).contains("output"))
    #expect(Sample.table.apropos("xavier").map(\.word) == ["glorot"])
    #expect(Sample.table.apropos("Gaussian").map(\.word) == ["normal"])
    #expect(Sample.table.apropos("").isEmpty)
  }

  @Test func suggestionsKnowSynonyms() {
    #expect(Sample.table.suggestion(for: "lr") == "rate")
    #expect(Sample.table.suggestion(for: "layr") == "layer")
    #expect(Sample.table.suggestion(for: "qqqqqqq") == nil)
  }
}
