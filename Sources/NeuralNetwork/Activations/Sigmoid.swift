import NNText

/// f(x) = 1 / (1 + e^−x).
package enum Sigmoid: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "sigmoid",
      summary: Wording(
        en: "squeezes into 0 to 1; its slope is at most 0.25", ko: "0과 1 사이로 눌러 넣습니다. 미분값은 0.25를 넘지 않습니다"),
      formula: "f(x) = 1 / (1 + e^-x)",
      derivative: "f'(x) = f(x) (1 - f(x))", range: "(0, 1)",
      source: "Rumelhart, Hinton, Williams 1986, Learning representations by back-propagating errors",
      asymptotes: [0, 1])
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { 1 / (1 + R.exp(-x)) }

  package static func derivative<R: Real>(_ x: R, alpha: R) -> R {
    let h = value(x, alpha: alpha)
    return h * (1 - h)
  }
}
