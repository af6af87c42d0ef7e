import Glibc
import Testing

@testable import NNScript

/// Compares the grammar of docs/language.md with the parser.
@Suite struct GrammarTests {
  let grammar: Grammar

  init() throws {
    let root = #filePath.components(before: "/Tests/NNScriptTests/")
    let text = try #require(GrammarTests.read(root + "/docs/language.md"))
    let start = try #require(text.firstRange(of: "```ebnf\n"))
    let rest = text[start.upperBound...]
    let end = try #require(rest.firstRange(of: "```"))
    grammar = Grammar(String(rest[..<end.lowerBound]))
  }

  private static func read(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = getc(file), byte != EOF { bytes.append(UInt8(byte)) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Every include finds an empty file.
  private func isAccepted(_ text: String) -> Bool {
    var sources = SourceMap()
    let id = sources.add(Source(name: "f.nn", text: text))
    let loader = SourceLoader { .loaded(bytes: [], identity: $0) }
    if case .complete = Parser.parse(id, in: &sources, .test, loader: loader) { return true }
    return false
  }

  @Test func theGrammarIsWhole() {
    #expect(grammar.undefined == [])
    #expect(grammar.names.count > 35)
    #expect(grammar.words(of: "keyword") == Parser.blockWords)
    #expect(grammar.words(of: "unit") == Set(Parser.units.map { "\($0)" }))
  }

  @Test func whatTheGrammarMakesIsParsed() {
    for seed in 0..<200 {
      var dice = Grammar.Dice(state: UInt64(seed))
      let sentence = grammar.sentence("script", depth: 4 + seed % 8, dice: &dice)
      let text = Grammar.text(sentence)
      #expect(grammar.accepts(sentence, as: "script"), "\(text)")
      #expect(isAccepted(text), "\(text)")
    }
  }

  @Test(arguments: ["branch", "for", "sweep", "until", "every", "try", "param", "expect", "print", "stop", "let"])
  func everyRuleOfAStatementIsParsed(rule: String) {
    for seed in 0..<60 {
      var dice = Grammar.Dice(state: UInt64(seed))
      let text = Grammar.text(grammar.sentence(rule, depth: 12, dice: &dice))
      #expect(isAccepted(text), "\(text)")
    }
  }

  /// Sentences with a piece lost, doubled, swapped or replaced: parser and grammar must agree on each.
  @Test(arguments: [
    "branch", "for", "while", "sweep", "until", "every", "try", "param", "expect", "print", "stop", "command",
  ]) func brokenSentencesAreJudgedAlike(rule: String) {
    var rejected = 0
    for seed in 0..<100 {
      var dice = Grammar.Dice(state: UInt64(seed) &+ 77_000)
      let pieces = broken(grammar.sentence(rule, depth: 6 + seed % 10, dice: &dice), dice: &dice)
      let isSentence = judge(pieces)
      if !isSentence { rejected += 1 }
      let text = Grammar.text(pieces)
      #expect(isAccepted(text) == isSentence, "\(text)")
    }
    #expect(rejected > 15)
  }

  private func broken(_ sentence: [Grammar.Piece], dice: inout Grammar.Dice) -> [Grammar.Piece] {
    let pool = [
      "if", "end", "else", "and", "not", "=", "==", "(", ")", "[", "]", ",", "5", "\n", "x", "for", "\"t\"", "by",
    ]
    var pieces = sentence
    // Glued pieces stay together: separated, they would be other tokens.
    let loose = pieces.indices.filter { index in
      !pieces[index].isGlued && !(index + 1 < pieces.count && pieces[index + 1].isGlued)
    }
    guard let index = loose.randomElement(using: &dice), let other = loose.randomElement(using: &dice) else {
      return pieces
    }
    switch Int.random(in: 0..<4, using: &dice) {
    case 0: pieces.remove(at: index)
    case 1: pieces.insert(pieces[index], at: index)
    case 2: pieces.swapAt(index, other)
    default: pieces[index].text = pool.randomElement(using: &dice) ?? "x"
    }
    return pieces
  }

  /// Line ends inside brackets count as spaces.
  private func judge(_ pieces: [Grammar.Piece]) -> Bool {
    var depth = 0
    let visible = pieces.filter { piece in
      switch piece.text {
      case "(", "[": depth += 1
      case ")", "]": depth = max(0, depth - 1)
      case ";": depth = 0
      default: break
      }
      return piece.text != "\n" || depth == 0
    }
    return grammar.accepts(visible, as: "script")
  }
}

extension String {
  fileprivate func components(before text: String) -> String {
    firstRange(of: text).map { String(self[..<$0.lowerBound]) } ?? self
  }
}
