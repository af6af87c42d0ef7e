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

extension RandomStream {
  /// A number from N(0, 1): the inverse of the distribution function (Wichura 1988, algorithm AS 241, relative error
  /// 1e-16) at a uniform number. Only IEEE arithmetic and square roots, so every machine draws the same bits.
  public mutating func normal() -> Double {
    // The middle of one of 2^53 cells: never 0 nor 1.
    let p = (Double(next() >> 11) + 0.5) * 0x1p-53
    return RandomStream.normalQuantile(p)
  }

  /// The x below which a share p, 0 < p < 1, of N(0, 1) lies.
  package static func normalQuantile(_ p: Double) -> Double {
    let q = p - 0.5
    if abs(q) <= 0.425 {
      let r = 0.180625 - q * q
      return q * polynomial(r, centre) / polynomial(r, centreDivisor)
    }
    var r = (-portableLog(q < 0 ? p : 1 - p)).squareRoot()
    let value: Double
    if r <= 5 {
      r -= 1.6
      value = polynomial(r, middle) / polynomial(r, middleDivisor)
    } else {
      r -= 5
      value = polynomial(r, tail) / polynomial(r, tailDivisor)
    }
    return q < 0 ? -value : value
  }

  /// The natural logarithm of a normal positive number as fdlibm computes it (error below 1 ulp), in plain arithmetic:
  /// the C library's may differ in the last bit from machine to machine.
  package static func portableLog(_ x: Double) -> Double {
    var k = Double(x.exponent)
    var m = x.significand
    if m > 1.4142135623730951 {
      m /= 2
      k += 1
    }
    let f = m - 1
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let even = w * (0.3999999999940941908 + w * (0.2222219843214978396 + w * 0.1531383769920937332))
    let odd =
      z
      * (0.6666666666666735130 + w * (0.2857142874366239149 + w * (0.1818357216161805012 + w * 0.1479819860511658591)))
    let half = 0.5 * f * f
    return k * 6.93147180369123816490e-01 - ((half - (s * (half + odd + even) + k * 1.90821492927058770002e-10)) - f)
  }

  private static func polynomial(_ x: Double, _ coefficients: [Double]) -> Double {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
  }

  private static let centre = [
    3.3871328727963666080, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
    4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
  ]
  private static let centreDivisor = [
    1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4,
    3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3,
  ]
  private static let middle = [
    1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
    1.27045825245236838258, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
  ]
  private static let middleDivisor = [
    1.0, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1, 1.48103976427480074590e-1,
    1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
  ]
  private static let tail = [
    6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 2.96560571828504891230e-1,
    2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
  ]
  private static let tailDivisor = [
    1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4,
    1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
  ]
}

/// Which numbers a dropout layer leaves out: a hash of where and when, so that the bits depend on nothing else.
///
/// Number `element` = row · width + unit (row within the batch) of layer `layer` (from 0) at the update that follows
/// `step` earlier ones is kept if the upper 24 bits of mix(layerKey + element), as a number in [0, 1), are at least p,
/// with layerKey = mix(mix(key + step) + layer). `mix` is the finaliser of splitmix64.
package struct DropoutMask: Sendable {
  package let layerKey: UInt64

  /// - Parameter key: ``key(seed:)``, the same for a whole run.
  package init(key: UInt64, step: Int, layer: Int) {
    layerKey = RandomStream.mix(RandomStream.mix(key &+ UInt64(truncatingIfNeeded: step)) &+ UInt64(layer))
  }

  package static func key(seed: UInt64) -> UInt64 { RandomStream.key(seed, .dropout, index: 0) }

  package func keeps(_ element: Int, share: Float) -> Bool {
    let bits = RandomStream.mix(layerKey &+ UInt64(element)) >> 40
    return Float(bits) * 0x1p-24 >= share
  }
}
