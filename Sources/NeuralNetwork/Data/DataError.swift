import NNText

/// What is wrong with a request for data, a split or a scale.
public enum DataError: LibraryError, Hashable {
  case count(String, found: Int, minimum: Int, maximum: Int)
  case noise(Double)
  case fixedClasses(String, found: Int, expected: Int)
  case shareCount(Int)
  case share(Double)
  case shareSum(Double)
  case emptyPart(index: Int, rows: Int)

  public var wording: Wording {
    switch self {
    case .count(let what, let found, let minimum, let maximum):
      Wording(
        en: "\(what): found \(found), expected \(minimum) to \(maximum)",
        ko: "\(what): \(minimum)부터 \(maximum)까지의 수여야 하는데 \(found)입니다")
    case .noise(let found):
      Wording(
        en: "noise: found \(found), expected a number that is at least 0", ko: "잡음(noise)은 0 이상의 수여야 하는데 \(found)입니다")
    case .fixedClasses(let name, let found, let expected):
      Wording(
        en: "\(name) has \(expected) classes, found \(found)", ko: "\(name) 데이터의 클래스는 \(expected)개인데 \(found)개라고 했습니다")
    case .shareCount(let found):
      Wording(en: "a split has 2 or 3 parts, found \(found)", ko: "데이터는 2개나 3개로 나누는데, 수를 \(found)개 주었습니다")
    case .share(let found):
      Wording(en: "a part of a split is above 0, found \(found)", ko: "나누는 비율은 0보다 커야 하는데 \(found)입니다")
    case .shareSum(let found):
      Wording(
        en: "the parts of a split add up to \(found), expected 100 or 1", ko: "나누는 비율의 합은 100이나 1이어야 하는데 \(found)입니다")
    case .emptyPart(let index, let rows):
      Wording(
        en: "part \(index + 1) of the split gets no row of \(rows)", ko: "\(rows)행을 나누면 \(index + 1)번째 부분에 한 행도 가지 않습니다"
      )
    }
  }

  public var advice: Wording? {
    switch self {
    case .shareCount, .share, .shareSum:
      Wording(en: "split 80 20, or split 70 15 15", ko: "예: split 80 20 또는 split 70 15 15")
    case .emptyPart: Wording(en: "give more data, or that part a larger share", ko: "데이터를 더 주거나 그 부분의 비율을 키우세요")
    case .count, .noise, .fixedClasses: nil
    }
  }
}
