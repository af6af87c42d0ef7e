import Foundation
import Testing

/// Every script again with `--lang ko`: it ends as in English, and no line of English prose is left in what it is told.
@Suite struct KoreanTests {
  /// Words that English sentences have and nnsh's statements have not.
  private static let english: Set<String> = [
    "the", "is", "are", "was", "were", "has", "have", "does", "do", "cannot", "can", "than", "which", "here", "there",
    "an", "its", "their", "says", "means", "need", "needs", "must", "every", "each", "when", "where", "what", "nothing",
    "before", "after", "of",
  ]

  /// Where memory ends no text is made any more: the words are those of the system, and the ready ones of the handler.
  private static let speechless = ["limits/memory.nn"]

  @Test("script in Korean", arguments: (ScriptTests.scripts ?? []).filter { !speechless.contains($0.name) })
  func isSaidInKorean(script: ScriptFile) throws {
    let result = try Program.run(["--lang", "ko"] + script.arguments)
    #expect(result.status == script.expectedStatus, "\(result.errors)")
    // What the script itself says stays as it is, and so does what programs read.
    let source = try String(contentsOf: script.url, encoding: .utf8)
    for line in (result.output + result.errors).split(separator: "\n") {
      // Behind the code of an error that says what its script told it to say.
      let text = (line.split(separator: "]: ", maxSplits: 1).last ?? line).trimmingCharacters(in: .whitespaces)
      guard !source.contains(text), !text.contains("\"severity\""), text.firstMatch(of: #/^\d* ?\| /#) == nil,
        // Progress is made of figures and of words of the language; it shows on a slow machine.
        text.firstMatch(of: #/^(step|case) \d/#) == nil
      else { continue }
      let words = Set(Self.prose(text).lowercased().split { !$0.isLetter }.map(String.init))
      #expect(words.isDisjoint(with: Self.english), "\(script.name): \(line)")
    }
  }

  /// Without what is quoted: statements, names, values.
  private static func prose(_ line: String) -> String {
    line.replacing(#/`[^`]*`|'[^']*'|"[^"]*"/#, with: " ")
  }

  @Test func theLocaleChoosesTheLanguage() throws {
    let english = try Program.run(["-c", "layer 5 tahn"])
    let korean = try Program.run(["--lang", "ko", "-c", "layer 5 tahn"])
    #expect(english.errors.contains("error[E0203]: unknown activation 'tahn'"))
    #expect(korean.errors.contains("오류[E0203]: "))
    #expect(korean.errors.contains("도움말: 혹시 'tanh'인가요?"))
    let local = try Program.run(["-c", "layer 5 tahn"], environment: ["LANG": "ko_KR.UTF-8"])
    #expect(local.errors == korean.errors)
    let said = try Program.run(["--lang", "en", "-c", "layer 5 tahn"], environment: ["LANG": "ko_KR.UTF-8"])
    #expect(said.errors == english.errors)
  }

  /// What programs read is the same in every language.
  @Test func errorsAsJSONNeverChange() throws {
    let statements = "layer 5 tahn\nsave \"m.txt\"\ntrain 5"
    let english = try Program.run(["--errors=json", "-c", statements])
    let korean = try Program.run(["--errors=json", "--lang", "ko", "-c", statements])
    #expect(english.errors.contains("\"severity\""))
    #expect(english.errors == korean.errors)
  }
}
