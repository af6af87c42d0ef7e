import NNText
import Testing

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("한글", 4), ("日本語", 6), ("e\u{301}", 1), ("é", 1), ("─", 1), ("⣿", 1), ("😀", 2),
    ("🇰🇷", 2), ("👩‍👩‍👧", 2), ("❤️", 2), ("\u{1B}", 0), ("ｱ", 1), ("Ａ", 2), ("a\u{200B}b", 2),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("σ", 1), ("×", 1),
  ])
  func counts(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test func padsByColumns() {
    #expect(DisplayWidth.pad("한", to: 4) == "한  ")
    #expect(DisplayWidth.pad("한", to: 4, .right) == "  한")
    #expect(DisplayWidth.pad("a", to: 4, .center) == " a  ")
    #expect(DisplayWidth.pad("abc", to: 2) == "abc")
  }

  @Test func truncatesBetweenCharacters() {
    #expect(DisplayWidth.truncate("abcdef", to: 4) == "abc…")
    #expect(DisplayWidth.truncate("한국어", to: 4) == "한…")
    #expect(DisplayWidth.truncate("abc", to: 3) == "abc")
    #expect(DisplayWidth.truncate("abc", to: 0) == "")
    #expect(DisplayWidth.truncate("abcdef", to: 2, ellipsis: "...") == "")
  }

  @Test func wrapsAtBlanks() {
    #expect(DisplayWidth.wrap("a bb ccc dddd", to: 6) == ["a bb", "ccc", "dddd"])
    #expect(DisplayWidth.wrap("one\ntwo\n\nthree", to: 20) == ["one two", "", "three"])
    #expect(DisplayWidth.wrap("한국어 말", to: 8) == ["한국어", "말"])
    #expect(DisplayWidth.wrap("immeasurable", to: 5) == ["immeasurable"])
    #expect(DisplayWidth.wrap("", to: 5).isEmpty)
  }

  @Test func countsRowsOfAScreen() {
    #expect(DisplayWidth.rows(of: "", columns: 10) == 0)
    #expect(DisplayWidth.rows(of: "a\n\nb\n", columns: 10) == 3)
    #expect(DisplayWidth.rows(of: "0123456789\n0123456789a", columns: 10) == 3)
    #expect(DisplayWidth.rows(of: "가나다라마바\n", columns: 10) == 2)
    #expect(DisplayWidth.rows(of: Style.ansi.apply(.bold, to: "0123456789") + "\n", columns: 10) == 1)
  }
}
