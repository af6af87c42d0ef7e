import Glibc
import NNText

/// Maps the values of an axis to 0…1.
struct AxisScale: Sendable {
  let isLogarithmic: Bool
  /// The values at the ends of the axis: finite, `lower < upper`, and positive on a logarithmic scale.
  let lower: Double
  let upper: Double

  /// How the axis is fitted to the range of the values: exactly, or with padding (and including zero, if it is near).
  enum Fit { case tight, padded }

  /// Fails if no value can be shown. Skips values that are not finite or, on a logarithmic scale, not positive.
  init?(showing values: some Sequence<Double>, isLogarithmic: Bool, fit: Fit) {
    var range: ClosedRange<Double>?
    for value in values where value.isFinite && (!isLogarithmic || value > 0) {
      range = range.map { min($0.lowerBound, value)...max($0.upperBound, value) } ?? value...value
    }
    guard let range else { return nil }
    self.isLogarithmic = isLogarithmic
    (lower, upper) =
      isLogarithmic
      ? Self.logarithmicEnds(range.lowerBound, range.upperBound, fit)
      : Self.linearEnds(range.lowerBound, range.upperBound, fit)
  }

  func fraction(of value: Double) -> Double {
    let fraction =
      isLogarithmic
      ? (log10(value) - log10(lower)) / (log10(upper) - log10(lower))
      // Halve first, because the difference of two huge numbers overflows.
      : (value / 2 - lower / 2) / (upper / 2 - lower / 2)
    return min(max(fraction, 0), 1)
  }

  private static func linearEnds(_ low: Double, _ high: Double, _ fit: Fit) -> (Double, Double) {
    let magnitude = max(low.magnitude, high.magnitude)
    let half = high / 2 - low / 2
    // Below this, tick labels would need more digits than a reader can compare.
    guard half > magnitude * 5e-11, half > 1e-300 else {
      let isFlat = low == high
      let air = magnitude < 1e-290 ? 1 : magnitude * (isFlat ? 0.1 : 1e-9)
      return (clamped(low - air), clamped(high + air))
    }
    guard fit == .padded else { return (low, high) }
    let air = half * 0.08
    let isNearZero = low >= 0 && low / 2 <= half * 0.25
    return (isNearZero ? 0 : clamped(low - air), clamped(high + air))
  }

  private static func logarithmicEnds(_ low: Double, _ high: Double, _ fit: Fit) -> (Double, Double) {
    let span = log10(high) - log10(low)
    let air = span < 1e-9 ? 0.5 : fit == .padded ? span * 0.04 : 0
    let bottom = pow(10, log10(low) - air)
    let top = pow(10, log10(high) + air)
    return (max(air == 0 ? low : bottom, .leastNonzeroMagnitude), clamped(air == 0 ? high : top))
  }

  private static func clamped(_ value: Double) -> Double {
    min(max(value, -.greatestFiniteMagnitude), .greatestFiniteMagnitude)
  }
}

/// A labeled position on an axis.
struct Tick: Sendable, Equatable {
  var value: Double
  var label: String
}

/// Chooses round numbers for an axis, as many as fit.
enum Ticks {
  /// - Parameters:
  ///   - isWhole: whether the axis shows counts, so that ticks between whole numbers are meaningless.
  ///   - fits: whether the labels do not overlap; not called for fewer than two ticks.
  static func choose(for scale: AxisScale, isWhole: Bool = false, fits: ([Tick]) -> Bool) -> [Tick] {
    if scale.isLogarithmic, let ticks = logarithmic(scale, fits) { return ticks }
    return linear(scale, isWhole, fits)
  }

  /// Ticks at multiples of 1, 2 or 5 times a power of ten: the smallest step that fits.
  private static func linear(_ scale: AxisScale, _ isWhole: Bool, _ fits: ([Tick]) -> Bool) -> [Tick] {
    let finest = (scale.upper / 2 - scale.lower / 2) / 6
    guard finest > 0 else { return [] }
    var exponent = Int(log10(finest).rounded(.down))
    if isWhole { exponent = max(exponent, 0) }
    for _ in 0..<6 {
      for mantissa in [1.0, 2, 5] {
        let step = mantissa * pow(10, Double(exponent))
        guard step.isNormal, step >= finest else { continue }
        let ticks = multiples(of: step, exponent: exponent, from: scale.lower, to: scale.upper)
        if ticks.count <= 1 || (ticks.count <= 13 && fits(ticks)) { return ticks }
      }
      exponent += 1
    }
    return []
  }

  private static func multiples(of step: Double, exponent: Int, from lower: Double, to upper: Double) -> [Tick] {
    let first = (lower / step - 1e-6).rounded(.up)
    let last = (upper / step + 1e-6).rounded(.down)
    guard first <= last, last - first < 100 else { return [] }
    let largest = max(first.magnitude, last.magnitude) * step
    return (0...Int(last - first)).compactMap { index in
      let value = (first + Double(index)) * step
      guard value.isFinite else { return nil }
      return Tick(value: value, label: label(value, exponent: exponent, largest: largest))
    }
  }

  /// A label with as many digits as the step needs, the same number of decimals for all ticks of an axis.
  private static func label(_ value: Double, exponent: Int, largest: Double) -> String {
    if value == 0 { return "0" }
    if largest < 1e7 && largest >= 1e-3 { return NumberFormat.fixed(value, places: max(0, -exponent)) }
    let digits = Int(log10(value.magnitude * (1 + 1e-9)).rounded(.down)) - exponent + 1
    return NumberFormat.significant(value, digits: digits)
  }

  /// Ticks at powers of ten, with 2 and 5 times them if there are few, and with some skipped if there are too many.
  /// `nil` if the scale contains fewer than two powers, where linear ticks are better.
  private static func logarithmic(_ scale: AxisScale, _ fits: ([Tick]) -> Bool) -> [Tick]? {
    let low = log10(scale.lower)
    let high = log10(scale.upper)
    func ticks(_ mantissas: [Double], every stride: Int) -> [Tick] {
      (Int(low.rounded(.down))...Int(high.rounded(.up))).flatMap { exponent -> [Tick] in
        guard exponent % stride == 0 else { return [] }
        return mantissas.compactMap { mantissa in
          let value = mantissa * pow(10, Double(exponent))
          let place = log10(value)
          guard value > 0, value.isFinite, place >= low - 1e-9, place <= high + 1e-9 else { return nil }
          return Tick(value: value, label: NumberFormat.display(value))
        }
      }
    }
    if high - low < 4 {
      let fine = ticks([1, 2, 5], every: 1)
      if fine.count > 2 && fits(fine) { return fine }
    }
    for stride in [1, 2, 3, 5, 10, 20, 50, 100, 200] {
      let decades = ticks([1], every: stride)
      if decades.count < 2 { return nil }
      if fits(decades) { return decades }
    }
    return nil
  }
}
