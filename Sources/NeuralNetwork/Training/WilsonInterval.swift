/// What a share that was seen in some trials says about the share there would be in all: Wilson's score interval.
///
/// With `p` the share seen in `n` trials and `z` the normal quantile, its ends are
///
///     (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n)
///
/// Unlike `p ± z·√(p(1 − p)/n)` it stays within 0 and 1 and says something of 0 of 20 trials, too.
///
/// Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).
public struct WilsonInterval: Hashable, Sendable {
  /// The share seen: 0 to 1; NaN of no trials.
  public let share: Double
  /// The lower end: 0 to 1.
  public let low: Double
  /// The upper end: 0 to 1.
  public let high: Double

  /// The 95 % interval. Of no trials it is everything from 0 to 1.
  ///
  /// - Parameters:
  ///   - successes: 0 to `trials`.
  ///   - trials: at least 0.
  public init(successes: Int, trials: Int) {
    guard trials > 0 else {
      (share, low, high) = (.nan, 0, 1)
      return
    }
    let n = Double(trials)
    let p = min(1, max(0, Double(successes) / n))
    let square = Self.quantile * Self.quantile
    let middle = (p + square / (2 * n)) / (1 + square / n)
    let reach = Self.quantile / (1 + square / n) * (p * (1 - p) / n + square / (4 * n * n)).squareRoot()
    share = p
    // Where everything or nothing was seen the end is exact; rounding must not move it.
    low = p == 0 ? 0 : max(0, middle - reach)
    high = p == 1 ? 1 : min(1, middle + reach)
  }

  /// Of the normal distribution, at 97.5 %.
  private static let quantile = 1.959963984540054
}
