@testable import NNScript
import NNShell
import NNText
import Testing

private let openers: [String] = [
  "for", "if", "\"", "(", "[", "repeat", "while", "sweep", "layer residual", "data table", "every", "",
]

@Suite struct PromptTests {
  @Test(
    "31: continuation prompts are as wide as the main one",
    arguments: openers)
  func widths(opener: String) {
    for drawsUnicode in [true, false] {
      let prompt = ContinuationPrompt.text(opener: opener, drawsUnicode: drawsUnicode)
      #expect(DisplayWidth.of(prompt) == DisplayWidth.of(ContinuationPrompt.main))
    }
  }

  @Test("31: they name what is open") func names() {
    #expect(ContinuationPrompt.text(opener: "for", drawsUnicode: true) == "for…> ")
    #expect(ContinuationPrompt.text(opener: "\"", drawsUnicode: true) == "  \"…> ")
    #expect(ContinuationPrompt.text(opener: "(", drawsUnicode: true) == "  (…> ")
    #expect(ContinuationPrompt.text(opener: "repeat", drawsUnicode: true) == "rep…> ")
    #expect(ContinuationPrompt.text(opener: "for", drawsUnicode: false) == " for.> ".dropFirst().description)
  }

  @Test("36: text without prompts is left alone") func noTranscript() {
    for text in ["", "a", "print \"nnsh> \"", "a\nb", " nnsh> a"] {
      #expect(PastedTranscript.statements(in: text) == text)
    }
  }

  @Test("36: output that looks like a continuation is skipped unless it follows a prompt") func output() {
    #expect(PastedTranscript.statements(in: "nnsh> a\nout\nfor…> x\nnnsh> b") == "a\nb")
    #expect(PastedTranscript.statements(in: "nnsh> for\n  (…> x\nnnsh> b") == "for\nx\nb")
  }

  @Test("36: every continuation prompt is recognized", arguments: openers, [true, false])
  func continuations(opener: String, drawsUnicode: Bool) {
    let prompt = ContinuationPrompt.text(opener: opener, drawsUnicode: drawsUnicode)
    #expect(PastedTranscript.statements(in: "nnsh> a\n\(prompt)b\nc") == "a\nb")
  }

  @Test("76: abbreviations must be alone on their line") func shorthands() {
    #expect(PromptShorthand.expand("layer?") == "help layer")
    #expect(PromptShorthand.expand(" layer? ") == "help layer")
    #expect(PromptShorthand.expand("?") == "help")
    #expect(PromptShorthand.expand(":q") == "exit")
    for text in ["print \"a?\"", "\"a?\"", "a b?", ":q now", "", "$a?"] {
      #expect(PromptShorthand.expand(text) == text)
    }
  }

  @Test("56: candidates replace readline's word, which may begin before the language's") func offers() {
    var completion = Completion(partial: "lo", candidates: [.init("loss"), .init("load")])
    #expect(EditedLines.offers(completion, typed: "lo").map(\.text) == ["loss", "load"])
    #expect(EditedLines.offers(completion, typed: "1/lo").map(\.text) == ["1/loss", "1/load"])
    completion.files = .read(["csv"])
    #expect(EditedLines.offers(completion, typed: "lo").map(\.text) == ["loss", "load"])
    completion.partial = ""
    #expect(EditedLines.offers(completion, typed: "").map(\.text) == ["loss", "load", "\""])
    completion.candidates = []
    #expect(EditedLines.offers(completion, typed: "").isEmpty)
  }
}
