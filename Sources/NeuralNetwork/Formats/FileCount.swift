/// Counts as files say them: steps, sizes, places.
enum FileCount {
  /// Up to here every whole number is one of a float64 as well, and two of them can be added.
  static let largest = 1 << 53

  /// A whole number from 0 to ``largest``; nil for all else.
  static func read(_ digits: some StringProtocol) -> Int? {
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int(digits),
      count <= largest
    else { return nil }
    return count
  }
}
