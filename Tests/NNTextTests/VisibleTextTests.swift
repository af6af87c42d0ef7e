import Testing

@testable import NNText

@Suite struct VisibleTextTests {
  /// Characters that must never reach a terminal unescaped.
  static let hidden: [UInt32] =
    [0x00, 0x01, 0x07, 0x08, 0x0b, 0x0c, 0x0d, 0x1b, 0x1f, 0x7f, 0x80, 0x84, 0x85, 0x90, 0x9b, 0x9d, 0x9f, 0x61c]
    + [0x200e, 0x200f, 0x2028, 0x2029] + Array(0x202a...0x202e) + Array(0x2066...0x2069)

  @Test(arguments: hidden) func isShown(_ value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    let text = "a" + String(scalar) + "b\n\tc"
    let name = "\\u{" + String(value, radix: 16) + "}"
    for shown in [VisibleText.of(text), VisibleText.leaving(text)] { #expect(shown == "a\(name)b\n\tc") }
    #expect(VisibleText.line(text) == "a\(value == 13 ? "\\r" : name)b\\n\\tc")
    #expect(Wording(en: "'\(text)'", ko: "'\(text)'").english == "'\(VisibleText.line(text))'")
    #expect(!JSONText.quoted(text).unicodeScalars.contains(scalar))
    // Within a style, too.
    let styled = Style(isOn: true, isSealed: true).apply(.red, to: text)
    #expect(VisibleText.leaving(styled) == "\u{1B}[31ma\(name)b\n\tc\u{1B}[0m")
    #expect(VisibleText.of(VisibleText.of(styled)) == VisibleText.of(styled))
  }

  @Test(arguments: ["", "plain", "한국어 é ✓ 🇰🇷 a\u{301}", "…", "—", "\u{2010}", "\u{a0}", "\u{feff}", "a\nb\tc", "क्‍ष"])
  func staysAsItIs(_ text: String) {
    #expect(VisibleText.of(text) == text && VisibleText.leaving(text) == text)
    if !text.contains("\n") { #expect(VisibleText.line(text) == text) }
  }

  @Test("color sequences from outside do not pass") func foreignColors() {
    for text in ["\u{1B}[31mred\u{1B}[0m", "\u{1B}{0}[31m", Style.ansi.apply(.red, to: "x")] {
      #expect(!VisibleText.leaving(text).contains("\u{1B}"))
    }
  }
}
