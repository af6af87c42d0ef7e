import NNText

/// f(x) = tanh x.
package enum HyperbolicTangent: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "tanh", summary: Wording(en: "squeezes into -1 to 1, centred on 0", ko: "0을 중심으로 -1과 1 사이로 눌러 넣습니다"),
      formula: "f(x) = tanh(x)",
      derivative: "f'(x) = 1 - f(x)^2", range: "(-1, 1)",
      source: "LeCun, Bottou, Orr, Müller 1998, Efficient BackProp", asymptotes: [-1, 1])
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { R.tanh(x) }

  package static func derivative<R: Real>(_ x: R, alpha: R) -> R {
    let h = R.tanh(x)
    return 1 - h * h
  }
}
