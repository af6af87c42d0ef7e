import NNText

/// f(x) = x Φ(x), Φ the distribution function of N(0, 1): exact, with erf.
package enum GELU: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "gelu",
      summary: Wording(en: "x times the chance that a normal number lies below x", ko: "x에, 정규 분포의 수가 x보다 작을 확률을 곱합니다"),
      formula: "f(x) = x (1 + erf(x / sqrt(2))) / 2",
      derivative: "f'(x) = (1 + erf(x / sqrt(2))) / 2 + x e^(-x^2 / 2) / sqrt(2 pi)", range: "[-0.17, inf)",
      source: "Hendrycks, Gimpel 2016, Gaussian Error Linear Units", isReLUFamily: true)
  }

  private static func distribution<R: Real>(_ x: R) -> R { (1 + R.erf(x * R(0.5.squareRoot()))) / 2 }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { x * distribution(x) }

  package static func derivative<R: Real>(_ x: R, alpha: R) -> R {
    let density = R.exp(-x * x / 2) * R(0.3989422804014326779399460599343819)
    return distribution(x) + x * density
  }
}
