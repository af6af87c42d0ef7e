import NNText
import Testing

@Suite struct NumberFormatTests {
  static let displayed: [(Double, String)] = [
    (0.0, "0"), (-0.0, "0"), (1, "1"), (-3, "-3"), (0.1, "0.1"), (100, "100"), (20001, "20001"),
    (12_345_678, "12345678"), (123_456_789_012_345, "123456789012345"), (1e15, "1e15"), (-2.5e300, "-2.5e300"),
    (0.0001, "0.0001"), (0.00001, "1e-5"), (-1.25e-7, "-1.25e-7"), (.leastNonzeroMagnitude, "5e-324"), (1e22, "1e22"),
    (0.123456749, "0.1234567"), (0.99999999, "1"), (9_999_999.96, "1e7"), (12_345_678.9, "1.234568e7"),
    (123456.789, "123456.8"), (1.0 / 3, "0.3333333"), (.pi * 100, "314.1593"), (.nan, "nan"), (.infinity, "inf"),
    (-.infinity, "-inf"), (.greatestFiniteMagnitude, "1.797693e308"),
  ]

  @Test(arguments: displayed)
  func displaysAtMostSevenDigits(number: Double, text: String) {
    #expect(NumberFormat.display(number) == text)
  }

  @Test func displaysASinglePrecisionNumberWithoutItsNoise() {
    #expect(NumberFormat.display(Double(Float(0.1))) == "0.1")
    #expect(NumberFormat.display(Double(Float(0.96039474))) == "0.9603947")
  }

  static let exact: [(Double, String)] = [
    (100_000.0, "100000"), (1e16, "1e16"), (-0.0, "-0"), (0.1, "0.1"), (1e-5, "0.00001"), (1.5e-6, "1.5e-6"),
    (9_007_199_254_740_992, "9007199254740992"), (.nan, "nan"), (-.infinity, "-inf"),
  ]

  @Test(arguments: exact)
  func writesExactly(number: Double, text: String) {
    #expect(NumberFormat.exact(number) == text)
  }

  @Test func exactTextsReadBackAsTheSameBits() {
    var state: UInt64 = 1
    for _ in 0..<2000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = Double(bitPattern: state)
      guard number.isFinite else { continue }
      let text = NumberFormat.exact(number)
      #expect(Double(text)?.bitPattern == number.bitPattern, "\(text)")
      let single = Float(bitPattern: UInt32(state >> 32))
      guard single.isFinite else { continue }
      #expect(Float(NumberFormat.exact(single))?.bitPattern == single.bitPattern)
    }
  }

  @Test func exactFloatIsTheShortestText() {
    #expect(NumberFormat.exact(Float(0.1)) == "0.1")
    #expect(NumberFormat.exact(Float(16_777_216)) == "16777216")
  }

  static let significant: [(Double, Int, String)] = [
    (0.5, 4, "0.5000"), (12.5, 4, "12.50"), (0, 3, "0.00"), (99.96, 3, "100"), (1234, 2, "1.2e3"),
    (1e-7, 4, "1.000e-7"), (2.675, 3, "2.68"), (.nan, 4, "nan"), (3, -5, "3"), (3, 1, "3"),
  ]

  @Test(arguments: significant)
  func keepsSignificantDigits(number: Double, digits: Int, text: String) {
    #expect(NumberFormat.significant(number, digits: digits) == text)
  }

  static let fixed: [(Double, Int, String)] = [
    (0.5, 2, "0.50"), (99.996, 2, "100.00"), (-0.001, 2, "0.00"), (0.006, 2, "0.01"), (1e-20, 3, "0.000"),
    (123, 0, "123"), (0.5, 0, "1"), (1e20, 2, "1e20"), (7, -1, "7"),
  ]

  @Test(arguments: fixed)
  func keepsPlaces(number: Double, places: Int, text: String) {
    #expect(NumberFormat.fixed(number, places: places) == text)
  }

  @Test func roundsToFewDigits() {
    #expect(NumberFormat.rounded(0.123456, digits: 3) == "0.123")
    #expect(NumberFormat.rounded(0.5, digits: 3) == "0.5")
    #expect(NumberFormat.rounded(123456, digits: 2) == "120000")
    #expect(NumberFormat.rounded(3.3e-10, digits: 4) == "3.3e-10")
    #expect(NumberFormat.rounded(.infinity, digits: 4) == "inf")
  }
}
