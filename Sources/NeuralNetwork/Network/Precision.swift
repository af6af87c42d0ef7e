import Glibc

/// The floating point format in which a network computes and its weights are stored.
public enum Precision: String, CaseIterable, Hashable, Sendable {
  case float32, float64

  /// Bytes of one number.
  public var size: Int { self == .float32 ? 4 : 8 }
}

/// A floating point format that the generic formulas are written in: `Float` or `Double`.
///
/// Each requirement is the C library's function of that format, so a `Float` formula really computes in float32.
package protocol Real: BinaryFloatingPoint, Sendable {
  static func exp(_ x: Self) -> Self
  static func expm1(_ x: Self) -> Self
  static func log(_ x: Self) -> Self
  static func log1p(_ x: Self) -> Self
  static func tanh(_ x: Self) -> Self
  static func erf(_ x: Self) -> Self
  init(_ value: Double)
  init(_ value: Float)
  static var precision: Precision { get }
}

extension Float: Real {
  package static func exp(_ x: Float) -> Float { Glibc.expf(x) }
  package static func expm1(_ x: Float) -> Float { Glibc.expm1f(x) }
  package static func log(_ x: Float) -> Float { Glibc.logf(x) }
  package static func log1p(_ x: Float) -> Float { Glibc.log1pf(x) }
  package static func tanh(_ x: Float) -> Float { Glibc.tanhf(x) }
  package static func erf(_ x: Float) -> Float { Glibc.erff(x) }
  package static var precision: Precision { .float32 }
}

extension Double: Real {
  package static func exp(_ x: Double) -> Double { Glibc.exp(x) }
  package static func expm1(_ x: Double) -> Double { Glibc.expm1(x) }
  package static func log(_ x: Double) -> Double { Glibc.log(x) }
  package static func log1p(_ x: Double) -> Double { Glibc.log1p(x) }
  package static func tanh(_ x: Double) -> Double { Glibc.tanh(x) }
  package static func erf(_ x: Double) -> Double { Glibc.erf(x) }
  package static var precision: Precision { .float64 }
}

/// A flat buffer of numbers in one of the two formats: what weights and optimizer state are kept in.
public enum NumberBuffer: Hashable, Sendable {
  case float32([Float])
  case float64([Double])

  /// `count` zeros.
  public init(zeros count: Int, _ precision: Precision) {
    switch precision {
    case .float32: self = .float32(Array(repeating: 0, count: count))
    case .float64: self = .float64(Array(repeating: 0, count: count))
    }
  }

  /// How many numbers there are.
  public var count: Int {
    switch self {
    case .float32(let numbers): numbers.count
    case .float64(let numbers): numbers.count
    }
  }

  /// The format.
  public var precision: Precision {
    switch self {
    case .float32: .float32
    case .float64: .float64
    }
  }

  /// One number; it is rounded where the buffer is float32.
  public subscript(index: Int) -> Double {
    get {
      switch self {
      case .float32(let numbers): Double(numbers[index])
      case .float64(let numbers): numbers[index]
      }
    }
    set {
      switch self {
      case .float32(var numbers):
        self = .float32([])
        numbers[index] = Float(newValue)
        self = .float32(numbers)
      case .float64(var numbers):
        self = .float64([])
        numbers[index] = newValue
        self = .float64(numbers)
      }
    }
  }

  /// All numbers as float64.
  public var doubles: [Double] {
    switch self {
    case .float32(let numbers): numbers.map(Double.init)
    case .float64(let numbers): numbers
    }
  }

  /// All numbers as float32, rounded where they were float64.
  public var floats: [Float] {
    switch self {
    case .float32(let numbers): numbers
    case .float64(let numbers): numbers.map { Float($0) }
    }
  }

  /// The same numbers in another format.
  public func converted(to precision: Precision) -> NumberBuffer {
    if precision == self.precision { return self }
    return precision == .float32 ? .float32(floats) : .float64(doubles)
  }
}
