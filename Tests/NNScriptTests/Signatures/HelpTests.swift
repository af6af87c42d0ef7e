import NNScript
import NNText
import Testing

struct HelpTests {
  @Test func aPageHasUsageWordsDetailsAndExamples() throws {
    let text = HelpPage(try #require(Sample.table["layer"])).text()
    #expect(text.hasPrefix("layer: adds a layer\n\n  layer [dense] N [ACT] [times K] [bias none]\n"))
    #expect(text.contains("  layer conv2d N kernel K   (not implemented yet)\n"))
    #expect(text.contains("ACT, an activation:\n"))
    #expect(text.contains("leaky_relu [alpha A]  small slope below zero"))
    #expect(
      text.contains(
        "  N        number of units, a whole number, at least 1\n  alpha A  slope, a number from 0 to 100\n"))
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
    // Of texts words count, not letters inside them.
    #expect(Sample.table.apropos("ayer").allSatisfy { ($0.word ?? $0.statement).contains("ayer") })
    // An option word has no page: the statements that take it are answered, by its own name and by a synonym.
    #expect(Sample.table.apropos("times").map(\.statement).contains("layer"))
    let rate = Sample.table.apropos("lr")
    #expect(rate.map(\.statement) == ["optimizer"] && rate.map(\.word) == ["rate"])
  }

  @Test("71: at most one suggestion; synonyms are known") func suggestionsKnowSynonyms() {
    #expect(Sample.table.suggestion(for: "lr") == "rate")
    #expect(Sample.table.suggestion(for: "layr") == "layer")
    #expect(Sample.table.suggestion(for: "qqqqqqq") == nil)
  }

  @Test func anOptionOfOneWordIsDistinguishedFromTheSameOptionOfAnother() {
    func alpha(_ word: String, _ meaning: String) -> Vocabulary.Entry {
      .init(word, "", parameters: [.options([[.word("alpha"), .slot(number("A", meaning))]])])
    }
    func number(_ shown: String, _ called: String) -> Slot {
      Slot(called, shown, .number(NumberRule(Wording(verbatim: called), in: 0...1)))
    }
    let page = HelpPage(
      Signature(
        "bend", group: .model, summary: "",
        forms: [
          Form(
            "bend",
            [
              .word("by"), .slot(number("N", "angle")),
              .options([[.word("with"), .slot(number("N", "force"))], [.word("at"), .slot(number("X", "place"))]]),
              .slot(
                Slot(
                  "act", "ACT",
                  .choice(Vocabulary("act", [alpha("a", "slope"), alpha("b", "slope"), alpha("c", "depth")])))),
              .slot(Slot("unit", "UNIT", .unit)),
            ])
        ]))
    #expect(
      page.slots.map(\.word) == ["by N", "with N", "X", "alpha A (a, b)", "alpha A (c)", "UNIT"])
  }

  /// The same said of two options is no reason to call them neither.
  @Test func optionsOfChoicesKeepTheirWords() {
    let number = Slot("number", "B", .number(NumberRule("share", in: 0...1)))
    func entry(_ word: String, _ option: String) -> Vocabulary.Entry {
      .init(word, "", parameters: [.options([[.word(option), .slot(number)]])])
    }
    let page = HelpPage(
      Signature(
        "bend", group: .model, summary: "",
        forms: [
          Form("bend", [.slot(Slot("act", "ACT", .choice(Vocabulary("act", [entry("a", "one"), entry("b", "two")]))))])
        ]))
    #expect(page.slots.map(\.word) == ["one B", "two B"])
  }

  @Test func blocksStandInTheirOwnLines() {
    let page = HelpPage(
      Signature("again", group: .script, summary: "s", details: "one\ntwo", grammarUsage: ["again N\n  …\nend"]))
    #expect(page.text() == "again: s\n\n  again N\n    …\n  end\n\none two")
  }
}
