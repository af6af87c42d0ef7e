import NNText

/// f(x) = x above 0, alpha (e^x − 1) below.
package enum ELU: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "elu",
      summary: Wording(en: "x above zero, bends smoothly to -alpha below", ko: "0 위에서는 x, 아래에서는 -alpha로 매끄럽게 휘어집니다"),
      formula: "f(x) = x if x > 0, else alpha (e^x - 1)",
      derivative: "f'(x) = 1 if x > 0, else alpha e^x", range: "(-alpha, inf)",
      source: "Clevert, Unterthiner, Hochreiter 2015, Fast and Accurate Deep Network Learning by ELUs",
      parameters: [
        SettingParameter("alpha", Wording(en: "how far below zero it goes", ko: "0 아래로 내려가는 깊이"), default: 1, to: 1000)
      ], isReLUFamily: true)
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { x > 0 ? x : alpha * R.expm1(x) }
  package static func derivative<R: Real>(_ x: R, alpha: R) -> R { x > 0 ? 1 : alpha * R.exp(x) }
}
