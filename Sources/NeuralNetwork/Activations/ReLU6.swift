import NNText

/// f(x) = min(max(0, x), 6).
package enum ReLU6: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "relu6", summary: Wording(en: "relu, cut off at 6", ko: "6에서 자른 relu"), formula: "f(x) = min(max(0, x), 6)",
      derivative: "f'(x) = 1 if 0 < x < 6, else 0", range: "[0, 6]",
      source: "Krizhevsky 2010, Convolutional Deep Belief Networks on CIFAR-10", isReLUFamily: true)
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { x <= 0 ? 0 : x >= 6 ? 6 : x }
  package static func derivative<R: Real>(_ x: R, alpha: R) -> R { x > 0 && x < 6 ? 1 : 0 }
}
