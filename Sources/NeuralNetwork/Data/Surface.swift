import Glibc
import NNText

/// Number targets drawn from a formula; `noise` is the deviation of a normal number added to the target.
public enum Surface: String, CaseIterable, Hashable, Sendable {
  /// y = sin x, x uniform in −π…π.
  case sine
  /// y = (x1 + x2) / 2, both uniform in −1…1.
  case plane

  /// One line for a help text.
  public var summary: Wording {
    switch self {
    case .sine: Wording(en: "one wave of a sine", ko: "사인 곡선 한 주기")
    case .plane: Wording(en: "a tilted plane over two inputs", ko: "두 입력 위의 기울어진 평면")
    }
  }

  /// The noise where the user gives none.
  public var defaultNoise: Double { 0.1 }

  /// Numbers of a row.
  public var inputs: Int { self == .sine ? 1 : 2 }

  /// Bytes that the data set takes for each point: its inputs and a target.
  public var bytesPerPoint: Int { (inputs + 1) * MemoryLayout<Float>.stride }

  /// Draws data.
  ///
  /// - Parameters:
  ///   - points: 1 to 10,000,000.
  ///   - noise: at least 0.
  ///   - seed: the same seed gives the same points.
  public func dataset(
    points: Int = Cloud.defaultPoints, noise: Double? = nil, seed: UInt64
  ) throws(DataError) -> Dataset {
    let noise = noise ?? defaultNoise
    guard (1...10_000_000).contains(points) else {
      throw .count("points", found: points, minimum: 1, maximum: 10_000_000)
    }
    guard noise >= 0, noise.isFinite else { throw .noise(noise) }
    var stream = RandomStream(seed: seed, .clouds)
    var x: [Float] = []
    var y: [Float] = []
    x.reserveCapacity(points * inputs)
    y.reserveCapacity(points)
    for _ in 0..<points {
      let value: Double
      switch self {
      case .sine:
        let input = stream.uniform(-Double.pi, Double.pi)
        x.append(Float(input))
        value = Glibc.sin(input)
      case .plane:
        let pair = (stream.uniform(-1, 1), stream.uniform(-1, 1))
        x += [Float(pair.0), Float(pair.1)]
        value = (pair.0 + pair.1) / 2
      }
      y.append(Float(value + noise * stream.normal()))
    }
    return Dataset(
      name: rawValue, shape: Shape(inputs), featureNames: self == .sine ? ["x"] : nil, x: x,
      targets: .numbers(names: ["y"], values: y))
  }
}
