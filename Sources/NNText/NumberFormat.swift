import Glibc

/// Formats numbers as text. Pure and independent of the locale.
package enum NumberFormat {
  /// For people: at most 7 significant digits, integers below 1e15 in full, `nan`, `inf`, `-inf`, `1e-5`.
  package static func display(_ number: Double) -> String {
    guard number.isFinite else { return nonFinite(number) }
    var decimal = DecimalDigits(number)
    let isWhole = number == number.rounded() && number.magnitude < 1e15
    if !isWhole { decimal.round(to: 7) }
    if decimal.digits.isEmpty { decimal.isNegative = false }
    return isWhole || (-4..<7).contains(decimal.exponent) ? decimal.positional() : decimal.scientific()
  }

  /// For files: the shortest text that reads back as the same number, with integers in full and -0 preserved.
  package static func exact(_ number: Double) -> String {
    number.isFinite ? exact(DecimalDigits(number)) : nonFinite(number)
  }

  /// For files: the shortest text that reads back as the same single-precision number.
  package static func exact(_ number: Float) -> String {
    number.isFinite ? exact(DecimalDigits(number)) : nonFinite(Double(number))
  }

  /// Exactly `digits` significant digits (1 to 17), including trailing zeros: `0.5000`, `12.50`, `1.000e-7`.
  package static func significant(_ number: Double, digits: Int) -> String {
    guard number.isFinite else { return nonFinite(number) }
    let count = min(max(digits, 1), 17)
    var decimal = DecimalDigits(number)
    decimal.round(to: count)
    if decimal.digits.isEmpty { decimal.isNegative = false }
    let isPlain = (-4..<count).contains(decimal.exponent)
    return isPlain ? decimal.positional(places: count - 1 - decimal.exponent) : decimal.scientific(count: count)
  }

  /// Exactly `places` digits after the decimal point (0 to 17), as for seconds or percentages; scientific notation from
  /// 1e15.
  package static func fixed(_ number: Double, places: Int) -> String {
    guard number.isFinite else { return nonFinite(number) }
    guard number.magnitude < 1e15 else { return display(number) }
    let places = min(max(places, 0), 17)
    var decimal = DecimalDigits(number)
    decimal.round(to: decimal.exponent + 1 + places)
    if decimal.digits.isEmpty { decimal.isNegative = false }
    return decimal.positional(places: places)
  }

  /// At most `digits` significant digits (1 to 17) without trailing zeros; exponents as in ``display(_:)``.
  package static func rounded(_ number: Double, digits: Int) -> String {
    guard number.isFinite else { return nonFinite(number) }
    let count = min(max(digits, 1), 17)
    var decimal = DecimalDigits(number)
    decimal.round(to: count)
    if decimal.digits.isEmpty { decimal.isNegative = false }
    return (-4..<max(count, 7)).contains(decimal.exponent) ? decimal.positional() : decimal.scientific()
  }

  private static func exact(_ decimal: DecimalDigits) -> String {
    (-5..<16).contains(decimal.exponent) ? decimal.positional() : decimal.scientific()
  }

  private static func nonFinite(_ number: Double) -> String {
    number.isNaN ? "nan" : number < 0 ? "-inf" : "inf"
  }
}

/// The shortest decimal that reads back as a given number: its sign, digits and exponent.
///
/// Every number that nnsh prints is formatted from it, so no output depends on a locale.
struct DecimalDigits: Equatable {
  var isNegative: Bool
  /// The digits, 0 to 9 each, without leading or trailing zeros; empty for zero.
  var digits: [UInt8]
  /// The power of ten of the first digit: 2 for 123.
  var exponent: Int

  /// `number` must be finite.
  init(_ number: Double) { self.init(parsing: number.description) }

  /// `number` must be finite.
  init(_ number: Float) { self.init(parsing: number.description) }

  /// Parses the descriptions that the standard library produces: `-12.5`, `1e-05`, `1.25e+20`.
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

  /// Rounds to `count` digits, halves away from zero. Rounding the shortest decimal differs from rounding the binary
  /// value only on ties, where it gives the result a reader of the longer text expects: 2.675 becomes 2.68.
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

  /// `123.45`, with at least `places` digits after the decimal point.
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
