import Glibc

/// Maps values of an axis to 0…1.
struct AxisScale: Sendable {
  let isLogarithmic: Bool
  /// The values at the ends, finite, `lower < upper`, positive on a logarithmic scale.
  let lower: Double
  let upper: Double

  /// How the values' range becomes the axis's: as it is, or with some air (and zero, if it is near).
  enum Fit { case tight, padded }

  /// Nil if no value can be shown. Values that are not finite, and on a logarithmic scale not positive, are skipped.
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
      // Halves, because the difference of two huge numbers overflows.
      : (value / 2 - lower / 2) / (upper / 2 - lower / 2)
    return min(max(fraction, 0), 1)
  }

  private static func linearEnds(_ low: Double, _ high: Double, _ fit: Fit) -> (Double, Double) {
    let magnitude = max(low.magnitude, high.magnitude)
    let half = high / 2 - low / 2
    // Below this the ticks' labels would need more digits than a reader can compare.
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
