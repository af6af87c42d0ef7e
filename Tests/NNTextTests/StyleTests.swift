import NNText
import Testing

@Suite struct StyleTests {
  @Test func wrapsOnlyWhenOn() {
    #expect(Style.plain.apply(.red, to: "x") == "x")
    #expect(Style.ansi.apply(.bold, .red, to: "x") == "\u{1B}[1;31mx\u{1B}[0m")
    #expect(Style.ansi.apply(.red, to: "") == "")
  }
}

@Suite struct JSONTextTests {
  @Test func escapes() {
    #expect(JSONText.quoted("a\"b\\c\n\t\r\u{1}é한") == #""a\"b\\c\n\t\r\u0001é한""#)
    #expect(JSONText.quoted("\r\n") == #""\r\n""#)
  }

  @Test func numbersAreNumbersOrNull() {
    #expect(JSONText.number(.infinity) == "null")
    #expect(JSONText.number(0.1) == "0.1")
  }
}
