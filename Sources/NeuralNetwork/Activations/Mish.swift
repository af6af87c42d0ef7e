import NNText

/// f(x) = x · tanh(softplus(x)).
package enum Mish: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "mish",
      summary: Wording(en: "x times tanh(softplus(x)), a smooth relu", ko: "x에 tanh(softplus(x))를 곱한 매끄러운 relu"),
      formula: "f(x) = x tanh(log(1 + e^x))",
      derivative: "f'(x) = t + x (1 - t^2) s(x), t = tanh(log(1 + e^x)), s = sigmoid", range: "[-0.31, inf)",
      source: "Misra 2019, Mish: A Self Regularized Non-Monotonic Activation Function", isReLUFamily: true)
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { x * R.tanh(Softplus.value(x, alpha: 0)) }

  package static func derivative<R: Real>(_ x: R, alpha: R) -> R {
    let t = R.tanh(Softplus.value(x, alpha: 0))
    return t + x * (1 - t * t) * Sigmoid.value(x, alpha: 0)
  }
}
