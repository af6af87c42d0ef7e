import Testing

@testable import NNScript

@Suite struct LexerTests {
  private func kinds(_ text: String) -> [Token.Kind] {
    var lexer = Lexer(Source(name: "f", text: text), id: 0, isWhole: true)
    lexer.run()
    return lexer.tokens.map(\.kind)
  }

  @Test func commentsAndBlanksVanish() {
    #expect(kinds("a \t 1 # b \"c\n# d\n") == [.word, .number, .newline, .newline, .end])
  }

  @Test func theFirstLineMayNameAnInterpreter() {
    #expect(kinds("#!/usr/bin/env nnsh (\nstep") == [.newline, .word, .end])
  }

  @Test func carriageReturnsAndTheByteOrderMarkAreBlank() {
    #expect(kinds("\u{FEFF}step\r\nstep\r\n") == [.word, .newline, .word, .newline, .end])
    #expect(kinds("\u{FEFF}#!x (\r\nstep") == [.newline, .word, .end])
  }

  @Test func aBackslashContinuesTheLine() {
    #expect(kinds("a \\\n 1\\\r\n 2 \\  \n3") == [.word, .number, .number, .number, .end])
  }

  @Test func operatorsAreReadLongestFirst() {
    #expect(
      kinds("== = <= < >= > !=")
        == [.equal, .assign, .lessOrEqual, .less, .greaterOrEqual, .greater, .notEqual, .end])
  }

  @Test func aStringMayRunOverLines() {
    #expect(kinds("\"a\n#b\\\"\" c") == [.string, .word, .end])
  }

  @Test func theTextOfAStringDoesNotDependOnLineEnds() {
    #expect(Parsing("note \"a\r\nb\"").outline == Parsing("note \"a\nb\"").outline)
  }

  static let numbers: [(String, Double)] = [
    ("5", 5), ("0.01", 0.01), ("1e-3", 1e-3), ("80%", 0.8), ("2.5E+2", 250), ("0.1", 0.1),
    ("123456789012345678", 123456789012345680),
    ("3.141592653589793", Double.pi), ("1e-400", 0), ("12.5%", 0.125), ("00012", 12),
    ("0.30000000000000004", 0.1 + 0.2),
  ]

  @Test(arguments: numbers) func numbersAreRoundedCorrectly(text: String, value: Double) {
    #expect(NumberText.value(ArraySlice(text.utf8)) == value)
  }

  @Test func shortNumbersAgreeWithTheStandardLibrary() {
    var state: UInt64 = 1
    for _ in 0..<2000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let digits = String(state >> 20).prefix(Int(state >> 60) + 1)
      let text = digits.prefix(2) + "." + digits.dropFirst(1)
      #expect(NumberText.value(ArraySlice(text.utf8)) == Double(text))
    }
  }

  @Test func everyByteIsReadWithoutATrap() {
    for first in UInt8.min...UInt8.max {
      for second in [UInt8(0), 0x22, 0x24, 0x28, 0x5C, 0x80, 0xE2, 0xFF] {
        for isWhole in [true, false] { _ = Parsing([first, second], isWhole: isWhole) }
      }
    }
  }
}
