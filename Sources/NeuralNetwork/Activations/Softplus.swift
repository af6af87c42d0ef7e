import NNText

/// f(x) = log(1 + e^x).
package enum Softplus: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "softplus", summary: Wording(en: "a smooth relu that never reaches 0", ko: "0에 결코 닿지 않는 매끄러운 relu"),
      formula: "f(x) = log(1 + e^x)",
      derivative: "f'(x) = 1 / (1 + e^-x)", range: "(0, inf)",
      source: "Dugas, Bengio, Bélisle, Nadeau, Garcia 2001, Incorporating Second-Order Functional Knowledge")
  }

  // max(x, 0) + log1p(e^-|x|) does not overflow where e^x does.
  package static func value<R: Real>(_ x: R, alpha: R) -> R { (x <= 0 ? 0 : x) + R.log1p(R.exp(-abs(x))) }
  package static func derivative<R: Real>(_ x: R, alpha: R) -> R { Sigmoid.value(x, alpha: 0) }
}
