import Glibc
import NNText

/// The truth tables of logic: every row of inputs in counting order, and what the gate gives.
public enum TruthTable: Hashable, Sendable {
  /// Gates of two inputs.
  public enum Gate: String, CaseIterable, Hashable, Sendable {
    case xor, and, or, nand, nor, xnor
  }

  case gate(Gate)
  /// Whether an odd number of `bits` inputs is 1.
  case parity(bits: Int)

  /// The table as data: 4 rows, or 2^bits.
  public func dataset() throws(DataError) -> Dataset {
    switch self {
    case .gate(let gate): return Self.table(gate.rawValue, bits: 2) { gate.gives($0) }
    case .parity(let bits):
      guard (1...16).contains(bits) else { throw .count("parity", found: bits, minimum: 1, maximum: 16) }
      return Self.table("parity \(bits)", bits: bits) { $0.nonzeroBitCount % 2 == 1 }
    }
  }

  private static func table(_ name: String, bits: Int, gives: (Int) -> Bool) -> Dataset {
    let rows = 0..<(1 << bits)
    let x = rows.flatMap { row in (0..<bits).map { Float(row >> (bits - 1 - $0) & 1) } }
    let indices = rows.map { gives($0) ? 1 : 0 }
    return Dataset(
      name: name, shape: Shape(bits), x: x, targets: .classes(names: ["0", "1"], indices: indices), isTable: true)
  }
}

extension TruthTable.Gate {
  /// What the gate gives for inputs read as a number from 0 to 3.
  func gives(_ row: Int) -> Bool {
    switch self {
    case .xor: row == 1 || row == 2
    case .and: row == 3
    case .or: row != 0
    case .nand: row != 3
    case .nor: row == 0
    case .xnor: row == 0 || row == 3
    }
  }
}

/// Clouds of points in the plane that belong to classes. Row i is of class i mod K, so classes are as even as can be;
/// `noise` is the deviation of a normal number added to both coordinates.
public enum Cloud: String, CaseIterable, Hashable, Sendable {
  /// Arm k: t from 0 to 1, at angle 2π (1.75 t + k/K) and radius t.
  case spiral
  /// Two half circles of radius 1 that interlock: (cos a, sin a) and (1 − cos a, 0.5 − sin a), a from 0 to π.
  case moons
  /// Rings around 0 of radius (k + 1) / K.
  case circles
  /// A heap around each of K centres on a circle of radius 1.
  case gauss
  /// A board of 4 × 4 squares over −1…1; the class of a square is (row + column) mod K.
  case checker

  /// One line for a help text.
  public var summary: Wording {
    switch self {
    case .spiral: Wording(en: "arms that wind around each other", ko: "서로 감아 도는 나선 팔")
    case .moons: Wording(en: "two half circles that interlock", ko: "서로 맞물린 반달 둘")
    case .circles: Wording(en: "rings within rings", ko: "고리 안의 고리")
    case .gauss: Wording(en: "round heaps of points", ko: "둥글게 모인 점 무리")
    case .checker: Wording(en: "a chequered board", ko: "체스판 무늬")
    }
  }

  /// Points where the user gives none.
  public static var defaultPoints: Int { 200 }
  /// Classes where the user gives none.
  public static var defaultClasses: Int { 2 }

  /// Bytes that the data set takes for each point: two coordinates and a class.
  public static var bytesPerPoint: Int { 2 * MemoryLayout<Float>.stride + MemoryLayout<Int>.stride }

  /// The noise where the user gives none.
  public var defaultNoise: Double {
    switch self {
    case .spiral: 0.02
    case .moons: 0.1
    case .circles: 0.05
    case .gauss: 0.3
    case .checker: 0
    }
  }

  /// Draws a cloud.
  ///
  /// - Parameters:
  ///   - points: 1 to 10,000,000, at least one for each class.
  ///   - noise: at least 0.
  ///   - classes: 2 to 100; moons has 2.
  ///   - seed: the same seed gives the same points.
  public func dataset(
    points: Int = Cloud.defaultPoints, noise: Double? = nil, classes: Int = Cloud.defaultClasses, seed: UInt64
  ) throws(DataError) -> Dataset {
    let noise = noise ?? defaultNoise
    guard (2...100).contains(classes) else { throw .count("classes", found: classes, minimum: 2, maximum: 100) }
    if self == .moons && classes != 2 { throw .fixedClasses("moons", found: classes, expected: 2) }
    guard (classes...10_000_000).contains(points) else {
      throw .count("points", found: points, minimum: classes, maximum: 10_000_000)
    }
    guard noise >= 0, noise.isFinite else { throw .noise(noise) }
    var stream = RandomStream(seed: seed, .clouds)
    var x: [Float] = []
    var indices: [Int] = []
    x.reserveCapacity(2 * points)
    indices.reserveCapacity(points)
    for row in 0..<points {
      let label = row % classes
      let share = stream.uniform()
      let point = place(label, of: classes, at: share, &stream)
      x.append(Float(point.0 + noise * stream.normal()))
      x.append(Float(point.1 + noise * stream.normal()))
      indices.append(label)
    }
    let names = (0..<classes).map(String.init)
    return Dataset(name: rawValue, shape: Shape(2), x: x, targets: .classes(names: names, indices: indices))
  }

  /// A point of a class without noise; `share` is uniform in [0, 1).
  private func place(
    _ label: Int, of classes: Int, at share: Double, _ stream: inout RandomStream
  ) -> (Double, Double) {
    let turn = Double(label) / Double(classes)
    switch self {
    case .spiral:
      let angle = 2 * Double.pi * (1.75 * share + turn)
      return (share * Glibc.cos(angle), share * Glibc.sin(angle))
    case .moons:
      let angle = Double.pi * share
      let (c, s) = (Glibc.cos(angle), Glibc.sin(angle))
      return label == 0 ? (c, s) : (1 - c, 0.5 - s)
    case .circles:
      let radius = Double(label + 1) / Double(classes)
      return (radius * Glibc.cos(2 * Double.pi * share), radius * Glibc.sin(2 * Double.pi * share))
    case .gauss:
      return (Glibc.cos(2 * Double.pi * turn), Glibc.sin(2 * Double.pi * turn))
    case .checker:
      // Squares of this class, counted row by row; a board of side max(4, K) has some of every class.
      let side = max(4, classes)
      let squares = side * side
      var square = min(squares - 1, Int(share * Double(squares)))
      while (square / side + square % side) % classes != label { square = (square + 1) % squares }
      let size = 2 / Double(side)
      return (
        -1 + size * (Double(square % side) + stream.uniform()), -1 + size * (Double(square / side) + stream.uniform())
      )
    }
  }
}

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
