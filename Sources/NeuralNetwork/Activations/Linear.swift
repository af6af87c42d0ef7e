import NNText

/// f(x) = x.
package enum Linear: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "linear", summary: Wording(en: "no activation: the sum itself", ko: "활성화 함수 없음: 합 그대로"),
      formula: "f(x) = x", derivative: "f'(x) = 1",
      range: "(-inf, inf)", source: "the identity")
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { x }
  package static func derivative<R: Real>(_ x: R, alpha: R) -> R { 1 }
}
