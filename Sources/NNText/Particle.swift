/// Korean particles whose form depends on how the word before them ends: after a Hangul syllable or a digit the right one,
/// after anything else both, as in `tanh은(는)`.
public enum Particle {
  /// 은, 는
  public static func topic(_ word: String) -> String { chosen(for: word, "은", "는") }
  /// 이, 가
  public static func subject(_ word: String) -> String { chosen(for: word, "이", "가") }
  /// 을, 를
  public static func object(_ word: String) -> String { chosen(for: word, "을", "를") }

  private static func chosen(for word: String, _ closed: String, _ open: String) -> String {
    switch isClosed(word) {
    case true?: closed
    case false?: open
    case nil: "\(closed)(\(open))"
    }
  }

  /// Whether the last syllable ends in a consonant; nil where the spelling does not tell.
  private static func isClosed(_ word: String) -> Bool? {
    guard let last = word.unicodeScalars.last?.value else { return nil }
    switch last {
    case 0xAC00...0xD7A3: return (last - 0xAC00) % 28 != 0
    // 영 일 이 삼 사 오 육 칠 팔 구
    case 0x30...0x39: return [0x30, 0x31, 0x33, 0x36, 0x37, 0x38].contains(last)
    default: return nil
    }
  }
}
