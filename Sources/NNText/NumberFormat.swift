import Glibc

/// How numbers are written. Pure and independent of the locale.
package enum NumberFormat {
  /// For people: at most 7 significant digits, integers below 1e15 whole, `nan`, `inf`, `-inf`, `1e-5`.
  package static func display(_ number: Double) -> String {
    guard number.isFinite else { return nonFinite(number) }
    var decimal = DecimalDigits(number)
    let isWhole = number == number.rounded() && number.magnitude < 1e15
    if !isWhole { decimal.round(to: 7) }
    if decimal.digits.isEmpty { decimal.isNegative = false }
    return isWhole || (-4..<7).contains(decimal.exponent) ? decimal.positional() : decimal.scientific()
  }

  /// For files: the shortest text that reads back as the same number, integers whole, -0 kept.
  package static func exact(_ number: Double) -> String {
    number.isFinite ? exact(DecimalDigits(number)) : nonFinite(number)
  }

  /// For files: the shortest text that reads back as the same single-precision number.
  package static func exact(_ number: Float) -> String {
    number.isFinite ? exact(DecimalDigits(number)) : nonFinite(Double(number))
  }

  /// Exactly that many significant digits (1 to 17), zeros kept: `0.5000`, `12.50`, `1.000e-7`.
  package static func significant(_ number: Double, digits: Int) -> String {
    guard number.isFinite else { return nonFinite(number) }
    let count = min(max(digits, 1), 17)
    var decimal = DecimalDigits(number)
    decimal.round(to: count)
    if decimal.digits.isEmpty { decimal.isNegative = false }
    let isPlain = (-4..<count).contains(decimal.exponent)
    return isPlain ? decimal.positional(places: count - 1 - decimal.exponent) : decimal.scientific(count: count)
  }

  /// Exactly that many digits behind the point (0 to 17), as for seconds or per cent; an exponent from 1e15 on.
  package static func fixed(_ number: Double, places: Int) -> String {
    guard number.isFinite else { return nonFinite(number) }
    guard number.magnitude < 1e15 else { return display(number) }
    let places = min(max(places, 0), 17)
    var decimal = DecimalDigits(number)
    decimal.round(to: decimal.exponent + 1 + places)
    if decimal.digits.isEmpty { decimal.isNegative = false }
    return decimal.positional(places: places)
  }

  /// At most that many significant digits (1 to 17) without trailing zeros, exponents as ``display(_:)`` has them.
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
