/// A seeded stream of random numbers, the same on every machine: xoshiro256** (Blackman, Vigna 2018).
///
/// Each purpose has a stream of its own, so that drawing more of one changes none of the others. The state comes from
/// splitmix64 over the seed, the purpose and an index (an epoch, a layer).
public struct RandomStream: Sendable, RandomNumberGenerator {
  /// What the numbers are for.
  public enum Purpose: UInt64, Sendable {
    case clouds = 1, split, weights, shuffling, dropout
  }

  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// - Parameters:
  ///   - seed: the same seed gives the same numbers.
  ///   - purpose: what the numbers are for: each purpose has numbers of its own.
  ///   - index: tells streams of one purpose apart, an epoch for example.
  public init(seed: UInt64, _ purpose: Purpose, index: UInt64 = 0) {
    var word = RandomStream.key(seed, purpose, index: index)
    func next() -> UInt64 {
      word &+= 0x9e37_79b9_7f4a_7c15
      return RandomStream.mix(word)
    }
    state = (next(), next(), next(), next())
  }

  /// 64 random bits.
  public mutating func next() -> UInt64 {
    let result = RandomStream.rotate(state.1 &* 5, by: 7) &* 9
    let t = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= t
    state.3 = RandomStream.rotate(state.3, by: 45)
    return result
  }

  /// Uniform in [0, 1): 53 random bits.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Uniform in [low, high).
  public mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * uniform() }

  /// Uniform in 0..<bound, without bias (Lemire 2019). `bound` is at least 1.
  public mutating func integer(below bound: Int) -> Int {
    let bound = UInt64(bound)
    var (high, low) = next().multipliedFullWidth(by: bound)
    if low < bound {
      let threshold = (0 &- bound) % bound
      while low < threshold { (high, low) = next().multipliedFullWidth(by: bound) }
    }
    return Int(high)
  }

  /// Fisher–Yates: every order equally likely.
  public mutating func shuffle<Element>(_ items: inout [Element]) {
    guard items.count > 1 else { return }
    for last in stride(from: items.count - 1, to: 0, by: -1) { items.swapAt(last, integer(below: last + 1)) }
  }

  /// The finaliser of splitmix64 (Steele, Lea, Flood 2014).
  package static func mix(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  package static func key(_ seed: UInt64, _ purpose: Purpose, index: UInt64) -> UInt64 {
    mix(mix(mix(seed &+ 0x9e37_79b9_7f4a_7c15) &+ purpose.rawValue) &+ index)
  }

  private static func rotate(_ word: UInt64, by count: UInt64) -> UInt64 { word << count | word >> (64 - count) }
}
