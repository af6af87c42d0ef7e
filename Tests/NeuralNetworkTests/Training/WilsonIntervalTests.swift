import NeuralNetwork
import Testing

@Suite struct WilsonIntervalTests {
  /// Source: R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998),
  /// table I, method 3.
  @Test(arguments: [
    (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718),
  ])
  func equalsThePublishedOnes(successes: Int, trials: Int, low: Double, high: Double) {
    let interval = WilsonInterval(successes: successes, trials: trials)
    #expect(abs(interval.low - low) < 5e-5)
    #expect(abs(interval.high - high) < 5e-5)
    #expect(interval.share == Double(successes) / Double(trials))
  }

  /// Solving (p̂ − p)² = z²·p(1 − p)/n for p is what defines it.
  @Test(arguments: [(1, 4), (288, 300), (164, 300), (5, 7), (999_999, 1_000_000)])
  func endsSolveTheScoreEquation(successes: Int, trials: Int) {
    let interval = WilsonInterval(successes: successes, trials: trials)
    let square = 1.959963984540054 * 1.959963984540054
    for end in [interval.low, interval.high] {
      let distance = (interval.share - end) * (interval.share - end)
      #expect(abs(distance - square * end * (1 - end) / Double(trials)) < 1e-13)
    }
    #expect(interval.low < interval.share && interval.share < interval.high)
  }

  @Test func nothingAndEverythingReachTheirEnd() {
    #expect(WilsonInterval(successes: 0, trials: 3).low == 0)
    #expect(WilsonInterval(successes: 3, trials: 3).high == 1)
    let turned = WilsonInterval(successes: 3, trials: 3).low + WilsonInterval(successes: 0, trials: 3).high
    #expect(abs(turned - 1) < 1e-15)
  }

  @Test func noTrialsSayNothing() {
    let interval = WilsonInterval(successes: 0, trials: 0)
    #expect(interval.share.isNaN)
    #expect(interval.low == 0 && interval.high == 1)
  }
}
