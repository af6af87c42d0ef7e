import Glibc

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
