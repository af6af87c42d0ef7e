import NNText

/// f(x) = x kept within −1 and 1.
package enum HardTanh: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "hard_tanh", summary: Wording(en: "x, cut off at -1 and 1", ko: "-1과 1에서 자른 x"),
      formula: "f(x) = min(max(x, -1), 1)",
      derivative: "f'(x) = 1 if -1 < x < 1, else 0", range: "[-1, 1]",
      source: "Collobert 2004, Large Scale Machine Learning", asymptotes: [-1, 1])
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { x <= -1 ? -1 : x >= 1 ? 1 : x }
  package static func derivative<R: Real>(_ x: R, alpha: R) -> R { x > -1 && x < 1 ? 1 : 0 }
}
