/// One activation as code: naive, for any floating point format. `alpha` is the parameter, whatever its meaning.
package protocol ActivationFormula {
  static var definition: ActivationDefinition { get }
  /// f(x).
  static func value<R: Real>(_ x: R, alpha: R) -> R
  /// f′(x), x being the sum before the activation. At a kink the slope of the side that PyTorch takes.
  static func derivative<R: Real>(_ x: R, alpha: R) -> R
}

extension Activation {
  /// f(x) of an elementwise activation. Softmax of one number alone is 1.
  package func value<R: Real>(_ x: R) -> R { kind.formula.value(x, alpha: R(alpha)) }

  /// f′(x) of an elementwise activation.
  package func derivative<R: Real>(_ x: R) -> R { kind.formula.derivative(x, alpha: R(alpha)) }
}
