/// The shortest decimal that reads back as a given number: sign, digits, and where the point stands.
///
/// All of nnsh's number texts start here, so none of them depends on a locale.
struct DecimalDigits: Equatable {
  var isNegative: Bool
  /// 0…9 each, no leading and no trailing zero; empty for zero.
  var digits: [UInt8]
  /// The power of ten of the first digit: 2 for 123.
  var exponent: Int

  /// `number` must be finite.
  init(_ number: Double) { self.init(parsing: number.description) }

  /// `number` must be finite.
  init(_ number: Float) { self.init(parsing: number.description) }

  /// Reads what the standard library writes: `-12.5`, `1e-05`, `1.25e+20`.
  private init(parsing text: String) {
    isNegative = false
    digits = []
    exponent = 0
    var whole = 0
    var seenPoint = false
    var scanningExponent = false
    var power = 0
    var powerIsNegative = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "-"):
        if scanningExponent { powerIsNegative = true } else { isNegative = true }
      case UInt8(ascii: "."): seenPoint = true
      case UInt8(ascii: "e"): scanningExponent = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = byte - UInt8(ascii: "0")
        if scanningExponent {
          power = power * 10 + Int(digit)
        } else {
          digits.append(digit)
          if !seenPoint { whole += 1 }
        }
      default: break
      }
    }
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    exponent = whole - leading - 1 + (powerIsNegative ? -power : power)
    trim()
  }

  /// Rounds to that many digits, half away from zero. Rounding the shortest decimal instead of the binary value
  /// differs only on ties, where it does what the reader of the longer text expects: 2.675 becomes 2.68.
  mutating func round(to count: Int) {
    guard count < digits.count else { return }
    guard count >= 0 else {
      digits = []
      exponent = 0
      return
    }
    let roundsUp = digits[count] >= 5
    digits.removeSubrange(count...)
    if roundsUp {
      var index = count - 1
      while index >= 0, digits[index] == 9 {
        digits[index] = 0
        index -= 1
      }
      if index >= 0 {
        digits[index] += 1
      } else {
        digits.insert(1, at: 0)
        exponent += 1
      }
    }
    trim()
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { exponent = 0 }
  }

  private var sign: String { isNegative ? "-" : "" }

  private func text(_ range: Range<Int>) -> String {
    String(
      decoding: range.map { (digits.indices.contains($0) ? digits[$0] : 0) + UInt8(ascii: "0") }, as: UTF8.self)
  }

  /// `123.45`, with at least `places` digits behind the point.
  func positional(places: Int = 0) -> String {
    let whole = exponent < 0 || digits.isEmpty ? "0" : text(0..<(exponent + 1))
    let count = digits.isEmpty ? places : max(places, digits.count - 1 - exponent)
    guard count > 0 else { return sign + whole }
    return sign + whole + "." + text((exponent + 1)..<(exponent + 1 + count))
  }

  /// `1.25e-7`, with at least `count` digits.
  func scientific(count: Int = 1) -> String {
    let total = max(1, count, digits.count)
    return sign + text(0..<1) + (total > 1 ? "." + text(1..<total) : "") + "e\(exponent)"
  }
}
