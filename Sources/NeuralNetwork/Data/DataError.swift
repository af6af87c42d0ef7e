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
      "\(what): found \(found), expected \(minimum) to \(maximum)"
    case .noise(let found): "noise: found \(found), expected a number that is at least 0"
    case .fixedClasses(let name, let found, let expected): "\(name) has \(expected) classes, found \(found)"
    case .shareCount(let found): "a split has 2 or 3 parts, found \(found)"
    case .share(let found): "a part of a split is above 0, found \(found)"
    case .shareSum(let found): "the parts of a split add up to \(found), expected 100 or 1"
    case .emptyPart(let index, let rows): "part \(index + 1) of the split gets no row of \(rows)"
    }
  }

  public var advice: Wording? {
    switch self {
    case .shareCount, .share, .shareSum: "split 80 20, or split 70 15 15"
    case .emptyPart: "give more data, or that part a larger share"
    case .count, .noise, .fixedClasses: nil
    }
  }
}
