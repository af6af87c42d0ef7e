import NNText

/// f(x) = x · sigmoid(x), also called swish.
package enum SiLU: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "silu", summary: Wording(en: "x times sigmoid(x), a smooth relu", ko: "x에 sigmoid(x)를 곱한 매끄러운 relu"),
      formula: "f(x) = x s(x), s(x) = 1 / (1 + e^-x)",
      derivative: "f'(x) = s(x) (1 + x (1 - s(x)))", range: "[-0.28, inf)",
      source: "Elfwing, Uchibe, Doya 2017, Sigmoid-Weighted Linear Units", isReLUFamily: true)
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { x * Sigmoid.value(x, alpha: 0) }

  package static func derivative<R: Real>(_ x: R, alpha: R) -> R {
    let s = Sigmoid.value(x, alpha: 0)
    return s * (1 + x * (1 - s))
  }
}
