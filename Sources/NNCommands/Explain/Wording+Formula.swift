import NNText

extension Wording {
  /// A formula, whose only words are those of a case: `f'(x) = 1 if x > 0, else 0`.
  init(formula: String) {
    let korean = formula.split(separator: ";", omittingEmptySubsequences: false).map(Self.koreanCase)
    self.init(en: "\(formula)", ko: "\(korean.joined(separator: ";"))")
  }

  /// `f'(x) = x > 0이면 1, 아니면 0`.
  private static func koreanCase(_ part: Substring) -> String {
    let halves = part.split(separator: ", else ", maxSplits: 1)
    guard halves.count == 2 else { return String(part) }
    let sides = halves[0].split(separator: " if ", maxSplits: 1)
    guard sides.count == 2, let equal = sides[0].lastIndex(of: "=") else { return String(part) }
    let (left, value) = (sides[0][...equal], sides[0][equal...].dropFirst(2))
    return "\(left) \(sides[1])이면 \(value), 아니면 \(halves[1])"
  }
}
