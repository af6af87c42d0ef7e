import NNText

/// f(x) = scale · elu(x) with the two constants that keep mean 0 and variance 1 from layer to layer.
package enum SELU: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "selu",
      summary: Wording(
        en: "elu scaled so that layers keep mean 0 and variance 1", ko: "층의 출력이 평균 0, 분산 1을 지키도록 크기를 맞춘 elu"),
      formula: "f(x) = 1.0507 x if x > 0, else 1.0507 * 1.67326 (e^x - 1)",
      derivative: "f'(x) = 1.0507 if x > 0, else 1.0507 * 1.67326 e^x", range: "(-1.758, inf)",
      source: "Klambauer, Unterthiner, Mayr, Hochreiter 2017, Self-Normalizing Neural Networks")
  }

  static var scale: Double { 1.0507009873554804934193349852946 }
  static var slope: Double { 1.6732632423543772848170429916717 }

  package static func value<R: Real>(_ x: R, alpha: R) -> R {
    R(scale) * (x > 0 ? x : R(slope) * R.expm1(x))
  }

  package static func derivative<R: Real>(_ x: R, alpha: R) -> R {
    R(scale) * (x > 0 ? 1 : R(slope) * R.exp(x))
  }
}
