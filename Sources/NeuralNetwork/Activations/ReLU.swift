import NNText

/// f(x) = max(0, x).
package enum ReLU: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "relu", summary: Wording(en: "0 below zero, x above", ko: "0 아래에서는 0, 위에서는 x"), formula: "f(x) = max(0, x)",
      derivative: "f'(x) = 1 if x > 0, else 0", range: "[0, inf)",
      source: "Nair, Hinton 2010, Rectified Linear Units Improve Restricted Boltzmann Machines", isReLUFamily: true)
  }

  // Written with <= so that NaN passes through, as it does in PyTorch and TensorFlow.
  package static func value<R: Real>(_ x: R, alpha: R) -> R { x <= 0 ? 0 : x }
  package static func derivative<R: Real>(_ x: R, alpha: R) -> R { x > 0 ? 1 : 0 }
}
